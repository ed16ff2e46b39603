package org.ctsr.app.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.ctsr.engine.image.ChromaSampling;
import org.ctsr.engine.image.ConflictPolicy;
import org.ctsr.engine.image.JpegSettings;
import org.ctsr.engine.image.OutputFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchViewModelTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path home;
  private final FakeEngine engine = new FakeEngine();
  private final Queue<Runnable> fx = new ArrayDeque<>();
  private final List<String> lost = new ArrayList<>();
  private long now;
  private Path photos;
  private BatchStore store;
  private BatchViewModel batch;

  @BeforeEach
  void prepare() throws Exception {
    photos = Files.createDirectories(home.resolve("photos"));
    store = new BatchStore(home.resolve("data/batch.json"), Runnable::run, lost::add);
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
  void aSearchThatIsGivenUpLooksAtNoFurtherFile() {
    List<Integer> looked = new ArrayList<>();
    batch.add(
        new AbstractList<>() {
          @Override
          public Path get(int index) {
            looked.add(index);
            if (index == 1) {
              batch.cancelAll();
            }
            return photos.resolve(index + ".jpg");
          }

          @Override
          public int size() {
            return 100;
          }
        });
    settle();
    assertThat(looked).containsExactly(0, 1);
    assertThat(batch.rows()).isEmpty();
    assertThat(batch.searchingProperty().get()).isFalse();
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
    assertThat(batch.progressTextProperty().get()).isEqualTo("2 of 3, about 5 s left");
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

  /** A folder and a file of it, say. */
  @Test
  void cancellingAllGivesUpWhatIsBeingSearched() throws Exception {
    threeAtWork();
    file("more/d.jpg");
    batch.add(List.of(photos.resolve("more")));
    assertThat(batch.searchingProperty().get()).isTrue();
    batch.cancelAll();
    assertThat(batch.searchingProperty().get()).isFalse();
    settle();
    assertThat(batch.rows()).hasSize(3);
    assertThat(batch.stateProperty().get()).isEqualTo(BatchViewModel.State.IDLE);
    add(photos.resolve("more"));
    assertThat(row("d.jpg").status()).isEqualTo(BatchRow.Status.WAITING);
  }

  @Test
  void aRunThatOnlyWaitsForASearchEndsWhenAllIsCancelled() throws Exception {
    threeAtWork();
    file("more/d.jpg");
    batch.add(List.of(photos.resolve("more")));
    Runnable portion = Objects.requireNonNull(fx.poll());
    Runnable end = Objects.requireNonNull(fx.poll());
    for (String name : List.of("a.jpg", "b.jpg", "c.jpg")) {
      engine.written(name);
    }
    settle();
    assertThat(batch.isBusy()).isTrue();
    batch.cancelAll();
    assertThat(batch.isBusy()).isFalse();
    portion.run();
    end.run();
    assertThat(batch.rows()).hasSize(3);
  }

  @Test
  void aFailedPhotoThatIsGivenTwiceAtOnceIsTriedOnce() throws Exception {
    threeAtWork();
    engine.failed("a.jpg", "is broken");
    settle();
    add(photos, photos.resolve("a.jpg"));
    assertThat(engine.tasks).hasSize(4);
    engine.written("a.jpg");
    engine.written("b.jpg");
    engine.written("c.jpg");
    settle();
    assertThat(batch.summaryProperty().get()).isEqualTo(new BatchSummary(3, 0, 0, 0, List.of()));
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
    batch.settings().realnessProperty().set(0.25);
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
    assertThat(batch.settings().realnessProperty().get()).isEqualTo(0.25);
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
  void failedPhotosAndTheModelOutliveTheProgram() throws Exception {
    threeAtWork();
    engine.failed("a.jpg", "is broken");
    engine.written("b.jpg");
    settle();
    batch.close().run();

    engine.model = new BatchModel("other", 2, true);
    batch = make();
    batch.restore(store.load());
    assertThat(batch.offeredProperty().get()).isEqualTo(2);
    batch.acceptOffer();
    assertThat(row("a.jpg").status()).isEqualTo(BatchRow.Status.WAITING);
    assertThat(batch.rows()).extracting(row -> row.own().model()).containsOnly("tiny");
    assertThat(batch.remarkProperty().get()).isEmpty();
  }

  @Test
  void saysThatTheModelOfBeforeIsGone() throws Exception {
    engine.model = new BatchModel("gone", 4, true);
    threeAtWork();
    batch.close().run();
    engine.model = new BatchModel("tiny", 4, true);
    batch = make();
    batch.restore(store.load());
    batch.acceptOffer();
    assertThat(batch.rows()).extracting(row -> row.own().model()).containsOnlyNulls();
    assertThat(batch.remarkProperty().get()).contains("gone");
    batch.start();
    assertThat(batch.remarkProperty().get()).isEmpty();
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
    assertThat(batch.settings().realnessProperty().get())
        .isEqualTo(BatchSettings.DEFAULT.realness());
  }

  @Test
  void photosThatWantTheSameResultDoNotReplaceEachOther() throws Exception {
    batch.settings().formatProperty().set(BatchFormat.PNG);
    batch.settings().conflictsProperty().set(ConflictPolicy.OVERWRITE);
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
  void noResultReplacesAPhotoThatCameInTheSameDropWhileTheBatchRan() throws Exception {
    batch.settings().nameProperty().set("{name}_{scale}x");
    batch.settings().formatProperty().set(BatchFormat.PNG);
    batch.settings().conflictsProperty().set(ConflictPolicy.OVERWRITE);
    add(file("first.jpg"));
    batch.start();
    engine.failed("first.jpg", "is broken");
    add(file("second.jpg"));
    add(file("a.jpg"), file("a_4x.png"), photos.resolve("first.jpg"), file("first_4x.png"));
    assertThat(engine.conflicts("a.jpg")).isEqualTo(ConflictPolicy.UNIQUE);
    assertThat(engine.conflicts("a_4x.png")).isEqualTo(ConflictPolicy.OVERWRITE);
    assertThat(engine.conflicts("first.jpg")).as("put back").isEqualTo(ConflictPolicy.UNIQUE);
  }

  @Test
  void aSecondAttemptIsNotInTheWayOfItself() throws Exception {
    batch.settings().nameProperty().set("{name}_{scale}x");
    batch.settings().formatProperty().set(BatchFormat.PNG);
    batch.settings().conflictsProperty().set(ConflictPolicy.OVERWRITE);
    add(file("a.jpg"), file("b.jpg"), file("b.webp"), file("c.jpg"));
    batch.start();
    engine.failed("a.jpg", "is broken");
    batch.cancel(List.of(row("b.jpg")));
    // Its own name was to be a number higher, but nothing was in the way.
    engine.written("b.webp", "b_4x.png");
    settle();
    batch.retry(List.of(row("a.jpg"), row("b.jpg")));
    assertThat(engine.conflicts("a.jpg")).isEqualTo(ConflictPolicy.OVERWRITE);
    assertThat(engine.conflicts("b.jpg")).as("it is another's").isEqualTo(ConflictPolicy.UNIQUE);
  }

  @Test
  void saysWhatKeepsItFromStarting() throws Exception {
    add(file("a.jpg"));
    assertThat(batch.problemProperty().get()).isEmpty();
    batch.settings().nameProperty().set("result");
    assertThat(batch.problemProperty().get()).contains("{name}");
    batch.settings().nameProperty().set("{name}");
    assertThat(batch.problemProperty().get()).isEmpty();
    batch.settings().conflictsProperty().set(ConflictPolicy.OVERWRITE);
    assertThat(batch.problemProperty().get()).contains("replace your photos");
    batch.settings().nameProperty().set("{name}_{size}");
    assertThat(batch.problemProperty().get()).contains("unknown placeholder");
    batch.settings().nameProperty().set("{name}_{scale}x");
    batch.settings().scaleProperty().set(5);
    assertThat(batch.problemProperty().get()).contains("between 1 and 4");
    batch.settings().scaleProperty().set(2);
    batch.settings().besideProperty().set(false);
    assertThat(batch.problemProperty().get()).contains("folder");
    batch.settings().folderProperty().set(home.resolve("out").toString());
    assertThat(batch.problemProperty().get()).isEmpty();
    engine.model = null;
    batch.start();
    assertThat(batch.problemProperty().get()).contains("model");
    assertThat(engine.opened).isZero();
  }

  @Test
  void theScaleFollowsTheMostOfTheModel() throws Exception {
    engine.model = new BatchModel("small", "A small one", 2, true);
    batch.refreshModel();
    assertThat(batch.settings().scaleProperty().get()).isEqualTo(2);
    assertThat(batch.problemProperty().get()).isEmpty();
    assertThat(batch.modelNameProperty().get()).isEqualTo("A small one");
    engine.model = new BatchModel("tiny", 4, true);
    batch.refreshModel();
    assertThat(batch.settings().scaleProperty().get()).isEqualTo(4);
    batch.settings().scaleProperty().set(1.5);
    engine.model = new BatchModel("small", 2, true);
    batch.refreshModel();
    assertThat(batch.settings().scaleProperty().get()).isEqualTo(1.5);
  }

  @Test
  void whatIsKeptFromALargerModelBeginsWithoutAProblem() {
    engine.model = new BatchModel("small", 2, true);
    batch = make();
    batch.restore(SavedBatch.NONE);
    assertThat(batch.settings().scaleProperty().get()).isEqualTo(2);
    assertThat(batch.problemProperty().get()).isEmpty();
  }

  @Test
  void photosCanHaveSettingsOfTheirOwn() throws Exception {
    add(file("a.jpg"), file("b.png"), file("note.txt"));
    batch.settings().deepProperty().set(true);
    batch.settings().srgbProperty().set(true);
    batch.changeOwn(
        List.of(row("a.jpg"), row("note.txt")),
        own ->
            own.withModel("other").withRealness(0.8).withScale(2.0).withFormat(BatchFormat.TIFF));
    batch.changeOwn(List.of(row("b.png")), own -> own.withMask("/masks/b.png"));
    assertThat(row("note.txt").own()).isEqualTo(OwnSettings.NONE);

    // They outlive the program.
    batch.close().run();
    batch = make();
    batch.restore(store.load());
    batch.acceptOffer();
    assertThat(row("a.jpg").own())
        .isEqualTo(new OwnSettings("other", 0.8, 2.0, BatchFormat.TIFF, null));

    batch.start();
    var first = Objects.requireNonNull(engine.tasks.get(1L)).settings();
    assertThat(first.model()).isEqualTo("other");
    assertThat(first.realness()).containsExactly(0.8);
    assertThat(first.scale()).isEqualTo(2);
    assertThat(first.format()).isEqualTo(OutputFormat.TIFF);
    assertThat(first.bitDepth()).isEqualTo(16);
    assertThat(first.convertToSrgb()).isTrue();
    var second = Objects.requireNonNull(engine.tasks.get(2L)).settings();
    // The mask alone says how real the photo is to look.
    assertThat(second.realness()).containsExactly(1.0);
    assertThat(second.mask()).isEqualTo(Path.of("/masks/b.png"));
    assertThat(second.scale()).isEqualTo(4);
    assertThat(second.model()).isNull();
    // A run keeps what it began with.
    batch.changeOwn(List.of(row("a.jpg")), own -> OwnSettings.NONE);
    assertThat(row("a.jpg").own().scale()).isEqualTo(2);
  }

  @Test
  void openPhotosKeepTheirRealnessWhereItDiffers() throws Exception {
    Path a = file("a.jpg");
    Path b = file("b.jpg");
    add(b);
    batch.settings().realnessProperty().set(0.5);
    batch.add(Map.of(a, 0.8, b, 0.2, file("c.jpg"), 0.5));
    settle();
    assertThat(batch.rows()).hasSize(3);
    assertThat(row("a.jpg").own()).isEqualTo(OwnSettings.NONE.withRealness(0.8));
    assertThat(row("b.jpg").own()).isEqualTo(OwnSettings.NONE.withRealness(0.2));
    assertThat(row("c.jpg").own()).isEqualTo(OwnSettings.NONE);
    engine.model = new BatchModel("plain", 4, false);
    batch.add(Map.of(a, 0.8));
    settle();
    assertThat(row("a.jpg").own()).as("nothing to be different").isEqualTo(OwnSettings.NONE);
  }

  @Test
  void resultsOfOneNameAreToldApartByTheModelsTheirPhotosHave() throws Exception {
    batch.settings().nameProperty().set("{name}_{model}");
    batch.settings().formatProperty().set(BatchFormat.PNG);
    batch.settings().conflictsProperty().set(ConflictPolicy.OVERWRITE);
    add(file("a.jpg"), file("a.webp"), file("a.tif"));
    batch.changeOwn(List.of(row("a.webp"), row("a.tif")), own -> own.withModel("other"));
    batch.start();
    assertThat(engine.tasks.values())
        .extracting(task -> task.settings().conflicts())
        .containsExactly(ConflictPolicy.OVERWRITE, ConflictPolicy.OVERWRITE, ConflictPolicy.UNIQUE);
  }

  @Test
  void sixteenBitsAreForFormatsThatHaveThem() {
    BatchSettings deep =
        new BatchSettings(
            0.5,
            4,
            BatchFormat.AS_PHOTO,
            92,
            true,
            true,
            true,
            false,
            null,
            "{name}",
            ConflictPolicy.UNIQUE);
    assertThat(deep.forEngine(Path.of("a.jpg"), OwnSettings.NONE).bitDepth()).isNull();
    assertThat(deep.forEngine(Path.of("a.tif"), OwnSettings.NONE).bitDepth()).isEqualTo(16);
    assertThat(deep.forEngine(Path.of("a.webp"), OwnSettings.NONE).bitDepth()).isEqualTo(16);
    OwnSettings jpeg = OwnSettings.NONE.withFormat(BatchFormat.JPEG);
    assertThat(deep.forEngine(Path.of("a.tif"), jpeg).jpeg())
        .isEqualTo(new JpegSettings(92, ChromaSampling.HALF, true));
    assertThat(deep.forEngine(Path.of("a.tif"), jpeg).bitDepth()).isNull();
  }

  @Test
  void aPhotoTakenOffTheListWhileItIsAtWorkGoesWhenItHasStopped() throws Exception {
    threeAtWork();
    engine.running("a.jpg", 1);
    settle();
    batch.remove(List.of(row("a.jpg"), row("b.jpg")));
    settle();
    assertThat(batch.rows()).extracting(row -> row.photo().name()).containsExactly("c.jpg");
    assertThat(batch.stateProperty().get()).isEqualTo(BatchViewModel.State.RUNNING);
    engine.written("c.jpg");
    settle();
    assertThat(batch.summaryProperty().get()).isEqualTo(new BatchSummary(1, 0, 0, 0, List.of()));
  }

  @Test
  void aCancelledPhotoCanBeTriedAgain() throws Exception {
    threeAtWork();
    batch.cancel(List.of(row("b.jpg")));
    settle();
    engine.running("a.jpg", 1);
    settle();
    batch.retry(List.of(row("a.jpg"), row("b.jpg")));
    settle();
    assertThat(row("a.jpg").status()).isEqualTo(BatchRow.Status.RUNNING);
    assertThat(row("b.jpg").status()).isEqualTo(BatchRow.Status.WAITING);
  }

  @Test
  void twoProgramsKeepTheirBatchesApartAndTheNextTakesOverBoth() throws Exception {
    Path file = home.resolve("data/batch.json");
    add(file("a.jpg"));
    BatchStore second = new BatchStore(file, Runnable::run, lost::add);
    assertThat(second.load().unfinished()).isEmpty();
    BatchPhoto photo = BatchPhoto.photo(file("b.jpg"), Path.of("b.jpg"));
    second.saveNow(
        SavedBatch.of(BatchSettings.DEFAULT, List.of(new BatchEntry(photo, OwnSettings.NONE))));
    assertThat(home.resolve("data/batch-2.json")).exists();
    add(file("c.jpg"));
    assertThat(store.load().unfinished()).hasSize(2);

    // The second one ends, then the first.
    second.close();
    store.close();
    BatchStore third = new BatchStore(file, Runnable::run, lost::add);
    assertThat(third.load().unfinished())
        .extracting(saved -> Path.of(saved.file()).getFileName().toString())
        .containsExactly("a.jpg", "c.jpg", "b.jpg");
    assertThat(home.resolve("data/batch-2.json")).doesNotExist();
    third.close();
    assertThat(new BatchStore(file, Runnable::run, lost::add).load().unfinished()).hasSize(3);
  }

  @Test
  void whatCannotBeKeptOrReadAgainIsTold() throws Exception {
    Path inTheWay = Files.writeString(home.resolve("file"), "no folder");
    BatchStore blocked = new BatchStore(inTheWay.resolve("batch.json"), Runnable::run, lost::add);
    blocked.saveNow(SavedBatch.NONE);
    blocked.saveNow(SavedBatch.NONE);
    assertThat(lost).as("told once").singleElement().asString().contains("not finished", "file");
    lost.clear();
    Path damaged = home.resolve("other.json");
    Files.writeString(damaged, "{\"settings\": ");
    try (BatchStore other = new BatchStore(damaged, Runnable::run, lost::add)) {
      assertThat(other.load().unfinished()).isEmpty();
    }
    assertThat(lost).singleElement().asString().contains("other.json.damaged");
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
