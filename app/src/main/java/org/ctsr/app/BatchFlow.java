package org.ctsr.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.stage.Stage;
import org.ctsr.app.batch.BatchActions;
import org.ctsr.app.batch.BatchAway;
import org.ctsr.app.batch.BatchCard;
import org.ctsr.app.batch.BatchModel;
import org.ctsr.app.batch.BatchStore;
import org.ctsr.app.batch.BatchSummary;
import org.ctsr.app.batch.BatchView;
import org.ctsr.app.batch.BatchViewModel;
import org.ctsr.app.batch.OfferCard;
import org.ctsr.app.batch.SavedBatch;
import org.ctsr.app.fx.FolderOpener;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Picture;
import org.ctsr.app.mainwindow.MainWindow;
import org.ctsr.app.opening.ChosenPhoto;
import org.ctsr.app.opening.PhotoFlow;
import org.ctsr.app.parts.StudioParts;
import org.ctsr.app.settings.AppPaths;
import org.ctsr.app.theme.ThemeManager;
import org.ctsr.app.window.SideWindow;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The batch and its window, made when it is first wanted. Used on the FX thread. */
final class BatchFlow implements BatchActions {
  private static final Logger log = LoggerFactory.getLogger(BatchFlow.class);
  private static final Messages TEXTS = Messages.of(BatchFlow.class);
  private static final SideWindow.Size SIZE = new SideWindow.Size(1120, 720, 900, 480);

  private final StudioParts parts;
  private final ThemeManager theme;
  private final FolderOpener folders;
  private final PhotoFlow photos;
  private final BooleanBinding anyOpen;
  private final BatchStore store;
  private final BatchViewModel model;
  private final BatchAway away;
  private @Nullable Stage window;

  /**
   * @param notices told what cannot be kept, on the FX thread
   */
  BatchFlow(
      StudioParts parts,
      ThemeManager theme,
      FolderOpener folders,
      AppPaths paths,
      PhotoFlow photos,
      Consumer<String> notices) {
    this.parts = parts;
    this.theme = theme;
    this.folders = folders;
    this.photos = photos;
    anyOpen = Bindings.isNotEmpty(parts.library().photos());
    store =
        new BatchStore(
            paths.batch(),
            parts.background().general(),
            text -> Platform.runLater(() -> notices.accept(text)));
    model =
        new BatchViewModel(
            new SessionBatchEngine(parts.engine(), () -> models(parts)),
            store,
            parts.background().general(),
            Platform::runLater,
            System::nanoTime);
    model.summaryProperty().subscribe(this::sayEnd);
    away = new BatchAway(model);
  }

  private static List<BatchModel> models(StudioParts parts) {
    return parts.inspector().models().stream()
        .map(
            choice ->
                new BatchModel(choice.name(), choice.title(), choice.scale(), choice.hasRealness()))
        .toList();
  }

  /** Says that another model is in use, which the next run then has. */
  void modelChanged() {
    model.refreshModel();
  }

  /** Has the main window say how the batch is, and offer what was not finished before. */
  void restore(MainWindow view) {
    BatchCard card = new BatchCard(model, this::show, away::dismiss);
    away.awayProperty()
        .subscribe(
            now -> {
              if (now) {
                view.addCard(card);
              } else {
                view.removeCard(card);
              }
            });
    parts
        .background()
        .general()
        .execute(
            () -> {
              SavedBatch saved = store.load();
              Platform.runLater(
                  () -> {
                    model.restore(saved);
                    if (model.offeredProperty().get() > 0) {
                      view.addCard(new OfferCard(model, this::show, view::removeCard));
                    }
                  });
            });
  }

  /** Shows the window. */
  void show() {
    Stage stage = window;
    if (stage == null) {
      stage = create();
      window = stage;
    }
    model.refreshModel();
    stage.show();
    stage.toFront();
  }

  private Stage create() {
    Stage stage =
        SideWindow.create(
            parts, theme, new BatchView(model, this, parts.choosers()), "batch", SIZE);
    stage
        .showingProperty()
        .addListener((property, old, showing) -> away.setWindow(showing, stage.isFocused()));
    stage
        .focusedProperty()
        .addListener(
            (property, old, focused) -> {
              away.setWindow(stage.isShowing(), focused);
              if (focused) {
                model.refreshModel();
              }
            });
    return stage;
  }

  /** Shows the window and adds files and folders to the batch. */
  void add(List<Path> given) {
    show();
    model.add(given);
  }

  private void sayEnd(@Nullable BatchSummary end) {
    if (end != null) {
      parts.status().say(TEXTS.get("batch.end", end.written(), end.skipped(), end.failed()));
    }
  }

  /** Whether photos are at work. */
  boolean isBusy() {
    return model.isBusy();
  }

  /**
   * Keeps what is unfinished and hides the window.
   *
   * @return stops the work; takes as long as the tile in flight
   */
  Runnable close() {
    if (window != null) {
      window.hide();
    }
    Runnable stop = model.close();
    store.close();
    return stop;
  }

  @Override
  public ObservableBooleanValue anyOpen() {
    return anyOpen;
  }

  @Override
  public void addOpen() {
    Map<Path, Double> realness = new LinkedHashMap<>();
    int painted = 0;
    for (ChosenPhoto photo : photos.chosen()) {
      boolean untouched = Double.isNaN(photo.realness());
      realness.put(
          photo.file(),
          untouched ? parts.inspector().defaultRealnessProperty().get() : photo.realness());
      painted += photo.painted() ? 1 : 0;
    }
    model.add(realness);
    if (painted > 0) {
      parts
          .dialogs()
          .problem(window, TEXTS.get("batch.painted.header", painted), TEXTS.get("batch.painted"));
    }
  }

  @Override
  public void open(Path file) {
    folders.open(file);
  }

  @Override
  public void showInFolder(Path file) {
    folders.show(file);
  }

  @Override
  public void makePicture(Path photo, int side, BooleanSupplier wanted, Consumer<Picture> use) {
    parts
        .background()
        .thumbnails()
        .execute(
            () -> {
              if (!wanted.getAsBoolean()) {
                return;
              }
              try {
                Picture picture =
                    Picture.reducedOnce(PhotoReader.read(photo, ReadLimits.DEFAULT), side);
                Platform.runLater(() -> use.accept(picture));
              } catch (IOException e) {
                // Its row will say so when it is its turn.
                log.debug("No picture of {}", photo, e);
              }
            });
  }
}
