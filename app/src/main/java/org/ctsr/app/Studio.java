package org.ctsr.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.PauseTransition;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.ctsr.app.engine.EngineSession;
import org.ctsr.app.engine.EngineSettings;
import org.ctsr.app.fx.FolderOpener;
import org.ctsr.app.fx.MessageDialogs;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.inspector.InspectorViewModel;
import org.ctsr.app.library.LibraryViewModel;
import org.ctsr.app.mainwindow.MainWindow;
import org.ctsr.app.mainwindow.StripKeys;
import org.ctsr.app.mainwindow.WindowState;
import org.ctsr.app.mainwindow.ZoomKeys;
import org.ctsr.app.opening.FileDrops;
import org.ctsr.app.opening.PhotoFlow;
import org.ctsr.app.parts.BackgroundThreads;
import org.ctsr.app.parts.StudioParts;
import org.ctsr.app.settings.AppPaths;
import org.ctsr.app.settings.Settings;
import org.ctsr.app.settings.SettingsStore;
import org.ctsr.app.start.FirstRun;
import org.ctsr.app.start.HeadStart;
import org.ctsr.app.start.StartClock;
import org.ctsr.app.status.StatusViewModel;
import org.ctsr.app.theme.SystemAppearance;
import org.ctsr.app.theme.ThemeManager;
import org.ctsr.app.viewer.FailureNotice;
import org.ctsr.app.viewer.PhotoKeys;
import org.ctsr.app.viewer.PhotoSession;
import org.ctsr.app.viewer.PhotoView;
import org.ctsr.app.viewer.RenderStatus;
import org.ctsr.app.viewer.ViewerViewModel;
import org.ctsr.app.window.AppIcon;
import org.ctsr.app.window.RememberedWindow;
import org.ctsr.app.window.WindowPlacer;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.inference.DeviceChoice;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.model.ModelLibrary;
import org.ctsr.engine.tile.TileCache;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One window of the program with everything it needs, wired by hand. Used on the FX thread. */
public final class Studio {
  private static final Logger log = LoggerFactory.getLogger(Studio.class);
  private static final Messages TEXTS = Messages.of(Studio.class);
  private static final double PERCENT = 100;

  private final AppPaths paths;
  private final StartClock clock = StartClock.ofProcess();
  private final boolean firstStart;
  private final HeadStart headStart;
  private final BackgroundThreads background = new BackgroundThreads();
  private final SettingsStore settings;
  private final ThemeManager theme;
  private final StudioParts parts;
  private final RememberedWindow remembered;
  private final PhotoFlow photos;
  private final MaskFiles masks;
  private final ModelFlow models;
  private final ExportFlow exports;
  private final BatchFlow batch;
  private final TrainFlow training;
  private final ModelManagerFlow manager;
  private final GpuFlow gpu;
  private final MainWindow view;
  private final StudioCommands commands;
  private final ObservableList<String> recent = FXCollections.observableArrayList();
  private final Timeline memoryWatch =
      new Timeline(new KeyFrame(Duration.seconds(1), event -> showMemory()));
  private EngineSettings configured;

  /**
   * When PyTorch is started if no photo is there before. While its libraries are loaded, which
   * takes half a second, the system holds up all threads that look for a native function, and so
   * the window: it comes after what can be seen.
   */
  private final PauseTransition startEngine = new PauseTransition(Duration.millis(700));

  private boolean photoShown;

  private @Nullable Throwable shownDefect;
  private @Nullable Runnable hideModelProblem;
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean closed;

  /**
   * Builds everything; {@link #show} makes it visible.
   *
   * @param paths where settings and logs are
   * @param library the models
   * @param showAddress opens an address with the system's program for it
   */
  public Studio(Stage stage, AppPaths paths, ModelLibrary library, Consumer<String> showAddress) {
    this(stage, paths, library, showAddress, HeadStart.none(SystemAppearance::isDark));
  }

  /**
   * As the other, with what was begun before.
   *
   * @param headStart what was begun
   */
  Studio(
      Stage stage,
      AppPaths paths,
      ModelLibrary library,
      Consumer<String> showAddress,
      HeadStart headStart) {
    this.paths = paths;
    this.headStart = headStart;
    Thread.setDefaultUncaughtExceptionHandler(this::onDefect);
    firstStart = !Files.exists(paths.settings());
    settings =
        new SettingsStore(
            paths.settings(),
            reason ->
                Platform.runLater(
                    () ->
                        tellOfFiles(TEXTS.get("settings.unsaved", FileFailure.sentence(reason)))));
    theme =
        new ThemeManager(
            headStart::askSystem,
            background.general(),
            settings.get().appearance(),
            headStart.look());
    StatusViewModel status = new StatusViewModel(System::nanoTime);
    configured = engineSettings(settings.get());
    EngineSession engine =
        new EngineSession(
            configured, library, Studio::read, notice -> Platform.runLater(() -> tell(notice)));
    ViewerViewModel viewer = new ViewerViewModel(engine, Platform::runLater);
    parts =
        new StudioParts(
            stage,
            settings,
            engine,
            new LibraryViewModel(),
            viewer,
            new InspectorViewModel<>(),
            status,
            new WindowState(),
            new MessageDialogs(theme::style),
            background);
    remembered = new RememberedWindow(parts);
    photos = new PhotoFlow(parts, this::addNotice);
    masks = new MaskFiles(parts);
    FolderOpener folders = new FolderOpener(showAddress);
    commands = new StudioCommands(parts, photos, masks, paths, folders);
    parts.inspector().brush().setActions(commands);
    new ViewerBinding(engine, viewer, parts.inspector(), parts.window()).bind();
    batch = new BatchFlow(parts, theme, folders, paths, photos, this::tellOfFiles);
    models = new ModelFlow(parts, Platform::runLater, this::modelChanged);
    models.start();
    startEngine.setOnFinished(event -> models.mayLoad());
    view =
        new MainWindow(
            new PhotoView(viewer),
            commands,
            parts.window(),
            parts.inspector(),
            parts.library(),
            status,
            recent);
    exports = new ExportFlow(parts, view, folders);
    training =
        new TrainFlow(
            parts, theme, folders, paths, photos.files(), models::refresh, this::tellOfFiles);
    manager = new ModelManagerFlow(parts, theme, paths, models::refresh, training::show);
    gpu = new GpuFlow(parts, theme, paths);
    parts.inspector().setModelActions(manager::show, training::show);
    commands.connect(
        exports::start, batch::show, manager::show, training::show, gpu::show, this::requestClose);
    viewer.statusProperty().subscribe(this::showProgress);
    new FailureNotice(
        viewer.failureProperty(), reason -> view.addNotice(TEXTS.get("tile.failed"), reason));
    parts.inspector().modelProblemProperty().subscribe(this::showModelProblem);
    settings.currentProperty().subscribe(this::applySettings);
  }

  private static RgbImage read(Path file, BooleanSupplier cancelled, Consumer<String> warnings)
      throws PhotoException {
    return PhotoReader.read(
        file,
        ReadLimits.DEFAULT,
        warning -> {
          log.warn("{}", warning);
          warnings.accept(warning);
        },
        cancelled);
  }

  private Runnable addNotice(String title, ReadOnlyStringProperty text) {
    return view.addNotice(title, text);
  }

  private static EngineSettings engineSettings(Settings settings) {
    DeviceChoice device;
    try {
      device = DeviceChoice.parse(settings.device());
    } catch (IllegalArgumentException e) {
      log.warn("The settings name the device '{}', which does not exist", settings.device());
      device = DeviceChoice.AUTOMATIC;
    }
    return EngineSettings.ofHeapShare(
        settings.cachePercent() / PERCENT, device, settings.threads());
  }

  private void applySettings(Settings now) {
    recent.setAll(now.recent());
    theme.setAppearance(now.appearance());
    EngineSettings wanted = engineSettings(now);
    if (!wanted.equals(configured)) {
      configured = wanted;
      models.configure(wanted);
    }
  }

  /** Makes the window visible, where and as it was, and starts loading the model. */
  public void show() {
    Stage stage = parts.stage();
    Scene scene = new Scene(view, WindowPlacer.WIDTH, WindowPlacer.HEIGHT);
    theme.style(scene);
    StripKeys.listen(scene, parts.library());
    PhotoKeys.listen(scene, parts.viewer());
    ZoomKeys.add(scene, commands, parts.window().photoOpenProperty());
    new FileDrops(view, photos, batch::add, parts.background().general()).listen(scene);
    stage.setScene(scene);
    stage.getIcons().setAll(AppIcon.sizes());
    remembered.restore();
    stage
        .focusedProperty()
        .addListener(
            (property, old, focused) -> {
              if (focused) {
                theme.refresh();
              }
            });
    stage.setOnCloseRequest(
        event -> {
          event.consume();
          requestClose();
        });
    stage.show();
    clock.reached(StartClock.Event.WINDOW, Instant.now());
    memoryWatch.setCycleCount(Animation.INDEFINITE);
    memoryWatch.play();
    showMemory();
    startEngine.play();
    batch.restore(view);
    training.restore(view);
  }

  /** Shows the sample photo and how the slider works if the program was never used before. */
  public void welcome() {
    if (firstStart) {
      new FirstRun(parts).begin(photos, view, headStart.sample());
    }
  }

  /** Opens files, and the photos in folders. */
  public void open(List<Path> files) {
    photos.open(files);
  }

  /** Says that something that was to be opened cannot be the name of a file. */
  public void tellOfNoFile(String name) {
    view.addNotice(TEXTS.get("names.notice"), TEXTS.get("names.impossible", name));
  }

  /** Shows the batch window and adds files and folders to the batch. */
  public void addToBatch(List<Path> files) {
    batch.add(files);
  }

  /** Shows the wizard that trains a model and adds photos to learn from. */
  public void addToTraining(List<Path> files) {
    training.add(files);
  }

  /** Shows the models and imports a file. */
  public void importModel(Path file) {
    manager.importFile(file);
  }

  /** Takes a grey picture as the mask of the photo that is shown. */
  public void loadMask(Path file) {
    PhotoSession photo = parts.viewer().photoProperty().get();
    if (photo != null) {
      masks.load(photo, file);
    }
  }

  /** Saves the mask of the photo that is shown, replacing the file. */
  public void saveMask(Path file) {
    PhotoSession photo = parts.viewer().photoProperty().get();
    if (photo != null) {
      masks.save(photo, file);
    }
  }

  private void modelChanged() {
    batch.modelChanged();
    training.modelChanged();
  }

  private void showProgress(RenderStatus now) {
    if (now != RenderStatus.NOTHING) {
      photoShown();
    }
    if (now.tilesDone() > 0) {
      clock.reached(StartClock.Event.TILE, Instant.now());
    }
    if (parts.viewer().photoProperty().get() != null && parts.engine().model() != null) {
      parts.status().tiles(now.tilesDone(), now.tilesTotal());
    }
  }

  private void photoShown() {
    if (!photoShown) {
      photoShown = true;
      clock.reached(StartClock.Event.PHOTO, Instant.now());
      // Its pixels are in the window with the next pulses only.
      startEngine.stop();
      startEngine.setDuration(Duration.millis(120));
      startEngine.play();
    }
  }

  private void showMemory() {
    TileCache.Usage usage = parts.engine().cache().usage();
    parts.status().memory(usage.memoryBytes(), usage.memoryBudget());
  }

  /** A card and not the status line, which the next thing that goes on takes. */
  private void tell(String notice) {
    view.addNotice(TEXTS.get("engine.notice"), notice);
  }

  private void tellOfFiles(String notice) {
    view.addNotice(TEXTS.get("files.notice"), notice);
  }

  /** In the inspector too, which may be hidden, as it is while no photo is open. */
  private void showModelProblem(String problem) {
    Runnable shown = hideModelProblem;
    hideModelProblem = null;
    if (shown != null) {
      shown.run();
    }
    if (!problem.isEmpty()) {
      hideModelProblem =
          view.addNotice(TEXTS.get("models.notice"), parts.inspector().modelProblemProperty());
    }
  }

  /** One dialog at a time: a defect that repeats must not bury the window. */
  private void onDefect(Thread thread, Throwable failure) {
    log.error("Unexpected failure in {}", thread.getName(), failure);
    Platform.runLater(
        () -> {
          if (shownDefect == null) {
            shownDefect = failure;
            parts.dialogs().defect(parts.stage(), failure, paths.logs(), () -> shownDefect = null);
          }
        });
  }

  /** Ends the program; asks if something is being saved or would be lost. */
  void requestClose() {
    if (exports.isBusy() && !mayQuit("quit")
        || batch.isBusy() && !mayQuit("quit.batch")
        || training.isBusy() && !mayQuit("quit.train")
        || !photos.mayQuit()) {
      return;
    }
    close();
  }

  private boolean mayQuit(String what) {
    return parts
        .dialogs()
        .confirm(
            parts.stage(),
            TEXTS.get(what + ".header"),
            TEXTS.get(what + ".text"),
            TEXTS.get(what + ".go"));
  }

  /** Saves the window's state, hides it, and lets go of models and threads. */
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    Stage stage = parts.stage();
    remembered.remember();
    memoryWatch.stop();
    startEngine.stop();
    theme.close();
    stage.hide();
    photos.close();
    parts.viewer().close();
    Runnable endExports = exports.close();
    Runnable endBatch = batch.close();
    Runnable endTraining = training.close();
    manager.close();
    gpu.close();
    // The windows beside this one have said where they were.
    settings.close();
    // Waits for the tile in flight, which may take seconds, and for an export to clean up.
    new Thread(
            () -> {
              try {
                endExports.run();
                endBatch.run();
                endTraining.run();
                parts.engine().close();
                background.close();
              } finally {
                ended.countDown();
              }
            },
            "ctsr-closing")
        .start();
  }

  /** Whether what {@link #close} lets go of is gone. */
  public boolean hasEnded() {
    return ended.getCount() == 0;
  }
}
