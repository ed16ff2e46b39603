package org.ctsr.engine.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.ctsr.engine.metric.FeatureNetwork;
import org.ctsr.engine.metric.Niqe;
import org.ctsr.engine.metric.NiqeModel;
import org.ctsr.engine.model.TorchScriptPrecision;
import org.ctsr.engine.training.data.CacheProgress;
import org.ctsr.engine.training.data.PatchDataset;
import org.ctsr.engine.training.data.TeacherCache;
import org.jspecify.annotations.Nullable;

/**
 * A training run from configuration to model package: fills the cache, then trains stage after
 * stage. {@link #run} blocks; {@link #pause}, {@link #proceed} and {@link #stop} may come from
 * other threads. One run a process at a time.
 */
public final class TrainingRun implements TrainingTask {
  /** Steps in a row whose gradient may be useless before the run counts as diverged. */
  private static final int MOST_LEFT_OUT = 2;

  /** The table's name for the teachers' own images, mixed. */
  static final String TEACHERS = "teachers";

  private static final int FORMAT = 2;

  private final TrainingConfig config;
  private final RunFolder folder;
  private final boolean resumed;
  private final String version;
  private final RunControl control = new RunControl();

  private TrainingRun(TrainingConfig config, RunFolder folder, boolean resumed, String version) {
    this.config = config;
    this.folder = folder;
    this.resumed = resumed;
    this.version = version;
  }

  /**
   * Prepares a run.
   *
   * @param config the configuration file
   * @param folder where the run keeps its files
   * @param resume whether to go on with the run in that folder
   * @param version version of the program, for the record
   * @throws ConfigException if the configuration is unusable, or the folder does not fit
   */
  public static TrainingRun of(Path config, Path folder, boolean resume, String version)
      throws IOException {
    TrainingConfig read = TrainingConfigReader.read(config);
    RunFolder run = resume ? RunFolder.resume(folder, config) : RunFolder.begin(folder, config);
    return new TrainingRun(read, run, resume, version);
  }

  /** A run without a configuration file, for a trial. */
  static TrainingRun ofConfig(TrainingConfig config, RunFolder folder, String version) {
    return new TrainingRun(config, folder, false, version);
  }

  /**
   * Makes a model package of what a stopped run has: the student of its last validation.
   *
   * @param config the configuration file
   * @param folder of the run
   * @param version version of the program, for the record
   * @return the package's folder
   * @throws ConfigException if the run has not come to a student yet
   */
  public static Path keep(Path config, Path folder, String version) throws IOException {
    TrainingConfig read = TrainingConfigReader.read(config);
    RunFolder run = RunFolder.resume(folder, config);
    Torch.start(read.threads());
    RunHistory history = RunHistory.read(folder);
    RunHistory.Validated last = history.lastStudent();
    if (last == null || !Files.exists(run.student())) {
      throw new ConfigException(
          folder + ": this run has not come to a student yet; let it go on to the next validation");
    }
    try (TorchModule student = new TorchModule(run.student(), Device.cpu(), false)) {
      return StudentPackage.write(
          folder,
          read,
          run.student(),
          student.parameterCount(),
          "ctsr train " + version + ", stopped after step " + last.step() + " of " + last.stage(),
          rows(last));
    }
  }

  private static List<Validation.Row> rows(RunHistory.Validated validated) {
    return validated.rows().stream()
        .map(
            r ->
                new Validation.Row(r.what(), r.realness(), r.psnr(), r.niqe(), r.featureDistance()))
        .toList();
  }

  @Override
  public void pause() {
    control.pause();
  }

  @Override
  public void proceed() {
    control.proceed();
  }

  @Override
  public void stop() {
    control.stop();
  }

  @Override
  public Outcome run(TrainingListener listener) throws IOException, DivergenceException {
    Torch.start(config.threads());
    try (RunFolder.Lock lock = folder.lock();
        TeacherCache cache = TeacherCache.open(config.data(), config.seed())) {
      Resources.require(config, folder.folder(), cache);
      Device device = device(config);
      try (Session session = new Session(cache, device, listener)) {
        return session.run();
      }
    } catch (CancellationException e) {
      listener.message(String.valueOf(e.getMessage()));
      return Outcome.STOPPED;
    }
  }

  static Device device(TrainingConfig config) throws ConfigException {
    if (config.device().equals("cpu")) {
      return Device.cpu();
    }
    if (!Torch.hasCuda()) {
      throw new ConfigException(
          "device: cuda was asked for, but PyTorch finds no CUDA device here; set device: cpu");
    }
    return Device.gpu();
  }

  /** One execution: networks and cache opened. */
  private final class Session implements AutoCloseable {
    private final TeacherCache cache;
    private final Device device;
    private final TrainingListener listener;
    private final CacheProgress progress;
    private final @Nullable FeatureNetwork features;
    private final @Nullable Path checkpoint;
    private @Nullable Niqe niqe;
    private @Nullable Map<String, String> saved;
    private double secondsAUnit;
    private final RunPictures pictures = new RunPictures(folder);
    private List<Validation.Row> lastRows = List.of();

    Session(TeacherCache cache, Device device, TrainingListener listener) throws IOException {
      this.cache = cache;
      this.device = device;
      this.listener = listener;
      this.progress = CacheFilling.progress(listener, control);
      Path featureFile = config.networks().features();
      this.features = featureFile == null ? null : FeatureNetwork.load(featureFile, device);
      Path niqeFile = config.networks().niqe();
      this.niqe = niqeFile == null ? null : new Niqe(NiqeModel.read(niqeFile));
      checkpoint = resumed ? folder.newestCheckpoint() : null;
      if (checkpoint != null) {
        saved = TensorFile.readTexts(checkpoint);
        String format = saved.get("format");
        if (!Integer.toString(FORMAT).equals(format)) {
          throw new ConfigException(
              checkpoint
                  + ": a checkpoint of format "
                  + format
                  + ", which this version cannot go on from; begin the run again");
        }
      }
      if (resumed) {
        RunHistory history = RunHistory.read(folder.folder());
        history.validations().forEach(known -> pictures.remember(rows(known)));
        RunHistory.Validated last = history.lastStudent();
        lastRows = last == null ? List.of() : rows(last);
      }
    }

    Outcome run() throws IOException, DivergenceException {
      cache.makePatches(progress);
      if (niqe == null) {
        niqe = fitNiqe();
      }
      Path fidelity = config.networks().fidelityTeacher();
      if (config.fidelityTeacher() != null) {
        fidelity = folder.fidelityTeacher();
        if (!Files.exists(fidelity) && trainFidelityTeacher(fidelity) == Outcome.STOPPED) {
          return Outcome.STOPPED;
        }
      }
      String realness =
          CacheFilling.ask(
              cache, config.networks().realnessTeacher(), "realness", device, i -> i, progress);
      String faithful = CacheFilling.ask(cache, fidelity, "fidelity", device, i -> i, progress);
      List<String> teachers = List.of(faithful, realness);
      if (!folder.hasValidated(TEACHERS)) {
        Validation blends = validation(teachers);
        blends.blends();
        report(TEACHERS, 0, blends);
      }

      Path fused = config.networks().student();
      if (config.fuse() != null) {
        fused = folder.fused();
        if (!Files.exists(fused) && trainFused(fidelity, fused, teachers) == Outcome.STOPPED) {
          return Outcome.STOPPED;
        }
      }
      String middle =
          CacheFilling.ask(cache, fused, "Stage-1", device, TrainingRun::middle, progress);
      return trainSlider(fused, List.of(faithful, realness, middle));
    }

    /** NIQE against the sharp pictures trained on, where the configuration names no other. */
    private @Nullable Niqe fitNiqe() throws IOException {
      if (Files.exists(folder.niqe())) {
        return new Niqe(NiqeModel.read(folder.niqe()));
      }
      try {
        NiqeModel fitted = PristinePatches.fit(cache.training());
        fitted.write(folder.niqe());
        listener.message("NIQE is measured against the photographs trained on.");
        return new Niqe(fitted);
      } catch (IllegalStateException e) {
        listener.message("No NIQE in the validation: " + e.getMessage() + ".");
        return null;
      }
    }

    private Outcome trainFidelityTeacher(Path target) throws IOException, DivergenceException {
      TrainingConfig.FidelityStage settings = config.fidelityTeacher();
      if (settings == null) {
        throw new IllegalStateException("Stage 0 is not configured");
      }
      TorchModule network = new TorchModule(config.networks().fidelityTeacher(), device, true);
      try (DistillationStage stage = new FidelityTraining(settings, network)) {
        Outcome outcome = train(stage, List.of());
        if (outcome == Outcome.FINISHED) {
          stage.write(target);
        }
        return outcome;
      }
    }

    private Outcome trainFused(Path fidelity, Path target, List<String> teachers)
        throws IOException, DivergenceException {
      TrainingConfig.FuseStage settings = config.fuse();
      if (settings == null) {
        throw new IllegalStateException("Stage 1 is not configured");
      }
      TorchModule student = new TorchModule(config.networks().student(), device, true);
      try (TorchModule teacher = new TorchModule(fidelity, device, false)) {
        listener.message(
            WarmStart.from(teacher, student)
                ? "The student begins as the fidelity teacher."
                : "The student begins as its file: its body is not the fidelity teacher's.");
      }
      TorchModule discriminator = new TorchModule(config.networks().discriminator(), device, true);
      try (DistillationStage stage =
          new FuseTraining(settings, config.seed(), student, discriminator, features)) {
        Outcome outcome = train(stage, teachers);
        if (outcome == Outcome.FINISHED) {
          discriminator.write(folder.discriminator(), TorchScriptPrecision.FLOAT32);
          stage.write(target);
        }
        return outcome;
      }
    }

    private Outcome trainSlider(Path fused, List<String> teachers)
        throws IOException, DivergenceException {
      TorchModule student = new TorchModule(fused, device, true);
      Path judge =
          Files.exists(folder.discriminator())
              ? folder.discriminator()
              : config.networks().discriminator();
      TorchModule discriminator = new TorchModule(judge, device, true);
      long parameters = student.parameterCount();
      try (SliderTraining stage =
          new SliderTraining(config.slider(), config.seed(), student, discriminator, features)) {
        Outcome outcome = train(stage, teachers);
        if (outcome == Outcome.FINISHED) {
          double from = stage.recentre(validation(teachers));
          if (from > 0) {
            listener.message(
                "The slider begins at t = %.3f of the path, where it is nearest to the truth."
                    .formatted(from));
            validate(stage, stage.schedule().steps(), teachers);
          }
          stage.write(folder.student());
          Path made =
              StudentPackage.write(
                  folder.folder(),
                  config,
                  folder.student(),
                  parameters,
                  "ctsr train " + version,
                  lastRows);
          listener.finished(made);
        }
        return outcome;
      }
    }

    private Outcome train(DistillationStage stage, List<String> teachers)
        throws IOException, DivergenceException {
      Schedule schedule = stage.schedule();
      long seed = config.seed() * 1_000_003 + stage.name().hashCode();
      PatchDataset data = new PatchDataset(cache.training(), teachers, seed);
      int first = restore(stage);
      if (first == 0) {
        validate(stage, 0, teachers);
      }
      DivergenceGuard guard = new DivergenceGuard();
      int leftOut = 0;
      for (int step = first; step < schedule.steps(); step++) {
        control.waitWhilePaused();
        if (control.stopped()) {
          save(stage, step);
          return Outcome.STOPPED;
        }
        long start = System.nanoTime();
        try {
          Map<String, Double> losses = step(stage, data, step);
          leftOut = 0;
          note(schedule, (System.nanoTime() - start) / 1e9);
          folder.appendMetrics(stage.name(), step + 1, losses);
          listener.stepped(
              stage.name(), step + 1, schedule.steps(), losses, secondsLeft(stage, step + 1));
          Map.Entry<String, Double> main = losses.entrySet().iterator().next();
          guard.check(main.getKey(), main.getValue());
        } catch (NotFiniteException e) {
          leftOut++;
          if (leftOut > MOST_LEFT_OUT) {
            throw e;
          }
          listener.message(
              "Step %d of stage '%s' is left out: %s."
                  .formatted(step + 1, stage.name(), e.getMessage()));
        }
        boolean last = step + 1 == schedule.steps();
        if ((step + 1) % schedule.validateEvery() == 0 || last) {
          validate(stage, step + 1, teachers);
        }
        if ((step + 1) % schedule.checkpointEvery() == 0 || last) {
          save(stage, step + 1);
        }
      }
      return Outcome.FINISHED;
    }

    private Map<String, Double> step(DistillationStage stage, PatchDataset data, int step)
        throws IOException, DivergenceException {
      Schedule schedule = stage.schedule();
      try (NDManager manager = Torch.newManager(device)) {
        Torch.record(true);
        BatchArrays batch =
            BatchArrays.of(data.batch(step, schedule.batch(), schedule.crop()), manager);
        return stage.step(step, batch, manager);
      } finally {
        Torch.record(false);
      }
    }

    private void note(Schedule schedule, double seconds) {
      double now = seconds / cost(schedule);
      secondsAUnit = secondsAUnit == 0 ? now : 0.95 * secondsAUnit + 0.05 * now;
    }

    /** What a step takes, in units of a pixel of Stage 0 (measured on one thread). */
    private double cost(Schedule schedule) {
      double pixels = (double) schedule.batch() * schedule.crop() * schedule.crop();
      if (schedule == config.slider().schedule()) {
        return 2 * pixels;
      }
      TrainingConfig.FuseStage fuse = config.fuse();
      return fuse != null && schedule == fuse.schedule() ? 1.5 * pixels : pixels;
    }

    private long secondsLeft(DistillationStage stage, int step) {
      double units = (stage.schedule().steps() - step) * cost(stage.schedule());
      List<Schedule> all = config.schedules();
      for (int i = all.indexOf(stage.schedule()) + 1; i < all.size(); i++) {
        units += all.get(i).steps() * cost(all.get(i));
      }
      return Math.round(units * secondsAUnit);
    }

    private Validation validation(List<String> teachers) {
      return new Validation(
          new PatchDataset(cache.validation(), teachers, config.seed()), device, features, niqe);
    }

    private void validate(DistillationStage stage, int step, List<String> teachers)
        throws IOException {
      Validation validation = validation(teachers);
      stage.validate(validation);
      stage.write(folder.student());
      lastRows = validation.rows();
      report(stage.name(), step, validation);
    }

    private void report(String stage, int step, Validation validation) throws IOException {
      folder.appendValidation(stage, step, validation.rows());
      try {
        pictures.draw(stage, step, validation);
      } catch (IOException e) {
        // Numbers are kept; a machine without fonts, say, should still train.
        listener.message("No pictures of this validation: " + e.getMessage());
      }
      for (Validation.Row row : validation.rows()) {
        listener.validated(
            stage, step, row.what(), row.realness(), row.psnr(), row.niqe(), row.featureDistance());
      }
    }

    private void save(DistillationStage stage, int step) throws IOException {
      Map<String, NDArray> state = new LinkedHashMap<>();
      stage.save(state);
      if (Files.exists(folder.checkpoint())) {
        Files.move(
            folder.checkpoint(),
            folder.previousCheckpoint(),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
      TensorFile.write(
          folder.checkpoint(),
          state,
          Map.of(
              "format",
              Integer.toString(FORMAT),
              "stage",
              stage.name(),
              "step",
              Integer.toString(step)));
    }

    /** Steps already taken in this stage. */
    private int restore(DistillationStage stage) throws IOException {
      Map<String, String> texts = saved;
      if (texts == null || checkpoint == null || !stage.name().equals(texts.get("stage"))) {
        if (resumed) {
          // Steps taken before a crash, which no checkpoint keeps.
          folder.forgetAfter(stage.name(), -1);
        }
        return 0;
      }
      int step = Integer.parseInt(texts.getOrDefault("step", "0"));
      try (NDManager manager = Torch.newManager(device)) {
        stage.restore(TensorFile.readArrays(checkpoint, manager));
      }
      folder.forgetAfter(stage.name(), step);
      listener.message("Going on with stage '" + stage.name() + "' after step " + step + ".");
      return step;
    }

    @Override
    public void close() {
      if (features != null) {
        features.close();
      }
    }
  }

  /** {@code S(x, 1/2)} of a student's output. */
  private static NDArray middle(NDArray basis) {
    NDArray t = basis.getManager().full(new Shape(1, 1, 1, 1), FuseTraining.MIDDLE);
    return Losses.at(basis.get(":, 0:3"), basis.get(":, 3:6"), basis.get(":, 6:9"), t);
  }
}
