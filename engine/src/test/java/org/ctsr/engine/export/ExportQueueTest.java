package org.ctsr.engine.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.ctsr.engine.TestModels;
import org.ctsr.engine.image.ConflictPolicy;
import org.ctsr.engine.image.JpegSettings;
import org.ctsr.engine.image.OutputFormat;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.inference.BlockNetwork;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.inference.OutOfDeviceMemoryException;
import org.ctsr.engine.inference.TileUpscaler;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.ModelManifest;
import org.ctsr.engine.render.TileScheduler;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.tile.TileCache;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ExportQueueTest {
  @TempDir Path folder;
  private ModelRunner runner;
  private TileScheduler scheduler;
  private ExportQueue queue;
  private final List<String> opened = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws Exception {
    runner = TestModels.load(TestModels.STUDENT);
    scheduler = new TileScheduler(List.of(new TileUpscaler(runner)), new TileCache(0, null));
    queue = new ExportQueue(this::open);
  }

  @AfterEach
  void stop() {
    queue.close();
    scheduler.close();
    runner.close();
  }

  private Path photo(String name, int size) throws IOException {
    Path file = folder.resolve(name);
    ImageIO.write(new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    return file;
  }

  /** Every model is this one, under the name that was asked for. */
  private ExportModel open(@Nullable String name) throws ModelException {
    opened.add(String.valueOf(name));
    if ("broken".equals(name)) {
      throw new NoClassDefFoundError("ai/djl/SomeClass");
    }
    if ("missing".equals(name)) {
      throw new ModelException("No model 'missing'");
    }
    return model(scheduler);
  }

  private ExportModel model(TileScheduler tiles) {
    return new ExportModel(
        new PhotoExporter(tiles, runner.manifest(), 16), new ExportPlanner(runner.model(), "test"));
  }

  private ExportSettings settings() {
    return settings(null, null);
  }

  private ExportSettings settings(@Nullable String model, @Nullable Double scale) {
    return new ExportSettings(
        model,
        List.of(0.5),
        null,
        scale,
        null,
        JpegSettings.DEFAULT,
        null,
        OutputName.DEFAULT,
        folder.resolve("out"),
        ConflictPolicy.SKIP,
        false,
        ReadLimits.DEFAULT.withMaxPixels(1_000_000));
  }

  private long add(Path photo) {
    return queue.add(photo, photo.getFileName(), settings());
  }

  private ExportTask.Status status(long id) {
    return queue.tasks().stream()
        .filter(task -> task.id() == id)
        .findFirst()
        .orElseThrow()
        .status();
  }

  @Test
  void aBatchSurvivesBadFilesAndSaysWhatHappenedToEach() throws Exception {
    long good = add(photo("good.png", 40));
    long missing = add(folder.resolve("missing.png"));
    long text = add(Files.writeString(folder.resolve("text.png"), "no picture"));
    long last = add(photo("last.png", 30));
    queue.await();
    assertThat(status(good)).isEqualTo(ExportTask.Status.DONE);
    assertThat(status(missing)).isEqualTo(ExportTask.Status.FAILED);
    assertThat(status(text)).isEqualTo(ExportTask.Status.FAILED);
    assertThat(status(last)).isEqualTo(ExportTask.Status.DONE);
    assertThat(queue.tasks().get(1).message()).contains("missing.png");
    assertThat(folder.resolve("out/last_4x_0.5.png")).exists();
  }

  @Test
  void photosOfOneModelAreDoneTogetherAndAMissingModelFailsItsPhotosOnly() throws Exception {
    queue.pause();
    long common = add(photo("common.png", 20));
    long own = add("own", null);
    long missing = add("missing", null);
    long again = add(photo("again.png", 20));
    long ownAgain = add("own", null);
    List<Long> order = new CopyOnWriteArrayList<>();
    queue.addListener(
        task -> {
          if (task.status().isFinal()) {
            order.add(task.id());
          }
        });
    queue.resume();
    queue.await();
    assertThat(order).containsExactly(common, again, own, ownAgain, missing);
    assertThat(opened).containsExactly("null", "null", "own", "own", "missing");
    assertThat(status(ownAgain)).isEqualTo(ExportTask.Status.DONE);
    assertThat(status(missing)).isEqualTo(ExportTask.Status.FAILED);
    assertThat(queue.tasks().get(2).message())
        .contains("missing-3.png: its model cannot be used: No model 'missing'");
  }

  /** The queue's thread would be gone, and the wait for it without end. */
  @Test
  @Timeout(60)
  void aLibraryThatIsMissingCostsItsPhotosOnly() throws Exception {
    long broken = add("broken", null);
    long good = add(photo("good.png", 20));
    queue.await();
    assertThat(status(broken)).isEqualTo(ExportTask.Status.FAILED);
    assertThat(queue.tasks().get(0).message())
        .contains("broken-1.png: could not be made", "SomeClass");
    assertThat(status(good)).isEqualTo(ExportTask.Status.DONE);
  }

  @Test
  void anEnlargementBeyondTheModelIsRefusedWithAdvice() throws Exception {
    long id = add(null, 4.5);
    queue.await();
    assertThat(status(id)).isEqualTo(ExportTask.Status.FAILED);
    assertThat(queue.tasks().get(0).message())
        .contains("null-1.png: cannot be enlarged 4.5 times with tiny-student-x4")
        .contains("at most 4");
  }

  private long add(@Nullable String model, @Nullable Double scale) throws IOException {
    Path file = photo(model + "-" + (queue.tasks().size() + 1) + ".png", 20);
    return queue.add(file, file.getFileName(), settings(model, scale));
  }

  @Test
  void pausingStopsTheNetworkAndResumingFinishes() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    queue.addListener(
        task -> {
          if (task.tilesDone() >= 2) {
            queue.pause();
            begun.countDown();
          }
        });
    long id = add(photo("a.png", 160));
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    long before;
    do {
      // Tiles in flight still end, on a busy machine late; without a pause all of them would.
      before = runner.evaluations();
      TimeUnit.MILLISECONDS.sleep(300);
    } while (runner.evaluations() != before);
    assertThat(before).isLessThan(100);
    assertThat(status(id)).isEqualTo(ExportTask.Status.RUNNING);
    Thread resumer =
        new Thread(
            () -> {
              while (!status(id).isFinal()) {
                queue.resume(); // the listener above pauses again at every tile
                Thread.onSpinWait();
              }
            });
    resumer.start();
    queue.await();
    resumer.join();
    assertThat(status(id)).isEqualTo(ExportTask.Status.DONE);
    assertThat(runner.evaluations()).as("the tiles done before are kept").isEqualTo(100);
  }

  @Test
  void cancellingTheRunningPhotoLeavesNothingAndTheNextOneGoesOn() throws Exception {
    queue.pause();
    long first = add(photo("a.png", 200));
    long waiting = add(photo("b.png", 40));
    long last = add(photo("c.png", 40));
    queue.addListener(
        task -> {
          if (task.id() == first && task.tilesDone() == 2) {
            queue.cancel(first);
            queue.cancel(waiting);
          }
        });
    queue.resume();
    queue.await();
    assertThat(status(first)).isEqualTo(ExportTask.Status.CANCELLED);
    assertThat(status(waiting)).isEqualTo(ExportTask.Status.CANCELLED);
    assertThat(status(last)).isEqualTo(ExportTask.Status.DONE);
    try (var files = Files.list(folder.resolve("out"))) {
      assertThat(files).containsExactly(folder.resolve("out/c_4x_0.5.png"));
    }
  }

  @Test
  void aPhotoThatFailedCanBeAddedAgain() throws Exception {
    Path later = folder.resolve("later.png");
    long id = add(later);
    queue.await();
    assertThat(status(id)).isEqualTo(ExportTask.Status.FAILED);
    photo("later.png", 20);
    long again = add(later);
    queue.await();
    assertThat(status(again)).isEqualTo(ExportTask.Status.DONE);
    long third = add(later);
    queue.await();
    assertThat(status(third)).isEqualTo(ExportTask.Status.SKIPPED);
  }

  @Test
  void listenersHearOfChangesInTheirOrderHoweverSlowTheyAre() throws Exception {
    List<ExportTask.Status> heard = new CopyOnWriteArrayList<>();
    CountDownLatch ended = new CountDownLatch(1);
    queue.addListener(
        task -> {
          if (task.status() == ExportTask.Status.WAITING) {
            // The queue works meanwhile; what it has to say must not overtake this.
            awaitFor(ended, 1000);
          }
          heard.add(task.status());
          if (task.status().isFinal()) {
            ended.countDown();
          }
        });
    add(photo("slow.png", 8));
    queue.await();
    assertThat(heard).startsWith(ExportTask.Status.WAITING, ExportTask.Status.RUNNING);
    assertThat(heard).endsWith(ExportTask.Status.DONE);
  }

  /** The first tile waits for the second to be begun, and that one for the end of its photo. */
  @Test
  void aTileInFlightAtTheEndOfItsPhotoDoesNotTellOfItAgain() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    BlockNetwork slow =
        new BlockNetwork() {
          @Override
          public ModelManifest manifest() {
            return runner.manifest();
          }

          @Override
          public BasisPlanes run(float[] pixels, int width, int height, Rectangle keep)
              throws OutOfDeviceMemoryException {
            if (begun.incrementAndGet() == 2) {
              second.countDown();
              awaitFor(ended, 60_000);
            }
            return runner.run(pixels, width, height, keep);
          }
        };
    List<ExportTask.Status> heard = new CopyOnWriteArrayList<>();
    try (TileScheduler other =
            new TileScheduler(List.of(new TileUpscaler(slow)), new TileCache(0, null));
        ExportQueue own = new ExportQueue(name -> model(other))) {
      own.addListener(
          task -> {
            if (task.status().isFinal()) {
              heard.add(task.status());
              ended.countDown();
            } else if (task.tilesDone() == 1) {
              awaitFor(second, 60_000);
              own.cancel(task.id());
            }
          });
      own.add(photo("a.png", 40), Path.of("a.png"), settings());
      own.await();
      // Waits for the tile in flight.
      other.close();
    }
    assertThat(begun).hasValue(2);
    assertThat(heard).containsExactly(ExportTask.Status.CANCELLED);
  }

  private static void awaitFor(CountDownLatch latch, long milliseconds) {
    try {
      latch.await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aListenerMayCancelWhatItHearsOf() throws Exception {
    List<ExportTask.Status> heard = new CopyOnWriteArrayList<>();
    queue.addListener(
        task -> {
          if (task.status() == ExportTask.Status.WAITING) {
            queue.cancel(task.id());
          }
        });
    queue.addListener(task -> heard.add(task.status()));
    queue.pause();
    add(photo("unwanted.png", 8));
    queue.await();
    assertThat(heard).containsExactly(ExportTask.Status.WAITING, ExportTask.Status.CANCELLED);
  }

  private ExportSettings settings(String name, ConflictPolicy conflicts, @Nullable Path output) {
    return new ExportSettings(
        null,
        List.of(0.5),
        null,
        null,
        OutputFormat.PNG,
        JpegSettings.DEFAULT,
        null,
        new OutputName(name),
        output,
        conflicts,
        false,
        ReadLimits.DEFAULT);
  }

  private Path photo(String folderName, String name) throws IOException {
    Files.createDirectories(folder.resolve(folderName));
    return photo(folderName + "/" + name, 20);
  }

  @Test
  void noResultReplacesThatOfAnotherPhotoWhateverThePolicy() throws Exception {
    Path first = photo("a", "x.png");
    Path second = photo("b", "x.png");
    for (ConflictPolicy conflicts : ConflictPolicy.values()) {
      Path out = folder.resolve("out-" + conflicts);
      try (ExportQueue own = new ExportQueue(this::open)) {
        own.add(first, first.getFileName(), settings("{name}", conflicts, out));
        own.add(second, second.getFileName(), settings("{name}", conflicts, out));
        own.await();
        assertThat(own.tasks().get(0).status()).isEqualTo(ExportTask.Status.DONE);
        ExportTask other = own.tasks().get(1);
        if (conflicts == ConflictPolicy.UNIQUE) {
          assertThat(other.outcomes().get(0).file()).isEqualTo(out.resolve("x-2.png")).exists();
        } else {
          assertThat(other.status()).isEqualTo(ExportTask.Status.FAILED);
          assertThat(other.message())
              .startsWith(out.resolve("x.png") + ": would replace the result of " + first);
        }
      }
    }
  }

  /** As when an interrupted batch goes on: the first result is there, the second never was made. */
  @Test
  void anotherPhotosSkippedResultIsNotTakenForOnesOwn() throws Exception {
    Path first = photo("a", "x.png");
    Path second = photo("b", "x.png");
    Path out = Files.createDirectories(folder.resolve("out"));
    photo("out", "x.png");
    ExportSettings settings = settings("{name}", ConflictPolicy.SKIP, out);
    long there = queue.add(first, first.getFileName(), settings);
    long missing = queue.add(second, second.getFileName(), settings);
    queue.await();
    assertThat(status(there)).isEqualTo(ExportTask.Status.SKIPPED);
    assertThat(status(missing)).isEqualTo(ExportTask.Status.FAILED);
  }

  @Test
  void noResultReplacesAPhotoThatIsStillToBeRead() throws Exception {
    Path bitmap = photo("p.bmp", 20);
    Path original = photo("p.png", 20);
    byte[] before = Files.readAllBytes(original);
    Files.createSymbolicLink(folder.resolve("linked"), folder);
    queue.pause();
    ExportSettings settings =
        settings("{name}", ConflictPolicy.OVERWRITE, folder.resolve("linked"));
    queue.add(bitmap, bitmap.getFileName(), settings);
    queue.add(
        original, original.getFileName(), settings("{name}-large", ConflictPolicy.FAIL, null));
    queue.resume();
    queue.await();
    assertThat(queue.tasks().get(0).message()).contains("p.png: is itself among the files");
    assertThat(queue.tasks().get(1).status()).isEqualTo(ExportTask.Status.DONE);
    assertThat(original).hasBinaryContent(before);
  }

  @Test
  void aPhotoMayReplaceItselfAndItsOwnResultIfAsked() throws Exception {
    Path photo = photo("p.png", 20);
    ExportSettings own = settings("{name}", ConflictPolicy.OVERWRITE, null);
    queue.add(photo, photo.getFileName(), own);
    queue.add(photo, photo.getFileName(), own);
    queue.await();
    assertThat(queue.tasks()).extracting(ExportTask::status).containsOnly(ExportTask.Status.DONE);
    assertThat(ImageIO.read(photo.toFile()).getWidth()).isEqualTo(320);
  }

  @Test
  void photosOfNamesThatDifferInCaseAreTwoWhereTheDiskSaysSo() throws Exception {
    Path lower = photo("x.png", 20);
    Path upper = photo("X.png", 20);
    assumeFalse(Files.isSameFile(lower, upper), "a disk that does not tell case apart");
    Path out = folder.resolve("out");
    ExportSettings settings = settings("{name}", ConflictPolicy.FAIL, out);
    queue.add(lower, lower.getFileName(), settings);
    queue.add(upper, upper.getFileName(), settings);
    queue.await();
    assertThat(out.resolve("x.png")).exists();
    assertThat(out.resolve("X.png")).exists();
  }

  @Test
  void aPhotoThatIsCancelledWhileItIsReadIsCancelled() throws Exception {
    Path photo = photo("a.png", 20);
    queue.addListener(
        task -> {
          if (task.status() == ExportTask.Status.RUNNING) {
            queue.cancel(task.id());
          }
        });
    long id = add(photo);
    queue.await();
    assertThat(status(id)).isEqualTo(ExportTask.Status.CANCELLED);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void closingEndsAPausedQueue() throws Exception {
    queue.pause();
    long id = add(photo("a.png", 60));
    queue.close();
    assertThat(status(id)).isEqualTo(ExportTask.Status.WAITING);
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
