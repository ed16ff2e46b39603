package org.ctsr.app.opening;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import org.ctsr.app.mainwindow.DropTarget;
import org.ctsr.app.mainwindow.MainWindow;

/** What is dragged over the main window: opened, or added to the batch. */
public final class FileDrops {
  private final MainWindow view;
  private final PhotoFlow photos;
  private final Consumer<List<Path>> addToBatch;
  private final DraggedFiles dragged;

  /**
   * @param view marks where something would go
   * @param photos opens files and pictures
   * @param addToBatch adds files and folders to the batch
   * @param background runs what asks the disk
   */
  public FileDrops(
      MainWindow view, PhotoFlow photos, Consumer<List<Path>> addToBatch, Executor background) {
    this.dragged = new DraggedFiles(background, Platform::runLater);
    this.view = view;
    this.photos = photos;
    this.addToBatch = addToBatch;
  }

  /** Takes what is dropped on a scene. */
  public void listen(Scene scene) {
    scene.setOnDragOver(this::onDragOver);
    scene.setOnDragExited(event -> view.showDropTarget(DropTarget.NONE, false));
    scene.setOnDragDropped(this::onDropped);
  }

  private void onDragOver(DragEvent event) {
    if (event.getGestureSource() == null && ClipboardPhotos.canOpen(event.getDragboard())) {
      event.acceptTransferModes(TransferMode.COPY);
      view.showDropTarget(dropTarget(event), canBeBatch(event));
    }
    event.consume();
  }

  private boolean canBeBatch(DragEvent event) {
    return dragged.areMany(ClipboardPhotos.files(event.getDragboard()));
  }

  private DropTarget dropTarget(DragEvent event) {
    return canBeBatch(event) ? view.dropTargetAt(event.getSceneX()) : DropTarget.OPEN;
  }

  private void onDropped(DragEvent event) {
    DropTarget chosen = dropTarget(event);
    view.showDropTarget(DropTarget.NONE, false);
    if (chosen == DropTarget.BATCH) {
      addToBatch.accept(ClipboardPhotos.files(event.getDragboard()));
      event.setDropCompleted(true);
    } else {
      event.setDropCompleted(photos.openFrom(event.getDragboard()));
    }
    event.consume();
  }
}
