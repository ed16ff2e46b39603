package org.ctsr.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.ctsr.app.engine.LoadedModel;
import org.ctsr.app.export.ExportCard;
import org.ctsr.app.export.ExportDialog;
import org.ctsr.app.export.ExportFormat;
import org.ctsr.app.export.ExportJob;
import org.ctsr.app.export.ExportRequest;
import org.ctsr.app.export.ExportViewModel;
import org.ctsr.app.export.ExportWork;
import org.ctsr.app.export.SizeChoice;
import org.ctsr.app.export.SizeMode;
import org.ctsr.app.fx.FolderOpener;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.mainwindow.MainWindow;
import org.ctsr.app.parts.StudioParts;
import org.ctsr.app.settings.ExportChoice;
import org.ctsr.app.settings.Settings;
import org.ctsr.app.viewer.PhotoSession;
import org.ctsr.engine.cli.Version;
import org.ctsr.engine.export.ExportOutcome;
import org.ctsr.engine.export.ExportProgress;
import org.ctsr.engine.export.ExportTarget;
import org.ctsr.engine.export.OutputName;
import org.ctsr.engine.export.PhotoExporter;
import org.ctsr.engine.image.ChromaSampling;
import org.ctsr.engine.image.ConflictPolicy;
import org.ctsr.engine.image.JpegSettings;
import org.ctsr.engine.image.OutputFormat;
import org.ctsr.engine.image.ResultTag;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.WriteSettings;
import org.ctsr.engine.inference.SafeExit;
import org.ctsr.engine.model.ModelManifest;
import org.ctsr.engine.render.Realness;
import org.jspecify.annotations.Nullable;

/** Saves the photo that is shown, with the settings it is shown with. */
final class ExportFlow {
  private static final Messages TEXTS = Messages.of(ExportFlow.class);

  private final StudioParts parts;
  private final MainWindow view;
  private final FolderOpener folders;
  private final ObservableList<ExportJob> running = FXCollections.observableArrayList();

  ExportFlow(StudioParts parts, MainWindow view, FolderOpener folders) {
    this.parts = parts;
    this.view = view;
    this.folders = folders;
  }

  /** Whether something is being saved. */
  boolean isBusy() {
    return !running.isEmpty();
  }

  /**
   * Stops whatever is being saved.
   *
   * @return waits until it has stopped, with nothing half-written left; takes as long as the tile
   *     in flight
   */
  Runnable close() {
    running.forEach(ExportJob::cancel);
    CompletableFuture<Void> ended =
        CompletableFuture.allOf(
            running.stream().map(ExportJob::ended).toArray(CompletableFuture<?>[]::new));
    return ended::join;
  }

  /** Asks how and where, then saves. Without a photo there is nothing to do. */
  void start() {
    PhotoSession photo = parts.viewer().photoProperty().get();
    if (photo == null) {
      return;
    }
    LoadedModel model = parts.engine().holdModel();
    if (model == null) {
      String problem = parts.inspector().modelProblemProperty().get();
      parts
          .dialogs()
          .problem(
              parts.stage(),
              TEXTS.get("export.nomodel.header"),
              problem.isEmpty()
                  ? TEXTS.get("export.loading")
                  : TEXTS.get("export.nomodel", problem));
      return;
    }
    Settings settings = parts.settings().get();
    RgbImage image = photo.photo().image();
    Path file = photo.photo().file();
    String last = settings.exportFolder();
    Path beside = beside(file);
    ExportViewModel choices =
        new ExportViewModel(
            new ExportViewModel.Source(
                photo.photo().name(),
                file,
                image.width(),
                image.height(),
                model.modelPackage().manifest().scale(),
                image.bitDepth(),
                model.modelPackage().manifest().hasSlider()
                    ? named(photo.realnessNow(parts.viewer().realnessProperty().get()))
                    : null),
            preferred(settings.export()),
            last == null ? beside : Path.of(last),
            last == null ? null : beside,
            this::isBeingSaved,
            parts.background().general(),
            Platform::runLater);
    ListChangeListener<ExportJob> saving = change -> choices.savingChanged();
    running.addListener(saving);
    new ExportDialog(choices, parts.dialogs(), parts.stage())
        // What was asked about is what is saved, also if another model is in use by then.
        .show(
            request -> save(request, choices.size().choice(), photo, model),
            () -> {
              running.removeListener(saving);
              release(model);
            });
  }

  private boolean isBeingSaved(Path target) {
    return running.stream()
        .anyMatch(job -> ExportViewModel.normalized(job.request().target()).equals(target));
  }

  /** Aside: the last release waits for the tile in flight. */
  private void release(LoadedModel model) {
    parts.background().general().execute(model::release);
  }

  static ExportViewModel.ExportDefaults preferred(ExportChoice last) {
    return new ExportViewModel.ExportDefaults(
        named(ExportFormat.values(), last.format(), ExportFormat.PNG),
        new JpegSettings(
            last.quality(),
            last.smallerColors() ? ChromaSampling.HALF : ChromaSampling.FULL,
            last.progressive()),
        last.bitDepth(),
        last.srgb(),
        new SizeChoice(
            named(SizeMode.values(), last.size().mode(), SizeMode.FULL),
            last.size().value(),
            last.size().dotsPerInch()));
  }

  private static <E extends Enum<E>> E named(E[] values, String name, E otherwise) {
    return Arrays.stream(values)
        .filter(value -> value.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(otherwise);
  }

  private static Path beside(@Nullable Path photo) {
    Path beside = photo == null ? null : photo.toAbsolutePath().getParent();
    return beside != null ? beside : Path.of(System.getProperty("user.home"));
  }

  private void save(ExportRequest request, SizeChoice size, PhotoSession photo, LoadedModel model) {
    Path folder = request.target().toAbsolutePath().getParent();
    Path source = photo.photo().file();
    boolean beside =
        source != null && folder != null && folder.equals(source.toAbsolutePath().getParent());
    parts
        .settings()
        .update(
            settings ->
                settings.withExport(
                    remembered(request, size, photo.photo().image().bitDepth(), settings.export()),
                    beside || folder == null ? null : folder.toString()));
    Realness realness = photo.realnessNow(parts.viewer().realnessProperty().get());
    model.hold();
    ExportJob job =
        ExportJob.start(
            request,
            (what, progress) -> {
              try {
                export(what, photo, model, realness, progress);
              } finally {
                model.release();
              }
            },
            parts.background().general(),
            Platform::runLater,
            System::nanoTime);
    // At a logout no window is closed first, and nothing half-written may be left behind either.
    var atExit =
        SafeExit.before(
            () -> {
              job.cancel();
              job.ended().join();
            });
    running.add(job);
    job.stateProperty()
        .addListener(
            (property, old, state) -> {
              running.remove(job);
              atExit.close();
            });
    view.addCard(
        new ExportCard(job, done -> folders.show(done.request().target()), view::removeCard));
  }

  /** A depth is somebody's choice only where the photo and the format leave one. */
  static ExportChoice remembered(
      ExportRequest request, SizeChoice size, int photoDepth, ExportChoice before) {
    boolean chosen = request.format().isDeep() && photoDepth == 8;
    return new ExportChoice(
        request.format().name(),
        request.jpeg().quality(),
        chosen ? request.bitDepth() : before.bitDepth(),
        request.jpeg().chroma() == ChromaSampling.HALF,
        request.jpeg().progressive(),
        request.srgb(),
        new ExportChoice.Size(size.mode().name(), size.value(), size.dotsPerInch()));
  }

  private static String named(Realness realness) {
    return realness instanceof Realness.Uniform uniform
        ? OutputName.label(uniform.value(), false)
        : OutputName.label(1, true);
  }

  private static ResultTag tag(
      ExportRequest request, PhotoSession photo, LoadedModel model, Realness realness)
      throws IOException {
    ModelManifest manifest = model.modelPackage().manifest();
    ResultTag tag =
        new ResultTag(
            "CTSR Studio " + Version.current(),
            manifest.name(),
            manifest.version(),
            model.modelPackage().digest(),
            manifest.hasSlider() ? recorded(realness) : null,
            request.scale());
    return manifest.hasSlider() && !(realness instanceof Realness.Uniform)
        ? tag.withMask(MaskFiles.tag(photo, realness))
        : tag;
  }

  private static Double recorded(Realness realness) {
    return realness instanceof Realness.Uniform uniform ? (double) uniform.value() : Double.NaN;
  }

  private static void export(
      ExportRequest request,
      PhotoSession photo,
      LoadedModel model,
      Realness realness,
      ExportWork.Progress progress)
      throws IOException {
    RgbImage image = photo.photo().image();
    ModelManifest manifest = model.modelPackage().manifest();
    WriteSettings settings =
        WriteSettings.of(OutputFormat.valueOf(request.format().name()))
            .withBitDepth(request.bitDepth())
            .withJpeg(request.jpeg())
            .withConflicts(request.overwrite() ? ConflictPolicy.OVERWRITE : ConflictPolicy.FAIL)
            .withSource(photo.photo().file())
            .withTag(tag(request, photo, model, realness));
    ExportOutcome outcome =
        new PhotoExporter(model.scheduler(), manifest, model.exportCore())
            .export(
                image,
                request.scale(),
                List.of(
                    new ExportTarget(
                        realness,
                        request.target(),
                        settings,
                        request.dotsPerInch(),
                        request.srgb())),
                new ExportProgress() {
                  @Override
                  public void tilesDone(int done, int total) {
                    progress.done((double) done / total);
                  }

                  @Override
                  public boolean isCancelled() {
                    return progress.isCancelled();
                  }
                })
            .get(0);
    switch (outcome.status()) {
      case WRITTEN -> outcome.warnings().forEach(progress::warn);
      case CANCELLED -> throw new CancellationException();
      case SKIPPED, FAILED -> throw new IOException(String.valueOf(outcome.message()));
    }
  }
}
