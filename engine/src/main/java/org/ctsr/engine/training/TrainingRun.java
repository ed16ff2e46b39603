package org.ctsr.engine.training;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.ctsr.engine.training.data.TeacherCache;

/**
 * A training run from configuration to model package: fills the cache, then trains stage after
 * stage. {@link #run} blocks; {@link #pause}, {@link #proceed} and {@link #stop} may come from
 * other threads. One run a process at a time.
 */
public final class TrainingRun implements TrainingTask {
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
    RunFolder run =
        resume
            ? RunFolder.resume(folder, config)
            : RunFolder.beginning(folder, config, read.model().name());
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
          last.rows());
    }
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
    RequiredFiles.require(config);
    Torch.start(config.threads());
    try (RunFolder.Lock lock = folder.lock();
        TeacherCache cache =
            resumed
                ? TeacherCache.reopen(config.data(), config.seed())
                : TeacherCache.open(config.data(), config.seed())) {
      Resources.require(config, folder, cache);
      Device device = device(config);
      try (TrainingSession session =
          new TrainingSession(config, folder, resumed, version, cache, device, control, listener)) {
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
}
