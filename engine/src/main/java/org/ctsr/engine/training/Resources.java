package org.ctsr.engine.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ctsr.engine.io.DiskSpace;
import org.ctsr.engine.system.SystemMemory;
import org.ctsr.engine.training.data.TeacherCache;

/** Says before a run begins whether disk and memory will do. */
final class Resources {

  /** Two checkpoints of weights, moments and average, and the networks, for the largest student. */
  private static final long RUN_BYTES_A_PARAMETER = 2 * 16 + 12;

  private Resources() {}

  /**
   * @throws IOException if something is too small, with the numbers
   */
  static void require(TrainingConfig config, RunFolder run, TeacherCache cache) throws IOException {
    AskedTeachers.requireSpace(cache, config, run);
    Path folder = run.folder();
    long needed = runBytes(config);
    long free = DiskSpace.usable(folder);
    if (free > 0 && needed > free) {
      throw new IOException(
          String.format(
              "%s: the run needs about %,d MB, but only %,d MB are free on that disk",
              folder, needed / 1_000_000, free / 1_000_000));
    }
    long memory = memoryEstimate(config);
    long available = SystemMemory.available();
    if (config.device().equals("cpu") && memory > available) {
      throw new IOException(
          String.format(
              "training would take about %,d MB of memory, but %,d MB are available; choose a"
                  + " smaller batch or crop",
              memory / 1_000_000, available / 1_000_000));
    }
  }

  /** What the run's folder will take, in bytes. */
  static long runBytes(TrainingConfig config) throws IOException {
    return Files.size(config.networks().student()) / 2 * RUN_BYTES_A_PARAMETER;
  }

  /**
   * Rough, from measurements: the compact student keeps about 60 kB a pixel of the small photo for
   * its backward pass, and deeper networks keep more in proportion to the root of their size.
   */
  static long memoryEstimate(TrainingConfig config) throws IOException {
    long networkBytes = Files.size(config.networks().student());
    double pixels = 0;
    for (Schedule schedule : config.schedules()) {
      pixels = Math.max(pixels, (double) schedule.batch() * schedule.crop() * schedule.crop());
    }
    double depth = Math.max(1, Math.sqrt(networkBytes / 2.6e6));
    return (long) (600e6 + 60e3 * depth * pixels + 12.0 * networkBytes);
  }
}
