package org.ctsr.engine.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ctsr.engine.io.DiskSpace;
import org.ctsr.engine.io.FileTrees;
import org.ctsr.engine.system.SystemMemory;
import org.ctsr.engine.training.data.PatchSettings;
import org.ctsr.engine.training.data.TeacherCache;
import org.jspecify.annotations.Nullable;

/**
 * A few steps of a training, to say how long all of it will take. Runs {@link TrainingRun} itself,
 * with two patches and three steps a stage, in a folder of its own that it deletes.
 */
public final class TrainingTrial implements TrainingTask {
  private static final int STEPS = 3;
  private static final int PATCHES = 2;
  private static final Path OWN_STATUS = Path.of("/proc/self/status");

  private final TrainingConfig config;
  private final Path folder;
  private final @Nullable Path runFolder;
  private final TrainingRun run;

  private TrainingTrial(
      TrainingConfig config, Path folder, @Nullable Path runFolder, TrainingRun run) {
    this.config = config;
    this.folder = folder;
    this.runFolder = runFolder;
    this.run = run;
  }

  /**
   * Prepares a trial.
   *
   * @param config the configuration file
   * @param beside an existing folder to write to
   * @param runFolder of the training, not of the trial; null if that is not decided
   * @throws ConfigException if the configuration is unusable
   */
  public static TrainingTrial of(Path config, Path beside, @Nullable Path runFolder)
      throws IOException {
    TrainingConfig whole = TrainingConfigReader.read(config);
    Path folder = Files.createTempDirectory(beside, "trial");
    TrainingRun run =
        TrainingRun.ofConfig(
            shortened(whole, folder),
            RunFolder.beginning(folder.resolve("run"), config, whole.model().name()),
            "trial");
    return new TrainingTrial(whole, folder, runFolder, run);
  }

  private static TrainingConfig shortened(TrainingConfig whole, Path folder) {
    PatchSettings d = whole.data();
    PatchSettings few =
        new PatchSettings(
            d.photos(),
            folder.resolve("cache"),
            PATCHES,
            d.patchSize(),
            d.validationPhotos(),
            1,
            d.validationPatchSize(),
            d.reduction(),
            d.longestSide(),
            d.minimumDetail(),
            d.limitMegabytes(),
            1,
            d.degradation());
    TrainingConfig.FidelityStage fidelity = whole.fidelityTeacher();
    TrainingConfig.FuseStage fuse = whole.fuse();
    TrainingConfig.SliderStage slider = whole.slider();
    TrainingConfig.BendStage bend = whole.bend();
    return new TrainingConfig(
        whole.model(),
        whole.seed(),
        whole.device(),
        whole.threads(),
        few,
        whole.networks(),
        fidelity == null ? null : fidelity.with(shortened(fidelity.schedule())),
        fuse == null ? null : fuse.with(shortened(fuse.schedule())),
        slider == null ? null : slider.with(shortened(slider.schedule())),
        bend == null ? null : bend.with(shortened(bend.schedule())));
  }

  private static Schedule shortened(Schedule s) {
    return new Schedule(
        STEPS,
        s.batch(),
        s.crop(),
        s.learningRate(),
        s.finalLearningRate(),
        0,
        0,
        s.clip(),
        STEPS,
        STEPS);
  }

  @Override
  public Outcome run(TrainingListener listener) throws IOException, DivergenceException {
    Stopwatch times = new Stopwatch(listener);
    try {
      Outcome outcome = run.run(times);
      if (outcome == Outcome.FINISHED) {
        listener.estimated(estimate(times));
      }
      return outcome;
    } finally {
      FileTrees.delete(folder);
    }
  }

  private TrainingEstimate estimate(Stopwatch times) throws IOException {
    PatchSettings data = config.data();
    double ratio = Math.pow((double) data.validationPatchSize() / data.patchSize(), 2);
    double answers = times.each("answers");
    double patch = times.each("patches");
    double preparing = data.patches() * (answers + patch / data.workers());
    double training = 0;
    List<Schedule> schedules = config.schedules();
    List<String> stages = config.stages().stream().map(TrainingConfig.Stage::name).toList();
    for (int i = 0; i < stages.size(); i++) {
      Schedule schedule = schedules.get(i);
      double validations = 1 + Math.ceil((double) schedule.steps() / schedule.validateEvery());
      training +=
          schedule.steps() * times.step(stages.get(i))
              + validations * data.validationPatches() * times.validation(stages.get(i));
    }
    long memory = Math.max(peakMemory(), 1);
    return new TrainingEstimate(
        data.validationPatches() * ratio * (answers + patch),
        preparing,
        training,
        TeacherCache.bytes(data, AskedTeachers.count(config)) + Resources.runBytes(config),
        Math.min(free(data.cache()), runFolder == null ? Long.MAX_VALUE : free(runFolder)),
        memory > 1 ? memory : Resources.memoryEstimate(config),
        SystemMemory.available());
  }

  private static long free(Path place) {
    long free = DiskSpace.usable(place);
    return free > 0 ? free : Long.MAX_VALUE;
  }

  /** Most memory this process ever took, in bytes; 0 where the system does not say. */
  private static long peakMemory() throws IOException {
    if (!Files.isReadable(OWN_STATUS)) {
      return 0;
    }
    for (String line : Files.readAllLines(OWN_STATUS, StandardCharsets.UTF_8)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return 0;
  }

  @Override
  public void pause() {
    run.pause();
  }

  @Override
  public void proceed() {
    run.proceed();
  }

  @Override
  public void stop() {
    run.stop();
  }

  /**
   * Time between events of one kind; the first of each, which also loads a network, is left out.
   */
  private static final class Stopwatch implements TrainingListener {
    private final TrainingListener listener;
    private final Map<String, Double> preparing = new HashMap<>();
    private final Map<String, Double> steps = new HashMap<>();
    private final Map<String, Double> validations = new HashMap<>();
    private long last = System.nanoTime();
    private String lastStage = "";

    Stopwatch(TrainingListener listener) {
      this.listener = listener;
    }

    private double lap() {
      long now = System.nanoTime();
      double seconds = (now - last) / 1e9;
      last = now;
      return seconds;
    }

    @Override
    public void preparing(String what, int done, int total) {
      double seconds = lap();
      if (done > 1) {
        preparing.merge(what, seconds, Math::min);
      }
      listener.preparing(what, done, total);
    }

    @Override
    public void stepped(
        String stage, int step, int all, Map<String, Double> losses, long secondsLeft) {
      double seconds = lap();
      if (step > 1) {
        steps.merge(stage, seconds, Math::min);
      }
      listener.preparing("trial steps", step, all);
    }

    @Override
    public void validated(String stage, int step, ValidationRow row) {
      double seconds = lap();
      // The rows of a validation come all at once, after it.
      if (step > 0 && !stage.equals(lastStage)) {
        validations.put(stage, seconds);
      }
      lastStage = step > 0 ? stage : "";
    }

    @Override
    public void message(String sentence) {}

    @Override
    public void skipped(Path photo, String reason, int count) {
      listener.skipped(photo, reason, count);
    }

    /** Seconds of one patch, all teachers together where there are several. */
    double each(String kind) {
      return preparing.entrySet().stream()
          .filter(e -> e.getKey().contains(kind))
          .mapToDouble(Map.Entry::getValue)
          .sum();
    }

    double step(String stage) {
      return steps.getOrDefault(stage, 0.0);
    }

    double validation(String stage) {
      return validations.getOrDefault(stage, 0.0);
    }
  }
}
