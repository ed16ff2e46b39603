package org.ctsr.app.library;

import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Picture;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** The strip of open photos; the arrow keys go through it. */
public final class Filmstrip extends StackPane {
  /** Longest side a thumbnail needs, allowing for screens of double density. */
  public static final int THUMBNAIL = 320;

  private static final Messages TEXTS = Messages.of(Filmstrip.class);
  private static final double CELL_WIDTH = 84;
  private static final double CELL_HEIGHT = 60;

  /** Shows the library and follows it. */
  public Filmstrip(LibraryViewModel library) {
    getStyleClass().add("filmstrip");
    ListView<PhotoItem> list = new ListView<>(library.photos());
    list.setId("filmstrip");
    list.setOrientation(Orientation.HORIZONTAL);
    list.setAccessibleText(TEXTS.get("strip"));
    list.setPrefHeight(CELL_HEIGHT + 26);
    list.setMinHeight(CELL_HEIGHT + 26);
    list.setCellFactory(view -> new Cell(library));
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (property, old, item) -> {
              if (item != null && library.selectedProperty().get() != item) {
                library.selectedProperty().set(item);
              }
            });
    library
        .selectedProperty()
        .addListener(
            (property, old, item) -> {
              if (item == null) {
                list.getSelectionModel().clearSelection();
              } else {
                list.getSelectionModel().select(item);
                list.scrollTo(Math.max(0, library.photos().indexOf(item) - 2));
              }
            });
    getChildren().add(list);
  }

  private static final class Cell extends ListCell<PhotoItem> {
    private final LibraryViewModel library;
    private @Nullable PhotoItem told;
    private final ImageView picture = new ImageView();
    private final ProgressIndicator busy = new ProgressIndicator();
    private final Label broken = new Label();
    private final Tooltip tip = new Tooltip();
    private final Button close =
        Icons.on(new Button(), Material2OutlinedAL.CLOSE, TEXTS.get("close"));
    private final Region ring = new Region();
    private final StackPane frame = new StackPane(picture, busy, broken, ring, close);

    Cell(LibraryViewModel library) {
      this.library = library;
      getStyleClass().add("film-cell");
      setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      frame.getStyleClass().add("film-frame");
      frame.setMinSize(CELL_WIDTH, CELL_HEIGHT);
      frame.setMaxSize(CELL_WIDTH, CELL_HEIGHT);
      Rectangle clip = new Rectangle(CELL_WIDTH, CELL_HEIGHT);
      clip.setArcWidth(8);
      clip.setArcHeight(8);
      frame.setClip(clip);
      picture.setFitWidth(CELL_WIDTH);
      picture.setFitHeight(CELL_HEIGHT);
      picture.setSmooth(true);
      ring.getStyleClass().add("film-selected");
      ring.visibleProperty().bind(selectedProperty());
      ring.setMouseTransparent(true);
      busy.setMaxSize(18, 18);
      broken.setGraphic(Icons.of(Material2OutlinedAL.BROKEN_IMAGE));
      close.getStyleClass().add("film-close");
      close.setFocusTraversable(false);
      StackPane.setAlignment(close, Pos.TOP_RIGHT);
      close.visibleProperty().bind(hoverProperty());
      close.setOnAction(
          event -> {
            PhotoItem item = getItem();
            if (item != null) {
              library.close(item);
            }
          });
      setOnMouseClicked(
          event -> {
            PhotoItem item = getItem();
            if (event.getButton() == MouseButton.MIDDLE && item != null) {
              library.close(item);
            }
          });
    }

    @Override
    protected void updateItem(@Nullable PhotoItem item, boolean empty) {
      super.updateItem(item, empty);
      tellOf(empty ? null : item);
      picture.imageProperty().unbind();
      busy.visibleProperty().unbind();
      broken.visibleProperty().unbind();
      tip.textProperty().unbind();
      accessibleTextProperty().unbind();
      if (item == null || empty) {
        setGraphic(null);
        setTooltip(null);
        setAccessibleText(null);
        return;
      }
      picture
          .imageProperty()
          .bind(
              Bindings.createObjectBinding(
                  () -> toImage(item.thumbnailProperty().get()), item.thumbnailProperty()));
      busy.visibleProperty()
          .bind(
              item.thumbnailProperty()
                  .isNull()
                  .and(item.stateProperty().isNotEqualTo(PhotoItem.State.FAILED)));
      broken.visibleProperty().bind(item.stateProperty().isEqualTo(PhotoItem.State.FAILED));
      tip.textProperty().bind(item.tip());
      setTooltip(tip);
      accessibleTextProperty().bind(item.spoken());
      setGraphic(frame);
    }

    private void tellOf(@Nullable PhotoItem now) {
      PhotoItem before = told;
      if (now == before) {
        return;
      }
      told = now;
      if (now != null) {
        library.enterCell(now);
      }
      if (before != null) {
        library.leaveCell(before);
      }
    }

    /** The picture, with the viewport that fills the cell without distorting it. */
    private @Nullable Image toImage(@Nullable Picture thumbnail) {
      if (thumbnail == null) {
        return null;
      }
      int width = thumbnail.width();
      int height = thumbnail.height();
      double shape = CELL_WIDTH / CELL_HEIGHT;
      double usedWidth = Math.min(width, height * shape);
      double usedHeight = Math.min(height, width / shape);
      picture.setViewport(
          new Rectangle2D(
              (width - usedWidth) / 2, (height - usedHeight) / 2, usedWidth, usedHeight));
      return thumbnail.toImage();
    }
  }
}
