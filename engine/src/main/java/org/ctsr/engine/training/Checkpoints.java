package org.ctsr.engine.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a stopped run goes on from: the newest checkpoint and the one before it. */
final class Checkpoints {
  private static final int FORMAT = 2;

  private final RunFolder folder;
  private final boolean resumed;
  private final @Nullable Path newest;
  private final Map<String, String> texts;

  /**
   * @param resumed whether to go on from what is in the folder
   * @throws ConfigException if that is of another format
   */
  Checkpoints(RunFolder folder, boolean resumed) throws IOException {
    this.folder = folder;
    this.resumed = resumed;
    newest = resumed ? folder.newestCheckpoint() : null;
    texts = newest == null ? Map.of() : TensorFile.readTexts(newest);
    String format = texts.get("format");
    if (newest != null && !Integer.toString(FORMAT).equals(format)) {
      throw new ConfigException(
          newest
              + ": a checkpoint of format "
              + format
              + ", which this version cannot go on from; begin the run again");
    }
  }

  /** Keeps a stage as it is after so many steps; the former checkpoint becomes the previous one. */
  void save(DistillationStage stage, int step) throws IOException {
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

  /**
   * Brings a stage to where the run was stopped.
   *
   * @return steps already taken in it, 0 where it is to begin
   */
  int restore(DistillationStage stage, Device device) throws IOException {
    if (newest == null || !stage.name().equals(texts.get("stage"))) {
      if (resumed) {
        // Steps taken before a crash, which no checkpoint keeps.
        folder.forgetAfter(stage.name(), -1);
      }
      return 0;
    }
    int step = Integer.parseInt(texts.getOrDefault("step", "0"));
    try (NDManager manager = Torch.newManager(device)) {
      stage.restore(TensorFile.readArrays(newest, manager));
    }
    // A stage that was stopped before its first step begins anew, also with what it measures first.
    folder.forgetAfter(stage.name(), step > 0 ? step : -1);
    return step;
  }
}
