package org.ctsr.app.train;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.ctsr.app.fx.Choosers;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** What to learn from. */
final class PhotosPage extends VBox {
  private static final Messages TEXTS = Messages.of(PhotosPage.class);
  private static final int SIDE = 92;

  /** Thumbnails shown; of hundreds of photos the first say enough. */
  private static final int SHOWN = 72;

  private static final double MEGA = 1e6;

  private final PhotosViewModel model;
  private final TrainActions actions;
  private final Choosers choosers;
  private final TilePane tiles = new TilePane(8, 8);

  PhotosPage(PhotosViewModel model, TrainActions actions, Choosers choosers) {
    this.choosers = choosers;
    this.model = model;
    this.actions = actions;
    setId("train-photos");
    getStyleClass().add("page");
    Node drop = drop();
    ScrollPane scroll = new ScrollPane(tiles);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("photo-tiles");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    Pages.shownWhile(scroll, Bindings.isNotEmpty(model.photos()));
    Pages.shownWhile(drop, Bindings.isEmpty(model.photos()));
    getChildren()
        .addAll(
            Pages.head(TEXTS.get("photos.title"), TEXTS.get("photos.text")),
            tools(),
            drop,
            scroll,
            summary());
    model.photos().addListener(this::onPhotos);
    setOnDragOver(PhotosPage::onDragOver);
    setOnDragDropped(this::onDropped);
  }

  private Node drop() {
    FontIcon icon = Icons.of(Material2OutlinedAL.ADD_PHOTO_ALTERNATE);
    icon.getStyleClass().add("problem-icon");
    Label text = new Label(TEXTS.get("photos.drop"));
    text.getStyleClass().add("empty-hint");
    VBox box = new VBox(12, icon, text);
    box.setAlignment(Pos.CENTER);
    box.getStyleClass().add("drop-zone");
    VBox.setVgrow(box, Priority.ALWAYS);
    return box;
  }

  private Node tools() {
    Button files =
        new Button(TEXTS.get("photos.files"), Icons.of(Material2OutlinedAL.ADD_PHOTO_ALTERNATE));
    files.setOnAction(event -> chooseFiles());
    Button folder =
        new Button(TEXTS.get("photos.folder"), Icons.of(Material2OutlinedAL.CREATE_NEW_FOLDER));
    folder.setId("train-add-folder");
    folder.setOnAction(event -> chooseFolder());
    Button clear = new Button(TEXTS.get("photos.clear"));
    clear.getStyleClass().add("flat");
    clear.setId("train-clear-photos");
    clear.setOnAction(
        event -> {
          if (actions.confirm(
              TEXTS.get("photos.clear.header", model.photos().size()),
              TEXTS.get("photos.clear.text"),
              TEXTS.get("photos.clear.go"))) {
            model.clear();
          }
        });
    clear.disableProperty().bind(Bindings.isEmpty(model.photos()));
    Label searching = Pages.caption(TEXTS.get("photos.searching"));
    searching.visibleProperty().bind(model.searchingProperty());
    return Pages.row(files, folder, searching, Pages.grow(), clear);
  }

  private Node summary() {
    Label count = new Label();
    count.setId("train-photo-count");
    count.getStyleClass().add("result-size");
    Label size = Pages.caption("");
    Label left = Pages.caption("");
    model
        .countsProperty()
        .subscribe(
            now -> {
              count.setText(TEXTS.get("photos.counts", now.usable()));
              size.setText(
                  now.usable() == 0
                      ? ""
                      : TEXTS.get(
                          "photos.size",
                          mega(now.pixels()),
                          mega(now.pixels() / (double) now.usable())));
              boolean out = now.small() + now.unreadable() > 0;
              left.setText(out ? TEXTS.get("photos.left", now.small(), now.unreadable()) : "");
            });
    Label warning = Pages.note(model.warningProperty(), "warning-note");
    warning.setId("train-photo-warning");
    warning.setGraphic(Icons.of(Material2OutlinedAL.INFO));
    HBox line = Pages.row(count, size, Pages.grow(), left);
    line.setSpacing(12);
    return new VBox(6, line, warning);
  }

  private static String mega(double pixels) {
    return String.format(Locale.getDefault(), pixels < 1e8 ? "%.1f" : "%.0f", pixels / MEGA);
  }

  private void onPhotos(ListChangeListener.Change<? extends TrainPhoto> change) {
    while (change.next()) {
      if (change.wasAdded() && !change.wasRemoved() && change.getTo() == change.getList().size()) {
        change.getAddedSubList().stream()
            .limit(Math.max(0, SHOWN - tiles.getChildren().size()))
            .forEach(photo -> tiles.getChildren().add(tile(photo)));
      } else if (change.wasReplaced() && change.getAddedSize() == change.getRemovedSize()) {
        replace(change.getFrom(), change.getAddedSubList());
      } else {
        tiles.getChildren().setAll(model.photos().stream().limit(SHOWN).map(this::tile).toList());
      }
    }
  }

  /** Of the other tiles the pictures need not be made again. */
  private void replace(int from, List<? extends TrainPhoto> changed) {
    int shown = Math.min(changed.size(), tiles.getChildren().size() - from);
    for (int i = 0; i < shown; i++) {
      boolean focused = tiles.getChildren().get(from + i).isFocused();
      Node tile = tile(changed.get(i));
      tiles.getChildren().set(from + i, tile);
      if (focused) {
        tile.requestFocus();
      }
    }
  }

  private Node tile(TrainPhoto photo) {
    ImageView view = new ImageView();
    view.setFitWidth(SIDE);
    view.setFitHeight(SIDE);
    view.setPreserveRatio(true);
    StackPane frame = new StackPane(view);
    frame.getStyleClass().add("photo-tile");
    frame.setMinSize(SIDE, SIDE);
    frame.setMaxSize(SIDE, SIDE);
    Rectangle clip = new Rectangle(SIDE, SIDE);
    clip.setArcWidth(8);
    clip.setArcHeight(8);
    frame.setClip(clip);
    String name = String.valueOf(photo.file().getFileName());
    String about = photo.isUsable() ? name : name + "\n" + photo.problem();
    Tooltip.install(frame, new Tooltip(about));
    frame.setAccessibleText(about);
    frame.setFocusTraversable(true);
    frame.setOnMousePressed(event -> frame.requestFocus());
    frame.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.DELETE || event.getCode() == KeyCode.BACK_SPACE) {
            event.consume();
            remove(photo);
          }
        });
    frame.setOnContextMenuRequested(
        event -> {
          MenuItem item = new MenuItem(TEXTS.get("photos.remove"));
          item.setOnAction(chosen -> remove(photo));
          new ContextMenu(item).show(frame, event.getScreenX(), event.getScreenY());
          event.consume();
        });
    if (photo.width() > 0) {
      // Once the tile is in the window: until then it would look like one that is gone again.
      Platform.runLater(() -> fill(frame, view, photo));
    }
    if (!photo.isUsable()) {
      frame.getStyleClass().add("left-out");
      view.setOpacity(0.3);
      FontIcon mark =
          Icons.of(
              photo.width() == 0
                  ? Material2OutlinedAL.BROKEN_IMAGE
                  : Material2OutlinedMZ.PHOTO_SIZE_SELECT_SMALL);
      frame.getChildren().add(mark);
    }
    return frame;
  }

  /** Takes a photo off the list; the next one has the keyboard then. */
  private void remove(TrainPhoto photo) {
    int at = model.photos().indexOf(photo);
    model.remove(List.of(photo));
    int left = tiles.getChildren().size();
    if (at >= 0 && left > 0) {
      tiles.getChildren().get(Math.min(at, left - 1)).requestFocus();
    }
  }

  private void fill(StackPane frame, ImageView view, TrainPhoto photo) {
    model.makePicture(
        photo.file(),
        2 * SIDE,
        () -> frame.getScene() != null,
        picture -> {
          boolean wide = picture.width() > picture.height();
          // Fills the square: the clip cuts what is over.
          view.setFitWidth(wide ? SIDE * (double) picture.width() / picture.height() : SIDE);
          view.setFitHeight(wide ? SIDE : SIDE * (double) picture.height() / picture.width());
          view.setImage(picture.toImage());
        });
  }

  private static void onDragOver(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
    }
    event.consume();
  }

  private void onDropped(DragEvent event) {
    List<File> files = event.getDragboard().getFiles();
    add(files);
    event.setDropCompleted(!files.isEmpty());
    event.consume();
  }

  private void add(List<File> files) {
    List<Path> paths = files.stream().map(File::toPath).toList();
    model.add(paths);
  }

  private void chooseFiles() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(TEXTS.get("photos.title"));
    choosers.openSeveral("training", this, chooser, this::add);
  }

  private void chooseFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(TEXTS.get("photos.title"));
    choosers.openFolder("training", this, chooser, chosen -> add(List.of(chosen)));
  }
}
