package org.ctsr.engine.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.ctsr.engine.model.Sha256;
import org.ctsr.engine.training.data.CacheProgress;
import org.ctsr.engine.training.data.TeacherCache;

/**
 * Makes the patches, asks the realness teacher, the slowest part of all, and does nothing else: it
 * can be left running before the rest is decided.
 */
public final class CacheFilling implements TrainingTask {
  private static final String TEACHER_FIELD = "networks.realnessTeacher";

  private final TrainingConfig config;
  private final boolean withAnswers;
  private final RunControl control = new RunControl();

  private CacheFilling(TrainingConfig config, boolean withAnswers) {
    this.config = config;
    this.withAnswers = withAnswers;
  }

  /**
   * Patches and the realness teacher's answers.
   *
   * @throws ConfigException if the configuration is unusable
   */
  public static CacheFilling of(Path config) throws ConfigException {
    return new CacheFilling(TrainingConfigReader.read(config), true);
  }

  /**
   * Patches alone: needs no PyTorch. The recipe in Python asks the teachers by itself, much faster
   * where it has CUDA.
   *
   * @throws ConfigException if the configuration is unusable
   */
  public static CacheFilling patchesOf(Path config) throws ConfigException {
    return new CacheFilling(TrainingConfigReader.read(config), false);
  }

  @Override
  public Outcome run(TrainingListener listener) throws IOException {
    boolean asks = withAnswers && AskedTeachers.count(config) > 0;
    if (withAnswers && !asks) {
      listener.message("No stage of this configuration asks a teacher: patches alone are made.");
    }
    Path teacher = config.networks().realnessTeacher();
    if (asks) {
      RequiredFiles.require(TEACHER_FIELD, teacher);
    }
    try (TeacherCache cache = TeacherCache.open(config.data(), config.seed())) {
      // Of what is made here: what the rest of a run keeps there may be there already.
      List<String> digests = asks ? List.of(Sha256.of(teacher)) : List.of();
      cache.requireSpace(digests.size(), digests);
      CacheProgress progress = progress(listener, control);
      if (asks) {
        Device device = device(listener);
        check(teacher, device);
        cache.makePatches(progress);
        ask(cache, teacher, AskedTeachers.REALNESS, device, i -> i, progress);
      } else {
        cache.makePatches(progress);
      }
      return Outcome.FINISHED;
    } catch (CancellationException e) {
      listener.message(String.valueOf(e.getMessage()));
      return Outcome.STOPPED;
    }
  }

  /** Said now what is wrong with it: it is asked after the patches, which take long. */
  private void check(Path teacher, Device device) throws IOException {
    try (TorchModule module = new TorchModule(teacher, device, false)) {
      NetworkCheck.seconds(module, TEACHER_FIELD, NetworkCheck.IMAGE, config.data().patchSize());
    }
  }

  private Device device(TrainingListener listener) throws IOException {
    Torch.start(config.threads());
    Device device = Torch.hasCuda() ? TrainingRun.device(config) : Device.cpu();
    if (device.equals(Device.cpu()) && !config.device().equals("cpu")) {
      listener.message("There is no CUDA device here: the teacher answers on the processor.");
    }
    return device;
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

  static CacheProgress progress(TrainingListener listener, RunControl control) {
    return new CacheProgress() {
      private int skipped;

      @Override
      public void advanced(String what, int done, int total) {
        control.waitWhilePaused();
        listener.preparing(what, done, total);
      }

      @Override
      public void waiting(Path file) {
        listener.message(
            file + ": another process is writing to this cache; waiting until it has ended.");
      }

      @Override
      public void skipped(Path photo, String reason) {
        skipped++;
        listener.skipped(photo, reason, skipped);
      }

      @Override
      public boolean cancelled() {
        return control.stopped();
      }
    };
  }

  /**
   * Asks a network about every patch it has not answered.
   *
   * @param image makes the image to keep from the network's output
   * @return the network's digest, under which the answers are kept
   */
  static String ask(
      TeacherCache cache,
      Path network,
      String role,
      Device device,
      UnaryOperator<NDArray> image,
      CacheProgress progress)
      throws IOException {
    String digest = Sha256.of(network);
    if (!cache.answered(digest)) {
      try (TorchModule module = new TorchModule(network, device, false)) {
        cache.ask(new NetworkTeacher(module, digest, image), role, progress);
      }
    }
    return digest;
  }
}
