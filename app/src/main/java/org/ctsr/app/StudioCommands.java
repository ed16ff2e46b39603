package org.ctsr.app;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.input.Clipboard;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.ctsr.app.fx.Choosers;
import org.ctsr.app.fx.FolderOpener;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.StartFolder;
import org.ctsr.app.inspector.BrushViewModel;
import org.ctsr.app.mainwindow.Commands;
import org.ctsr.app.mainwindow.ShortcutsDialog;
import org.ctsr.app.opening.PhotoFlow;
import org.ctsr.app.parts.StudioParts;
import org.ctsr.app.settings.AppPaths;
import org.ctsr.app.settings.SettingsDialog;
import org.ctsr.app.settings.SettingsViewModel;
import org.ctsr.app.viewer.PhotoSession;
import org.ctsr.engine.cli.Version;

/** What the menus do, with the dialogs they need. */
final class StudioCommands implements Commands, BrushViewModel.Actions {
  private static final Messages TEXTS = Messages.of(StudioCommands.class);

  private final StudioParts parts;
  private final PhotoFlow photos;
  private final AppPaths paths;
  private final FolderOpener folders;
  private final MaskFiles masks;
  private final StartFolder startFolder;
  private final Choosers choosers;
  private Runnable export = () -> {};
  private Runnable batch = () -> {};
  private Runnable models = () -> {};
  private Runnable train = () -> {};
  private Runnable gpu = () -> {};
  private Runnable quit = () -> {};

  StudioCommands(
      StudioParts parts, PhotoFlow photos, MaskFiles masks, AppPaths paths, FolderOpener folders) {
    this.parts = parts;
    this.photos = photos;
    this.masks = masks;
    this.paths = paths;
    this.folders = folders;
    startFolder = new StartFolder(parts.background().general(), Platform::runLater);
    choosers = parts.choosers();
  }

  /** Sets what needs the window, which is made with these commands. */
  void connect(
      Runnable exportPhoto,
      Runnable showBatch,
      Runnable showModels,
      Runnable showTraining,
      Runnable showGpu,
      Runnable quitProgram) {
    export = exportPhoto;
    batch = showBatch;
    models = showModels;
    train = showTraining;
    gpu = showGpu;
    quit = quitProgram;
  }

  @Override
  public void open() {
    inLastFolder(this::open);
  }

  private void open(Optional<File> start) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(TEXTS.get("open.title"));
    start.ifPresent(chooser::setInitialDirectory);
    chooser
        .getExtensionFilters()
        .setAll(
            new FileChooser.ExtensionFilter(TEXTS.get("open.filter"), photos.files().patterns()),
            new FileChooser.ExtensionFilter(TEXTS.get("open.all"), "*.*"));
    List<File> chosen = chooser.showOpenMultipleDialog(parts.stage());
    if (chosen != null) {
      photos.open(chosen.stream().map(File::toPath).toList());
    }
  }

  @Override
  public void openFolder() {
    inLastFolder(this::openFolder);
  }

  private void openFolder(Optional<File> start) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(TEXTS.get("folder.title"));
    start.ifPresent(chooser::setInitialDirectory);
    File chosen = chooser.showDialog(parts.stage());
    if (chosen != null) {
      photos.open(List.of(chosen.toPath()));
    }
  }

  private void inLastFolder(Consumer<Optional<File>> chooser) {
    String folder = parts.settings().get().openFolder();
    startFolder.find(folder == null ? null : new File(folder), chooser);
  }

  @Override
  public void openRecent(Path file) {
    photos.open(List.of(file));
  }

  @Override
  public void clearRecent() {
    parts.settings().update(settings -> settings.withRecent(List.of(), settings.openFolder()));
  }

  @Override
  public void openSample() {
    photos.openSample();
  }

  @Override
  public void paste() {
    if (!photos.openFrom(Clipboard.getSystemClipboard())) {
      parts
          .dialogs()
          .problem(parts.stage(), TEXTS.get("paste.nothing.header"), TEXTS.get("paste.nothing"));
    }
  }

  @Override
  public void tryAgain() {
    photos.tryAgain();
  }

  @Override
  public void closePhoto() {
    photos.closeShown();
  }

  @Override
  public void closeAllPhotos() {
    photos.closeAll();
  }

  @Override
  public void export() {
    export.run();
  }

  @Override
  public void batch() {
    batch.run();
  }

  @Override
  public void models() {
    models.run();
  }

  @Override
  public void train() {
    train.run();
  }

  @Override
  public void settings() {
    new SettingsDialog(
            new SettingsViewModel(parts.settings(), Runtime.getRuntime().maxMemory()),
            parts.dialogs(),
            parts.stage())
        .show();
  }

  @Override
  public void quit() {
    quit.run();
  }

  @Override
  public void undo() {
    parts.viewer().painting().undo();
  }

  @Override
  public void redo() {
    parts.viewer().painting().redo();
  }

  @Override
  public void invert() {
    parts.viewer().painting().invert();
  }

  @Override
  public void clear() {
    parts.viewer().painting().clear();
  }

  @Override
  public void load() {
    PhotoSession photo = parts.viewer().photoProperty().get();
    if (photo != null) {
      load(photo);
    }
  }

  private void load(PhotoSession photo) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(TEXTS.get("mask.load"));
    choosers.open("mask", root(), chooser, chosen -> masks.load(photo, chosen.toPath()));
  }

  @Override
  public void save() {
    PhotoSession photo = parts.viewer().photoProperty().get();
    if (photo != null) {
      save(photo);
    }
  }

  private void save(PhotoSession photo) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(TEXTS.get("mask.save"));
    chooser
        .getExtensionFilters()
        .setAll(new FileChooser.ExtensionFilter(TEXTS.get("mask.filter"), "*.png"));
    chooser.setInitialFileName(TEXTS.get("mask.suggested", photo.photo().name()));
    choosers.save("mask", root(), chooser, chosen -> masks.save(photo, chosen.toPath()));
  }

  private Node root() {
    return parts.stage().getScene().getRoot();
  }

  @Override
  public void zoomFit() {
    parts.viewer().placement().fit();
  }

  @Override
  public void zoomActual() {
    parts.viewer().placement().actualSize();
  }

  @Override
  public void zoomIn() {
    parts.viewer().placement().zoomIn();
  }

  @Override
  public void zoomOut() {
    parts.viewer().placement().zoomOut();
  }

  @Override
  public void shortcuts() {
    ShortcutsDialog.show(parts.dialogs(), parts.stage());
  }

  @Override
  public void about() {
    Alert about = new Alert(Alert.AlertType.NONE, TEXTS.get("about.text"), ButtonType.CLOSE);
    about.getDialogPane().setId("about-dialog");
    parts.dialogs().prepare(about, parts.stage(), TEXTS.get("about.header", Version.current()));
    about.show();
  }

  @Override
  public void gpu() {
    gpu.run();
  }

  @Override
  public void showLogs() {
    if (Files.isDirectory(paths.logs())) {
      folders.showFolder(paths.logs());
    } else {
      parts
          .dialogs()
          .problem(
              parts.stage(),
              TEXTS.get("logs.failed.header"),
              TEXTS.get("logs.failed", paths.logs()));
    }
  }
}
