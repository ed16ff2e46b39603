package org.ctsr.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;
import org.ctsr.engine.inference.DeviceChoice;
import org.ctsr.engine.inference.TorchRuntime;
import org.ctsr.engine.model.ModelLibrary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineSessionTest {
  private static final long MEMORY = 64L << 20;

  @TempDir Path folder;

  private EngineSettings settings(long memory, int threads) {
    return new EngineSettings(memory, 0, folder, DeviceChoice.PROCESSOR, threads);
  }

  private EngineSession session() {
    return session(
        (file, cancelled, warnings) -> {
          throw new PhotoException(file, "no photo in this test");
        });
  }

  private EngineSession session(PhotoLoader loader) {
    return new EngineSession(
        settings(MEMORY, 1),
        new ModelLibrary(
            List.of(Path.of(System.getProperty("ctsr.root"), "engine/src/test/resources/models"))),
        loader,
        notice -> {});
  }

  /** As many as a model's new worker has. */
  private static int threadsOfANewThread() throws Exception {
    ExecutorService fresh = Executors.newSingleThreadExecutor();
    try {
      return fresh.submit(TorchRuntime::threads).get(1, TimeUnit.MINUTES);
    } finally {
      fresh.shutdown();
    }
  }

  @AfterEach
  void useAllProcessors() {
    TorchRuntime.useThreads(0);
  }

  @Test
  void memoryChangesWithoutLoadingTheModelAgain() throws Exception {
    try (EngineSession session = session()) {
      LoadedModel model = session.useModel("tiny-student-x4").get(2, TimeUnit.MINUTES);
      assertThat(session.configure(settings(MEMORY / 2, 1)).get(1, TimeUnit.MINUTES))
          .isSameAs(model);
      assertThat(session.cache().usage().memoryBudget()).isEqualTo(MEMORY / 2);
      assertThat(session.settings().cacheBytes()).isEqualTo(MEMORY / 2);
    }
  }

  /** Visible and bright but for the last pixel, which hides black. */
  @Test
  void whatAPhotoHidesDoesNotReachTheNetwork() throws Exception {
    byte[] color = {100, 100, 100, 0};
    byte[] alpha = {-1, -1, -1, 0};
    RgbImage photo =
        RgbImage.grey(4, 1, SamplePlane.of(color), SamplePlane.of(alpha), Metadata.NONE);
    try (EngineSession session = session((file, cancelled, warnings) -> photo)) {
      OpenedPhoto opened =
          session.open(folder.resolve("a.png"), () -> true).get(1, TimeUnit.MINUTES);
      float[] row = new float[4];
      opened.image().readRegion(0, 0, 0, 4, 1, row, 0, 4);
      assertThat(row[3] * 255).isBetween(99f, 101f);
      opened.image().readRegion(RgbImage.ALPHA, 0, 0, 4, 1, row, 0, 4);
      assertThat(row[3]).isZero();
    }
  }

  @Test
  void aPhotoKnowsWhatItsFileWasLikeBeforeItWasRead() throws Exception {
    Path file = Files.writeString(folder.resolve("a.png"), "one");
    FileStamp before = FileStamp.of(file);
    RgbImage photo = RgbImage.grey(1, 1, SamplePlane.of(new byte[1]), null, Metadata.NONE);
    PhotoLoader rewritten =
        (path, cancelled, warnings) -> {
          Files.writeString(path, "longer");
          return photo;
        };
    try (EngineSession session = session(rewritten)) {
      OpenedPhoto opened = session.open(file, () -> true).get(1, TimeUnit.MINUTES);
      assertThat(opened.stamp()).isNotNull().isEqualTo(before);
      assertThat(FileStamp.of(file)).isNotEqualTo(before);
    }
  }

  @Test
  void aPhotoCarriesWhatWasWrongWithIt() throws Exception {
    Path file = folder.resolve("a.jpg");
    RgbImage photo = RgbImage.grey(1, 1, SamplePlane.of(new byte[1]), null, Metadata.NONE);
    PhotoLoader truncated =
        (path, cancelled, warnings) -> {
          warnings.accept(path + ": its lower part is missing");
          return photo;
        };
    try (EngineSession session = session(truncated)) {
      OpenedPhoto opened = session.open(file, () -> true).get(1, TimeUnit.MINUTES);
      assertThat(opened.warnings()).containsExactly(file + ": its lower part is missing");
    }
  }

  @Test
  void aPhotoBeingReadCanBeGivenUp() throws Exception {
    AtomicBoolean wanted = new AtomicBoolean(true);
    PhotoLoader loader =
        (file, cancelled, warnings) -> {
          assertThat(cancelled.getAsBoolean()).isFalse();
          wanted.set(false);
          assertThat(cancelled.getAsBoolean()).isTrue();
          throw new CancellationException();
        };
    try (EngineSession session = session(loader)) {
      CompletableFuture<OpenedPhoto> opened = session.open(Path.of("a.png"), wanted::get);
      assertThatThrownBy(() -> opened.get(1, TimeUnit.MINUTES))
          .hasRootCauseInstanceOf(CancellationException.class);
    }
  }

  @Test
  void otherThreadsCountForTheModelLoadedAnew() throws Exception {
    try (EngineSession session = session()) {
      LoadedModel model = session.useModel("tiny-student-x4").get(2, TimeUnit.MINUTES);
      LoadedModel again = session.configure(settings(MEMORY, 3)).get(2, TimeUnit.MINUTES);
      assertThat(again).isNotNull().isNotSameAs(model).isSameAs(session.model());
      assertThat(threadsOfANewThread()).isEqualTo(3);
      assertThat(session.configure(settings(MEMORY, 2)).get(2, TimeUnit.MINUTES))
          .isNotSameAs(again);
      assertThat(threadsOfANewThread()).isEqualTo(2);
    }
  }

  @Test
  void aModelThatIsHeldOutlastsItsReplacement() throws Exception {
    try (EngineSession session = session()) {
      assertThat(session.holdModel()).isNull();
      LoadedModel model = session.useModel("tiny-student-x4").get(2, TimeUnit.MINUTES);
      assertThat(session.holdModel()).isSameAs(model);
      LoadedModel other = session.useModel("tiny-fidelity-x4").get(2, TimeUnit.MINUTES);
      model.hold();
      model.release();
      model.release();
      assertThatThrownBy(model::hold).isInstanceOf(IllegalStateException.class);
      assertThat(session.holdModel()).isSameAs(other);
      other.release();
    }
  }

  @Test
  void aModelNobodyWantsAnyMoreIsNotLoaded() throws Exception {
    try (EngineSession session = session()) {
      LoadedModel model = session.useModel("tiny-student-x4").get(2, TimeUnit.MINUTES);
      CompletableFuture<LoadedModel> other = session.useModel("tiny-fidelity-x4", () -> false);
      assertThatThrownBy(() -> other.get(1, TimeUnit.MINUTES))
          .hasRootCauseInstanceOf(CancellationException.class);
      assertThat(session.model()).isSameAs(model);
    }
  }

  @Test
  void aPhotoNobodyWaitsForAnyMoreIsNotRead() throws Exception {
    AtomicInteger read = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    PhotoLoader loader =
        (file, cancelled, warnings) -> {
          read.incrementAndGet();
          begun.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new PhotoException(file, "interrupted");
          }
          throw new PhotoException(file, "no photo in this test");
        };
    try (EngineSession session = session(loader)) {
      AtomicBoolean wanted = new AtomicBoolean(true);
      CompletableFuture<OpenedPhoto> first = session.open(Path.of("first.png"), wanted::get);
      CompletableFuture<OpenedPhoto> second = session.open(Path.of("second.png"), wanted::get);
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
      wanted.set(false);
      goOn.countDown();
      assertThatThrownBy(() -> first.get(1, TimeUnit.MINUTES))
          .hasCauseInstanceOf(PhotoException.class);
      assertThatThrownBy(() -> second.get(1, TimeUnit.MINUTES))
          .hasRootCauseInstanceOf(CancellationException.class);
      assertThat(read).hasValue(1);
    }
  }

  @Test
  void settingsCountBeforeAnyModelIsLoaded() throws Exception {
    try (EngineSession session = session()) {
      assertThat(session.configure(settings(MEMORY, 2)).get(1, TimeUnit.MINUTES)).isNull();
      assertThat(session.settings().threads()).isEqualTo(2);
    }
  }
}
