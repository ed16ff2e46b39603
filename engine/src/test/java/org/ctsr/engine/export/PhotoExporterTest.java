package org.ctsr.engine.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.ctsr.engine.TestModels;
import org.ctsr.engine.TestPhotos;
import org.ctsr.engine.image.ColorProfile;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.OutputFormat;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;
import org.ctsr.engine.image.WriteSettings;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.inference.TileUpscaler;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.render.TileScheduler;
import org.ctsr.engine.tile.TileCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoExporterTest {
  @TempDir Path folder;

  private static final WriteSettings PNG = WriteSettings.of(OutputFormat.PNG);

  private ExportTarget target(double t, String name) {
    return new ExportTarget(Realness.of(t), folder.resolve(name), PNG);
  }

  private List<ExportOutcome> export(
      List<ExportTarget> targets, ExportProgress progress, int[] evaluations) throws Exception {
    return export(TestPhotos.photo(100, 150, 4), targets, progress, evaluations);
  }

  private static List<ExportOutcome> export(
      RgbImage photo, List<ExportTarget> targets, ExportProgress progress, int[] evaluations)
      throws Exception {
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

  static List<Arguments> errors() {
    return List.of(
        arguments(new OutOfMemoryError("Java heap space"), "not enough memory"),
        arguments(new NoClassDefFoundError("Some"), "an error in the program"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void anErrorInOneTargetDoesNotKeepTheOthersBack(Error error, String words) throws Exception {
    AtomicBoolean lacking = new AtomicBoolean(true);
    List<ExportOutcome> outcomes =
        export(
            List.of(target(0, "a.png"), target(1, "b.png")),
            new ExportProgress() {
              @Override
              public void tilesDone(int tiles, int total) {}

              @Override
              public boolean isCancelled() {
                // Writers ask this while they wait for their rows.
                if (Thread.currentThread().getName().equals("ctsr-export-writer")
                    && lacking.getAndSet(false)) {
                  throw error;
                }
                return false;
              }
            },
            new int[1]);
    assertThat(outcomes)
        .extracting(ExportOutcome::status)
        .containsExactlyInAnyOrder(ExportOutcome.Status.FAILED, ExportOutcome.Status.WRITTEN);
    ExportOutcome failed = outcomes.get(outcomes.get(0).message() != null ? 0 : 1);
    assertThat(failed.message()).startsWith(failed.file() + ": ").contains(words);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
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

  /** No tile is begun, so that writers wait until they are told to stop. */
  private static class Paused implements ExportProgress {
    final CountDownLatch waiting = new CountDownLatch(1);

    @Override
    public void tilesDone(int done, int total) {}

    @Override
    public boolean isPaused() {
      return true;
    }

    @Override
    public boolean isCancelled() {
      if (Thread.currentThread().getName().equals("ctsr-export-writer")) {
        waiting.countDown();
      }
      return false;
    }
  }

  private void assertNothingWritten() throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  @Timeout(60)
  void anInterruptedExportWaitsForItsWritersAndLeavesNothingBehind() throws Exception {
    Paused progress = new Paused();
    List<ExportOutcome> outcomes = new ArrayList<>();
    AtomicBoolean stillInterrupted = new AtomicBoolean();
    AtomicBoolean empty = new AtomicBoolean();
    FutureTask<Boolean> export =
        new FutureTask<>(
            () -> {
              outcomes.addAll(
                  export(List.of(target(0, "a.png"), target(1, "b.png")), progress, new int[1]));
              stillInterrupted.set(Thread.interrupted());
              assertNothingWritten();
              empty.set(true);
              return true;
            });
    Thread thread = new Thread(export, "exporting");
    thread.start();
    progress.waiting.await();
    thread.interrupt();
    assertThat(export.get()).isTrue();
    assertThat(outcomes)
        .extracting(ExportOutcome::status)
        .containsExactly(ExportOutcome.Status.CANCELLED, ExportOutcome.Status.CANCELLED);
    assertThat(stillInterrupted).isTrue();
    assertThat(empty).isTrue();
  }

  /** A defect in one writer must not leave another one waiting for rows, its file half written. */
  @Test
  @Timeout(60)
  void aWriterThatEndsUnexpectedlyStopsTheOthersBeforeTheExportEnds() throws Exception {
    Paused progress = new Paused();
    List<ExportTarget> targets =
        new AbstractList<>() {
          @Override
          public ExportTarget get(int index) {
            boolean writing = Thread.currentThread().getName().equals("ctsr-export-writer");
            if (index == 0 && writing) {
              awaitQuietly(progress.waiting);
              throw new IllegalStateException("a defect");
            }
            return target(index, index + ".png");
          }

          @Override
          public int size() {
            return 2;
          }
        };
    assertThatThrownBy(() -> export(targets, progress, new int[1]))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("a defect");
    assertNothingWritten();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A photo whose samples are in a temporary file, as those of a huge one are. */
  private RgbImage inFile(int type) throws IOException {
    Path file = folder.resolve("photo.png");
    BufferedImage image = new BufferedImage(40, 30, type);
    ImageIO.write(image, "png", file.toFile());
    ReadLimits usual = ReadLimits.DEFAULT;
    ReadLimits none =
        new ReadLimits(
            usual.maxPixels(), usual.maxMetadataBytes(), 0, usual.decoderBytes(), usual.time());
    RgbImage photo = PhotoReader.read(file, none);
    Files.delete(file);
    return photo;
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void noTemporaryFileIsLeftOpen() throws Exception {
    RgbImage transparent = inFile(BufferedImage.TYPE_INT_ARGB);
    long before = openTemporaryFiles();
    assertThat(before).isPositive();
    List<ExportOutcome> outcomes =
        export(transparent, List.of(target(0, "a.png")), ExportProgress.NONE, new int[1]);
    assertThat(outcomes)
        .extracting(ExportOutcome::status)
        .containsExactly(ExportOutcome.Status.WRITTEN);
    assertThat(openTemporaryFiles()).isLessThanOrEqualTo(before);
    transparent.release();
  }

  private static long openTemporaryFiles() throws IOException {
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(PhotoExporterTest::isTemporary).count();
    }
  }

  private static boolean isTemporary(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().contains("ctsr-photo-");
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  /** Reading what was given back fails as a broken disk does. */
  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB})
  void aTemporaryFileThatCannotBeReadIsNotTheResultsFault(int type) throws Exception {
    RgbImage photo = inFile(type);
    photo.release();
    List<ExportOutcome> outcomes =
        export(
            photo,
            List.of(target(0, "a.png"), target(1, "b.png")),
            ExportProgress.NONE,
            new int[1]);
    for (ExportOutcome outcome : outcomes) {
      assertThat(outcome.status()).isEqualTo(ExportOutcome.Status.FAILED);
      assertThat(outcome.message())
          .startsWith(outcome.file() + ": could not be made, its temporary file cannot be read")
          .doesNotContain("could not be written", "error in the program");
    }
    assertNothingWritten();
  }

  @Test
  void aResolutionForPrintIsRecorded() throws Exception {
    Path file = folder.resolve("print.png");
    export(
        List.of(new ExportTarget(Realness.of(0), file, PNG, 240, false)),
        ExportProgress.NONE,
        new int[1]);
    assertThat(PhotoReader.read(file, ReadLimits.DEFAULT).metadata().dotsPerInch())
        .isCloseTo(240, within(0.1));
  }

  @Test
  void coloursAreConvertedToSrgbOnRequest() throws Exception {
    Path kept = folder.resolve("kept.png");
    Path converted = folder.resolve("converted.png");
    RgbImage plain = TestPhotos.photo(24, 24, 4);
    SamplePlane[] planes = new SamplePlane[3];
    for (int c = 0; c < 3; c++) {
      byte[] samples = new byte[24 * 24];
      java.util.Arrays.fill(samples, (byte) (60 + 50 * c));
      planes[c] = SamplePlane.of(samples);
    }
    // Any profile that is not sRGB will do.
    byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    RgbImage photo =
        RgbImage.rgb(
            plain.width(),
            plain.height(),
            planes[0],
            planes[1],
            planes[2],
            null,
            new Metadata(ColorProfile.of(linear), null, null, null, 0));
    export(
        photo,
        List.of(
            new ExportTarget(Realness.of(0), kept, PNG, 0, false),
            new ExportTarget(Realness.of(0), converted, PNG, 0, true)),
        ExportProgress.NONE,
        new int[1]);
    // Reading the one with the linear profile converts it too, at 16 bits.
    RgbImage before = PhotoReader.read(kept, ReadLimits.DEFAULT);
    RgbImage after = PhotoReader.read(converted, ReadLimits.DEFAULT);
    assertThat(before.bitDepth()).isEqualTo(16);
    assertThat(after.bitDepth()).isEqualTo(8);
    assertThat(after.metadata().colorProfile()).isNull();
    for (int c = 0; c < 3; c++) {
      float[] expected = new float[1];
      float[] found = new float[1];
      before.readRegion(c, 40, 40, 1, 1, expected, 0, 1);
      after.readRegion(c, 40, 40, 1, 1, found, 0, 1);
      assertThat(found[0]).isCloseTo(expected[0], within(2.5f / 255));
      assertThat(found[0]).isGreaterThan((60 + 50 * c) / 255f + 0.1f);
    }
  }
}
