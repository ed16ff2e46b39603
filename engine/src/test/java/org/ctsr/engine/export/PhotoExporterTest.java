package org.ctsr.engine.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.ctsr.engine.TestModels;
import org.ctsr.engine.TestPhotos;
import org.ctsr.engine.image.OutputFormat;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.WriteSettings;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.inference.TileUpscaler;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.render.TileScheduler;
import org.ctsr.engine.tile.TileCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoExporterTest {
  @TempDir Path folder;

  private static final WriteSettings PNG = WriteSettings.of(OutputFormat.PNG);

  private ExportTarget target(double t, String name) {
    return new ExportTarget(Realness.of(t), folder.resolve(name), PNG);
  }

  private List<ExportOutcome> export(
      List<ExportTarget> targets, ExportProgress progress, int[] evaluations) throws Exception {
    RgbImage photo = TestPhotos.photo(100, 150, 4);
    try (ModelRunner runner = TestModels.load(TestModels.STUDENT);
        TileCache cache = new TileCache(0, null);
        TileScheduler scheduler = new TileScheduler(List.of(new TileUpscaler(runner)), cache)) {
      PhotoExporter exporter = new PhotoExporter(scheduler, runner.model().manifest(), 32);
      List<ExportOutcome> outcomes = exporter.export(photo, 4, targets, progress);
      evaluations[0] = (int) runner.evaluations();
      return outcomes;
    }
  }

  @Test
  void severalRealnessValuesCostOnePassOfTheNetwork() throws Exception {
    int[] evaluations = new int[1];
    AtomicInteger last = new AtomicInteger();
    List<ExportOutcome> outcomes =
        export(
            List.of(target(0, "0.png"), target(0.3, "3.png"), target(1, "1.png")),
            new ExportProgress() {
              @Override
              public void tilesDone(int done, int total) {
                assertThat(total).isEqualTo(4 * 5);
                last.accumulateAndGet(done, Math::max);
              }

              @Override
              public boolean isCancelled() {
                return false;
              }
            },
            evaluations);
    assertThat(outcomes)
        .extracting(ExportOutcome::status)
        .containsOnly(ExportOutcome.Status.WRITTEN);
    assertThat(evaluations[0]).isEqualTo(20);
    assertThat(last).hasValue(20);
  }

  @Test
  void oneTargetThatCannotBeWrittenDoesNotKeepTheOthersBack() throws Exception {
    Files.createDirectory(folder.resolve("taken.png"));
    List<ExportOutcome> outcomes =
        export(
            List.of(target(0, "taken.png"), target(1, "fine.png")),
            ExportProgress.NONE,
            new int[1]);
    assertThat(outcomes.get(0).status()).isEqualTo(ExportOutcome.Status.FAILED);
    assertThat(outcomes.get(0).message()).contains("taken.png");
    assertThat(outcomes.get(1).status()).isEqualTo(ExportOutcome.Status.WRITTEN);
  }

  @Test
  void cancellingStopsEarlyAndLeavesNothingBehind() throws Exception {
    int[] evaluations = new int[1];
    AtomicInteger done = new AtomicInteger();
    List<ExportOutcome> outcomes =
        export(
            List.of(target(0, "a.png"), target(1, "b.png")),
            new ExportProgress() {
              @Override
              public void tilesDone(int tiles, int total) {
                done.set(tiles);
              }

              @Override
              public boolean isCancelled() {
                return done.get() >= 3;
              }
            },
            evaluations);
    assertThat(outcomes)
        .extracting(ExportOutcome::status)
        .containsOnly(ExportOutcome.Status.CANCELLED);
    assertThat(evaluations[0]).isLessThan(20);
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aResolutionForPrintIsRecorded() throws Exception {
    Path file = folder.resolve("print.png");
    export(
        List.of(new ExportTarget(Realness.of(0), file, PNG, 240, false)), ExportProgress.NONE, new int[1]);
    assertThat(PhotoReader.read(file, ReadLimits.DEFAULT).metadata().dotsPerInch())
        .isCloseTo(240, within(0.1));
  }
}
