package org.ctsr.engine.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ctsr.engine.export.ExportOutcome;
import org.ctsr.engine.export.ExportProgress;
import org.ctsr.engine.export.ExportTarget;
import org.ctsr.engine.export.PhotoExporter;
import org.ctsr.engine.image.OutputFormat;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.WriteSettings;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.inference.TileUpscaler;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.render.TileScheduler;
import org.ctsr.engine.tile.TileCache;

/** A whole photo from pixels in memory to a PNG on disk. */
public final class PhotoBenchmark {
  private PhotoBenchmark() {}

  /**
   * Figures of a run.
   *
   * @param megapixels size of the result
   * @param seconds time it took
   * @param peakResidentMegabytes most memory the process held so far; 0 where the system does not
   *     tell
   */
  public record Result(double megapixels, double seconds, long peakResidentMegabytes) {}

  /** Enlarges a square photo to about {@code megapixels} and removes the file again. */
  public static Result run(ModelRunner runner, int core, double megapixels) throws IOException {
    int scale = runner.model().manifest().scale();
    int side = (int) Math.max(1, Math.round(Math.sqrt(megapixels * 1e6) / scale));
    RgbImage photo = SyntheticPhoto.of(side, side);
    Path folder = Files.createTempDirectory("ctsr-benchmark");
    try (TileCache cache = new TileCache(0, null);
        TileScheduler scheduler = new TileScheduler(List.of(new TileUpscaler(runner)), cache)) {
      long start = System.nanoTime();
      ExportOutcome outcome =
          new PhotoExporter(scheduler, runner.model().manifest(), core)
              .export(
                  photo,
                  scale,
                  List.of(
                      new ExportTarget(
                          Realness.of(0.5),
                          folder.resolve("result.png"),
                          WriteSettings.of(OutputFormat.PNG))),
                  ExportProgress.NONE)
              .get(0);
      double seconds = (System.nanoTime() - start) / 1e9;
      if (outcome.status() != ExportOutcome.Status.WRITTEN) {
        throw new IOException(outcome.message());
      }
      return new Result(
          (double) outcome.width() * outcome.height() / 1e6, seconds, peakResidentMegabytes());
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  /** Linux keeps the high-water mark of a process's resident memory. */
  static long peakResidentMegabytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
