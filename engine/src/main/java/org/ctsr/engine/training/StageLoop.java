package org.ctsr.engine.training;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ctsr.engine.training.data.PatchDataset;
import org.ctsr.engine.training.data.PatchSet;

/** Takes the steps of a stage: from its checkpoint to its end, or to where it is stopped. */
final class StageLoop {
  /** Steps in a row whose gradient may be useless before the run counts as diverged. */
  private static final int MOST_LEFT_OUT = 2;

  private final PatchSet patches;
  private final long seed;
  private final RunFolder folder;
  private final Device device;
  private final Checkpoints checkpoints;
  private final Validations validations;
  private final TimeLeft timeLeft;
  private final RunControl control;
  private final TrainingListener listener;

  StageLoop(
      PatchSet patches,
      long seed,
      RunFolder folder,
      Device device,
      Checkpoints checkpoints,
      Validations validations,
      TimeLeft timeLeft,
      RunControl control,
      TrainingListener listener) {
    this.patches = patches;
    this.seed = seed;
    this.folder = folder;
    this.device = device;
    this.checkpoints = checkpoints;
    this.validations = validations;
    this.timeLeft = timeLeft;
    this.control = control;
    this.listener = listener;
  }

  /**
   * @param teachers digests of those whose answers the stage's batches hold
   */
  TrainingTask.Outcome train(DistillationStage stage, List<String> teachers)
      throws IOException, DivergenceException {
    Schedule schedule = stage.schedule();
    long order = seed * 1_000_003 + stage.name().hashCode();
    PatchDataset data = new PatchDataset(patches, teachers, order);
    int first = checkpoints.restore(stage, device);
    if (first == 0) {
      validations.validate(stage, 0, teachers);
    } else {
      listener.message("Going on with stage '" + stage.name() + "' after step " + first + ".");
    }
    DivergenceGuard guard = new DivergenceGuard();
    int leftOut = 0;
    for (int step = first; step < schedule.steps(); step++) {
      control.waitWhilePaused();
      if (control.stopped()) {
        checkpoints.save(stage, step);
        return TrainingTask.Outcome.STOPPED;
      }
      long start = System.nanoTime();
      try {
        Map<String, Double> losses = step(stage, data, step);
        leftOut = 0;
        timeLeft.took(stage.name(), (System.nanoTime() - start) / 1e9);
        folder.appendMetrics(stage.name(), step + 1, losses);
        listener.stepped(
            stage.name(),
            step + 1,
            schedule.steps(),
            losses,
            timeLeft.after(stage.name(), step + 1));
        Map.Entry<String, Double> main = losses.entrySet().iterator().next();
        guard.check(main.getKey(), main.getValue());
      } catch (UselessGradientException e) {
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
        validations.validate(stage, step + 1, teachers);
      }
      if ((step + 1) % schedule.checkpointEvery() == 0 || last) {
        checkpoints.save(stage, step + 1);
      }
    }
    return TrainingTask.Outcome.FINISHED;
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
}
