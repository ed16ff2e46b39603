package org.ctsr.app.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.ctsr.engine.image.ConflictPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchViewModelTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path home;
  private final FakeEngine engine = new FakeEngine();
  private final Queue<Runnable> fx = new ArrayDeque<>();
  private long now;
  private Path photos;
  private BatchStore store;
  private BatchViewModel batch;

  @BeforeEach
  void prepare() throws Exception {
    photos = Files.createDirectories(home.resolve("photos"));
    store = new BatchStore(home.resolve("data/batch.json"), Runnable::run);
    batch = make();
    batch.restore(store.load());
  }

  private BatchViewModel make() {
    BatchViewModel made = new BatchViewModel(engine, store, Runnable::run, fx::add, () -> now);
    made.refreshModel();
    return made;
  }

  private void settle() {
    for (Runnable next = fx.poll(); next != null; next = fx.poll()) {
      next.run();
    }
  }

  private Path file(String name) throws Exception {
    Path file = photos.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "no picture, but nobody looks");
  }

  private void add(Path... given) {
    batch.add(List.of(given));
    settle();
  }

  private BatchRow row(String name) {
    return batch.rows().stream()
        .filter(row -> row.photo().file().getFileName().toString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void threeAtWork() throws Exception {
    add(file("a.jpg"), file("b.jpg"), file("c.jpg"));
    batch.start();
    settle();
  }

  @Test
  void foldersAreSearchedToTheBottomAndWhatIsNoPhotoIsSkippedWithItsReason() throws Exception {
    file("a.jpg");
    file("deep/er/b.PNG");
    file("deep/note.txt");
    file(".hidden.jpg");
    add(photos);
    assertThat(batch.rows())
        .extracting(row -> row.photo().relative())
        .containsExactly(Path.of("a.jpg"), Path.of("deep/er/b.PNG"), Path.of("deep/note.txt"));
    assertThat(row("note.txt").status()).isEqualTo(BatchRow.Status.SKIPPED);
    assertThat(row("note.txt").messageProperty().get())
        .isEqualTo("is not a photo: it looks like a text file");
    assertThat(batch.waitingProperty().get()).isEqualTo(2);
    add(photos);
    assertThat(batch.rows()).hasSize(3);
  }

  @Test
  void runsToASummaryWithReasons() throws Exception {
    Path note = file("note.txt");
    threeAtWork();
    assertThat(batch.stateProperty().get()).isEqualTo(BatchViewModel.State.RUNNING);
    add(note);
    engine.running("a.jpg", 2);
    settle();
    assertThat(row("a.jpg").progressProperty().get()).isEqualTo(0.5);
    assertThat(batch.progressProperty().get()).isEqualTo(0.5 / 3);
    engine.written("a.jpg");
    engine.failed("b.jpg", "is broken");
    assertThat(batch.summaryProperty().get()).isNull();
    engine.existed("c.jpg");
    settle();
    BatchSummary end = batch.summaryProperty().get();
    assertThat(end.written()).isEqualTo(1);
    assertThat(end.skipped()).isEqualTo(2);
    assertThat(end.failed()).isEqualTo(1);
    assertThat(end.reasons())
        .containsExactly(
            "b.jpg: is broken",
            "c.jpg: large-c.jpg exists and was left alone",
            "note.txt: is not a photo: it looks like a text file");
    assertThat(row("a.jpg").result()).isEqualTo(photos.resolve("large-a.jpg"));
    assertThat(batch.stateProperty().get()).isEqualTo(BatchViewModel.State.IDLE);
    assertThat(engine.closed).isEqualTo(1);
  }

  @Test
  void timeLeftComesFromEnlargedPhotosAndPausesDoNotCount() throws Exception {
    threeAtWork();
    engine.failed("a.jpg", "is broken");
    engine.running("b.jpg", 0);
    settle();
    now += 10 * SECOND;
    engine.written("b.jpg");
    settle();
    assertThat(batch.progressTextProperty().get()).isEqualTo("2 of 3, about 5 s left");
    batch.pause();
    assertThat(engine.paused).isTrue();
    assertThat(batch.progressTextProperty().get()).isEqualTo("2 of 3, paused");
    now += 3600 * SECOND;
    batch.start();
    assertThat(engine.paused).isFalse();
    engine.running("c.jpg", 2);
    settle();
    assertThat(batch.progressTextProperty().get()).isEqualTo("2 of 3, about 2 s left");
  }

  @Test
  void whatIsAddedMeanwhileIsDoneWithTheSameSettings() throws Exception {
    threeAtWork();
    add(file("d.jpg"));
    assertThat(engine.opened).isEqualTo(1);
    assertThat(engine.tasks).hasSize(4);
    assertThat(engine.tasks.values())
        .extracting(task -> task.settings())
        .containsOnly(engine.tasks.values().iterator().next().settings());
  }

  @Test
  void cancelsOneAndAllAndRetriesFailed() throws Exception {
    threeAtWork();
    batch.cancel(List.of(row("b.jpg")));
    settle();
    assertThat(row("b.jpg").status()).isEqualTo(BatchRow.Status.CANCELLED);
    engine.failed("a.jpg", "is broken");
    settle();
    batch.retryFailed();
    settle();
    assertThat(row("a.jpg").status()).isEqualTo(BatchRow.Status.WAITING);
    assertThat(engine.removed).containsExactly(1L);
    engine.written("a.jpg");
    settle();
    batch.cancelAll();
    settle();
    assertThat(batch.summaryProperty().get()).isEqualTo(new BatchSummary(1, 0, 0, 2, List.of()));
    batch.removeFinished();
    assertThat(batch.rows()).isEmpty();
  }

  @Test
  void failedPhotosAreTriedAgainAfterTheEnd() throws Exception {
    add(file("a.jpg"));
    batch.start();
    engine.failed("a.jpg", "is broken");
    settle();
    batch.removeFinished();
    assertThat(batch.rows()).hasSize(1);
    batch.retryFailed();
    engine.written("a.jpg");
    settle();
    assertThat(engine.opened).isEqualTo(2);
    assertThat(batch.summaryProperty().get().written()).isEqualTo(1);
  }

  @Test
  void unfinishedPhotosAreOfferedAfterARestart() throws Exception {
    batch.realnessProperty().set(0.25);
    threeAtWork();
    engine.written("a.jpg");
    engine.running("b.jpg", 1);
    settle();
    batch.close().run();
    assertThat(engine.closed).isEqualTo(1);
    engine.cancelAll();
    settle();

    batch = make();
    batch.restore(store.load());
    assertThat(batch.offeredProperty().get()).isEqualTo(2);
    assertThat(batch.realnessProperty().get()).isEqualTo(0.25);
    assertThat(batch.rows()).isEmpty();
    // Still there if nobody answers.
    assertThat(store.load().unfinished()).hasSize(2);
    batch.acceptOffer();
    assertThat(batch.rows())
        .extracting(row -> row.photo().name())
        .containsExactly("b.jpg", "c.jpg");
    batch.start();
    engine.written("b.jpg");
    engine.written("c.jpg");
    settle();
    assertThat(store.load().unfinished()).isEmpty();
  }

  @Test
  void aDamagedFileIsSetAside() throws Exception {
    Path file = home.resolve("data/batch.json");
    Files.writeString(file, "{\"unfinished\":[{\"fi");
    assertThat(store.load()).isEqualTo(SavedBatch.NONE);
    assertThat(home.resolve("data/batch.json.damaged")).exists();
    Files.writeString(file, "{\"unfinished\":[{}],\"settings\":{\"realness\":7}}");
    batch = make();
    batch.restore(store.load());
    assertThat(batch.offeredProperty().get()).isZero();
    assertThat(batch.realnessProperty().get()).isEqualTo(BatchSettings.DEFAULT.realness());
  }

  @Test
  void photosThatWantTheSameResultDoNotReplaceEachOther() throws Exception {
    batch.formatProperty().set(BatchFormat.PNG);
    batch.conflictsProperty().set(ConflictPolicy.OVERWRITE);
    add(file("a.jpg"), file("a.webp"), file("A.tif"), file("b.jpg"));
    batch.start();
    assertThat(engine.tasks.values())
        .extracting(task -> task.settings().conflicts())
        .containsExactly(
            ConflictPolicy.OVERWRITE,
            ConflictPolicy.UNIQUE,
            ConflictPolicy.UNIQUE,
            ConflictPolicy.OVERWRITE);
  }

  @Test
  void saysWhatKeepsItFromStarting() throws Exception {
    add(file("a.jpg"));
    assertThat(batch.problemProperty().get()).isEmpty();
    batch.nameProperty().set("result");
    assertThat(batch.problemProperty().get()).contains("{name}");
    batch.nameProperty().set("{name}");
    assertThat(batch.problemProperty().get()).isEmpty();
    batch.conflictsProperty().set(ConflictPolicy.OVERWRITE);
    assertThat(batch.problemProperty().get()).contains("replace your photos");
    batch.nameProperty().set("{name}_{size}");
    assertThat(batch.problemProperty().get()).contains("unknown placeholder");
    batch.nameProperty().set("{name}_{scale}x");
    batch.scaleProperty().set(5);
    assertThat(batch.problemProperty().get()).contains("between 1 and 4");
    batch.scaleProperty().set(2);
    batch.besideProperty().set(false);
    assertThat(batch.problemProperty().get()).contains("folder");
    batch.folderProperty().set(home.resolve("out").toString());
    assertThat(batch.problemProperty().get()).isEmpty();
    engine.model = null;
    batch.start();
    assertThat(batch.problemProperty().get()).contains("model");
    assertThat(engine.opened).isZero();
  }

  @Test
  void thousandsOfChangesComeInPortionsAndOnlyTheNewest() throws Exception {
    int count = 3 * TaskUpdates.PORTION;
    for (int i = 0; i < count; i++) {
      file("p" + i + ".jpg");
    }
    add(photos);
    batch.start();
    settle();
    for (int i = 0; i < count; i++) {
      engine.running("p" + i + ".jpg", 1);
      engine.written("p" + i + ".jpg");
    }
    assertThat(fx).hasSize(1);
    fx.remove().run();
    assertThat(batch.rows().stream().filter(row -> row.status().isFinal()))
        .hasSize(TaskUpdates.PORTION);
    settle();
    assertThat(batch.summaryProperty().get().written()).isEqualTo(count);
  }
}
