package org.ctsr.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.ctsr.app.export.ExportViewModel.ExportDefaults;
import org.ctsr.app.export.ExportViewModel.Source;
import org.ctsr.engine.image.ChromaSampling;
import org.ctsr.engine.image.JpegSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportViewModelTest {
  private static final JpegSettings LAST = new JpegSettings(90, ChromaSampling.HALF, true);

  @TempDir Path folder;
  private final Set<Path> saving = new HashSet<>();

  private ExportViewModel model(int bitDepth) {
    return new ExportViewModel(
        new Source("a.b.jpg", folder.resolve("a.b.jpg"), 300, 200, 4, bitDepth, "0.5"),
        new ExportDefaults(ExportFormat.JPEG, LAST, 8, false, SizeChoice.FIRST),
        folder,
        null,
        saving::contains,
        Runnable::run,
        Runnable::run);
  }

  @Test
  void aJpegIsWrittenAsTheLastOneUntilThatIsChanged() {
    ExportViewModel model = model(8);
    assertThat(model.request().jpeg()).isEqualTo(LAST);
    model.smallerColorsProperty().set(false);
    model.progressiveProperty().set(false);
    model.qualityProperty().set(75);
    assertThat(model.request().jpeg()).isEqualTo(new JpegSettings(75, ChromaSampling.FULL, false));
  }

  @Test
  void proposesANameThatFollowsTheFormatUntilOneIsTyped() {
    ExportViewModel model = model(8);
    assertThat(model.place().fileNameProperty().get()).isEqualTo("a.b_4x_0.5.jpg");
    model.formatProperty().set(ExportFormat.TIFF);
    assertThat(model.place().fileNameProperty().get()).isEqualTo("a.b_4x_0.5.tif");
    model.place().fileNameProperty().set("mine.tif");
    model.formatProperty().set(ExportFormat.PNG);
    assertThat(model.place().fileNameProperty().get()).isEqualTo("mine.png");
    model.place().fileNameProperty().set("without");
    model.formatProperty().set(ExportFormat.JPEG);
    assertThat(model.place().fileNameProperty().get()).isEqualTo("without");
  }

  @Test
  void proposesAnotherNameWhileTheUsualOneIsBeingSaved() throws Exception {
    saving.add(folder.resolve("a.b_4x_0.5.jpg"));
    saving.add(folder.resolve("a.b_4x_0.5-2.jpg"));
    ExportViewModel model = model(8);
    assertThat(model.place().fileNameProperty().get()).isEqualTo("a.b_4x_0.5-3.jpg");
    assertThat(model.problemProperty().get()).isEmpty();
    model.formatProperty().set(ExportFormat.PNG);
    assertThat(model.place().fileNameProperty().get()).isEqualTo("a.b_4x_0.5.png");
    model.formatProperty().set(ExportFormat.JPEG);
    model.place().folderProperty().set(Files.createDirectory(folder.resolve("other")));
    assertThat(model.place().fileNameProperty().get()).isEqualTo("a.b_4x_0.5.jpg");
    model.place().fileNameProperty().set("mine.jpg");
    model.place().folderProperty().set(folder);
    assertThat(model.place().fileNameProperty().get()).isEqualTo("mine.jpg");
  }

  @Test
  void proposesTheNameABatchWouldGiveForTheSize() {
    ExportViewModel model = model(8);
    model.size().modeProperty().set(SizeMode.FACTOR);
    model.size().factorProperty().set(2.5);
    assertThat(model.place().fileNameProperty().get()).isEqualTo("a.b_2.5x_0.5.jpg");
    model.size().factorProperty().set(40);
    assertThat(model.place().fileNameProperty().get()).isEqualTo("a.b_4x_0.5.jpg");
    model.place().fileNameProperty().set("mine.jpg");
    model.size().factorProperty().set(3);
    assertThat(model.place().fileNameProperty().get()).isEqualTo("mine.jpg");
    ExportViewModel without = slow(folder, null, new ArrayDeque<>(), new ArrayDeque<>());
    assertThat(without.place().fileNameProperty().get()).as("no slider").isEqualTo("a_4x.jpg");
  }

  @Test
  void proposesANameThatIsFreeInTheFolder() throws Exception {
    Files.createFile(folder.resolve("a_4x.jpg"));
    Files.createFile(folder.resolve("A_4X-2.JPG"));
    Queue<Runnable> background = new ArrayDeque<>();
    Queue<Runnable> fx = new ArrayDeque<>();
    ExportViewModel model = slow(folder, null, background, fx);
    settle(background);
    assertThat(model.place().fileNameProperty().get()).as("nobody has told").isEqualTo("a_4x.jpg");
    settle(fx);
    assertThat(model.place().fileNameProperty().get()).isEqualTo("a_4x-3.jpg");
    model.formatProperty().set(ExportFormat.PNG);
    assertThat(model.place().fileNameProperty().get()).isEqualTo("a_4x.png");
    Files.createFile(folder.resolve("a_4x.png"));
    model.savingChanged();
    settle(background);
    settle(fx);
    assertThat(model.place().fileNameProperty().get())
        .as("saved meanwhile")
        .isEqualTo("a_4x-2.png");
    model.place().fileNameProperty().set("a_4x.png");
    model.savingChanged();
    settle(background);
    settle(fx);
    assertThat(model.place().fileNameProperty().get()).as("typed").isEqualTo("a_4x.png");
  }

  @Test
  void aFileThatIsBeingSavedIsAProblemUntilItIsThere() {
    ExportViewModel model = model(8);
    model.place().fileNameProperty().set("mine");
    saving.add(folder.resolve("mine.jpg"));
    model.savingChanged();
    assertThat(model.problemProperty().get()).contains("mine.jpg is being saved");
    model.place().folderProperty().set(folder.resolve("."));
    assertThat(model.problemProperty().get()).as("by another path").contains("is being saved");
    model.place().folderProperty().set(folder);
    saving.clear();
    model.savingChanged();
    assertThat(model.problemProperty().get()).isEmpty();
  }

  @Test
  void theFileHasTheFormatsEndingWhateverIsTyped() {
    ExportViewModel model = model(8);
    model.formatProperty().set(ExportFormat.PNG);
    for (String typed : List.of("result", "result.jpg", "result.webp", "result.", " result.png ")) {
      model.place().fileNameProperty().set(typed);
      assertThat(model.request().target()).isEqualTo(folder.resolve("result.png"));
    }
    assertThat(model.summaryProperty().get()).doesNotContain("result");
    model.place().fileNameProperty().set("result.v2");
    assertThat(model.request().target()).isEqualTo(folder.resolve("result.v2.png"));
    assertThat(model.summaryProperty().get()).contains("result.v2.png");
    model.place().fileNameProperty().set("a.JPEG");
    model.formatProperty().set(ExportFormat.JPEG);
    assertThat(model.request().target()).isEqualTo(folder.resolve("a.JPEG"));
    model.place().fileNameProperty().set("a.b");
    assertThat(model.problemProperty().get()).contains("original");
  }

  @Test
  void aFolderIsLookedAtWhenItIsChosenNotWithEveryLetter() throws Exception {
    ExportViewModel model = model(8);
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.createDirectory(other.resolve("x.jpg"));
    model.place().folderProperty().set(other);
    model.place().fileNameProperty().set("x");
    assertThat(model.problemProperty().get()).isEmpty();
    model.lookAtTarget((request, there) -> fail("a folder cannot be replaced"));
    assertThat(model.problemProperty().get()).contains("x.jpg");
    model.place().fileNameProperty().set("y");
    assertThat(model.problemProperty().get()).isEmpty();
    model.place().folderProperty().set(folder.resolve("gone"));
    Files.createDirectory(folder.resolve("gone"));
    model.place().fileNameProperty().set("z");
    assertThat(model.problemProperty().get()).contains("gone");
  }

  @Test
  void aSlowDiskIsAskedAsideAndTheLastFolderChosenCounts() throws Exception {
    Queue<Runnable> background = new ArrayDeque<>();
    Queue<Runnable> fx = new ArrayDeque<>();
    ExportViewModel model = slow(folder, null, background, fx);
    Path gone = folder.resolve("gone");
    model.place().folderProperty().set(gone);
    assertThat(model.problemProperty().get()).as("nobody has looked").isEmpty();
    background.remove().run();
    assertThat(model.problemProperty().get()).as("nobody has told").isEmpty();
    settle(fx);
    assertThat(model.problemProperty().get()).contains("gone");
    model.place().folderProperty().set(folder.resolve("missing"));
    assertThat(model.problemProperty().get()).isEmpty();
    background.remove().run();
    model.place().folderProperty().set(folder);
    settle(fx);
    assertThat(model.problemProperty().get()).as("the verdict of another folder").isEmpty();
    settle(background);
    settle(fx);
    assertThat(model.problemProperty().get()).isEmpty();
  }

  @Test
  void whatIsInTheWayIsLookedAtAsideWhenItIsSaved() throws Exception {
    Queue<Runnable> background = new ArrayDeque<>();
    Queue<Runnable> fx = new ArrayDeque<>();
    ExportViewModel model = slow(folder, null, background, fx);
    settle(background);
    settle(fx);
    model.place().fileNameProperty().set("there.jpg");
    Files.createFile(folder.resolve("there.jpg"));
    List<String> heard = new ArrayList<>();
    BiConsumer<ExportRequest, Boolean> free =
        (request, there) -> heard.add(request.target().getFileName() + " " + there);
    model.lookAtTarget(free);
    model.lookAtTarget(free);
    assertThat(model.place().lookingProperty().get()).isTrue();
    assertThat(background).hasSize(1);
    settle(background);
    assertThat(heard).isEmpty();
    settle(fx);
    assertThat(heard).containsExactly("there.jpg true");
    assertThat(model.place().lookingProperty().get()).isFalse();
    model.place().fileNameProperty().set("free.jpg");
    model.lookAtTarget(free);
    settle(background);
    settle(fx);
    assertThat(heard).endsWith("free.jpg false");
  }

  @Test
  void theOriginalByAnotherNameIsStillTheOriginal() throws Exception {
    Path original = Files.writeString(folder.resolve("a.b.jpg"), "photo");
    Files.createLink(folder.resolve("hard.jpg"), original);
    Files.createSymbolicLink(folder.resolve("soft.jpg"), original);
    Path linked = folder.resolve("linked");
    Files.createSymbolicLink(linked, folder);
    ExportViewModel model = model(8);
    for (String name : List.of("hard.jpg", "soft.jpg")) {
      model.place().fileNameProperty().set(name);
      assertThat(model.problemProperty().get()).as("it is not looked for with each key").isEmpty();
      model.lookAtTarget((request, there) -> fail("the original is replaced"));
      assertThat(model.problemProperty().get()).contains("original");
    }
    model.place().folderProperty().set(linked);
    model.place().fileNameProperty().set("a.b.jpg");
    model.lookAtTarget((request, there) -> fail("the original is replaced"));
    assertThat(model.problemProperty().get()).contains("original");
  }

  @Test
  void aFolderOfLastTimeThatIsGoneGivesWayToTheOtherOne() {
    Queue<Runnable> background = new ArrayDeque<>();
    Queue<Runnable> fx = new ArrayDeque<>();
    ExportViewModel model = slow(folder.resolve("gone"), folder, background, fx);
    settle(background);
    settle(fx);
    assertThat(model.place().folderProperty().get()).isEqualTo(folder);
    settle(background);
    settle(fx);
    assertThat(model.problemProperty().get()).isEmpty();
  }

  private ExportViewModel slow(
      Path start, @Nullable Path otherwise, Queue<Runnable> background, Queue<Runnable> fx) {
    return new ExportViewModel(
        new Source("a.jpg", null, 300, 200, 4, 8, null),
        new ExportDefaults(ExportFormat.JPEG, LAST, 8, false, SizeChoice.FIRST),
        start,
        otherwise,
        saving::contains,
        background::add,
        fx::add);
  }

  private static void settle(Queue<Runnable> waiting) {
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      next.run();
    }
  }

  @Test
  void sizesInEveryUnitGiveTheScale() {
    ExportViewModel model = model(8);
    assertThat(model.request().scale()).isEqualTo(4);
    model.size().modeProperty().set(SizeMode.FACTOR);
    model.size().factorProperty().set(2.5);
    assertThat(model.request().scale()).isEqualTo(2.5);
    assertThat(model.summaryProperty().get()).contains("750").contains("500");
    model.size().modeProperty().set(SizeMode.PIXELS);
    model.size().widthProperty().set(600);
    assertThat(model.size().heightProperty().get()).isEqualTo(400);
    assertThat(model.request().scale()).isEqualTo(2);
    model.size().heightProperty().set(200);
    assertThat(model.size().widthProperty().get()).isEqualTo(300);
    model.size().modeProperty().set(SizeMode.PRINT);
    model.size().printWidthProperty().set(5.08);
    model.size().dotsPerInchProperty().set(300);
    assertThat(model.request().scale()).isCloseTo(2, within(1e-9));
    assertThat(model.request().dotsPerInch()).isEqualTo(300);
  }

  private ExportViewModel next(int width, int height, SizeChoice last) {
    return new ExportViewModel(
        new Source("a.jpg", null, width, height, 4, 8, null),
        new ExportDefaults(ExportFormat.PNG, LAST, 8, true, last),
        folder,
        null,
        saving::contains,
        Runnable::run,
        Runnable::run);
  }

  @Test
  void theNextPhotoIsAsLargeAsTheLastOneInTheUnitThatWasChosen() {
    ExportViewModel model = model(8);
    assertThat(model.request().srgb()).isFalse();
    assertThat(next(300, 200, SizeChoice.FIRST).request().srgb()).isTrue();
    model.size().modeProperty().set(SizeMode.FACTOR);
    model.size().factorProperty().set(2.5);
    assertThat(next(900, 80, model.size().choice()).request().scale()).isEqualTo(2.5);
    model.size().modeProperty().set(SizeMode.PRINT);
    model.size().printWidthProperty().set(5.08);
    model.size().dotsPerInchProperty().set(200);
    ExportRequest printed = next(400, 80, model.size().choice()).request();
    assertThat(printed.scale()).isCloseTo(1, within(1e-9));
    assertThat(printed.dotsPerInch()).isEqualTo(200);
    model.size().modeProperty().set(SizeMode.PIXELS);
    model.size().widthProperty().set(600);
    ExportViewModel upright = next(200, 300, model.size().choice());
    assertThat(upright.size().heightProperty().get()).as("the longest side").isEqualTo(600);
    assertThat(upright.size().widthProperty().get()).isEqualTo(400);
    model.size().modeProperty().set(SizeMode.FULL);
    assertThat(next(200, 300, model.size().choice()).request().scale()).isEqualTo(4);
  }

  @Test
  void aSizeThatIsTooMuchForOnePhotoIsKeptForTheNextUnlessAnotherIsChosen() {
    for (SizeChoice last :
        List.of(
            new SizeChoice(SizeMode.FACTOR, 5, 300),
            new SizeChoice(SizeMode.PIXELS, 2048, 300),
            new SizeChoice(SizeMode.PRINT, 30, 240))) {
      ExportViewModel small = next(300, 200, last);
      assertThat(small.problemProperty().get()).isEmpty();
      assertThat(small.request().scale()).isEqualTo(4);
      assertThat(small.size().modeProperty().get()).isEqualTo(SizeMode.FULL);
      small.place().fileNameProperty().set("mine");
      assertThat(small.size().choice()).isEqualTo(last);
      small.size().modeProperty().set(SizeMode.FACTOR);
      small.size().modeProperty().set(SizeMode.FULL);
      assertThat(small.size().choice().mode()).as("chosen").isEqualTo(SizeMode.FULL);
    }
  }

  @Test
  void bothSidesAreWhatIsShownForThem() {
    ExportViewModel model = next(3000, 4001, new SizeChoice(SizeMode.PIXELS, 2000, 300));
    assertThat(model.size().widthProperty().get()).isEqualTo(1500);
    assertThat(model.summaryProperty().get()).contains("1500").contains("2000");
    model.size().widthProperty().set(601);
    assertThat(model.summaryProperty().get())
        .contains("601")
        .contains(Integer.toString(model.size().heightProperty().get()));
  }

  @Test
  void refusesWhatCannotBe() {
    ExportViewModel model = model(8);
    model.size().modeProperty().set(SizeMode.FACTOR);
    model.size().factorProperty().set(4.1);
    assertThat(model.problemProperty().get()).contains("4 times");
    assertThatThrownBy(model::request).isInstanceOf(IllegalStateException.class);
    model.size().factorProperty().set(4);
    assertThat(model.problemProperty().get()).isEmpty();
    model.place().fileNameProperty().set("a.b.jpg");
    assertThat(model.problemProperty().get()).contains("original");
    model.place().fileNameProperty().set(" ");
    assertThat(model.problemProperty().get()).isNotEmpty();
    model.place().fileNameProperty().set("x\0y");
    assertThat(model.problemProperty().get()).isNotEmpty();
    model.place().fileNameProperty().set("x.jpg");
    model.place().folderProperty().set(folder.resolve("gone"));
    assertThat(model.problemProperty().get()).contains("gone");
  }

  @Test
  void sixteenBitsOnlyWhereTheFormatHasThem() {
    ExportViewModel model = model(16);
    assertThat(model.request().bitDepth()).isEqualTo(8);
    model.formatProperty().set(ExportFormat.PNG);
    assertThat(model.request().bitDepth()).isEqualTo(16);
  }

  @Test
  void aJobEndsAsItsWorkDoes() {
    ExportRequest request = model(8).request();
    ExportJob saved = start(request, (what, progress) -> progress.done(0.5));
    assertThat(saved.stateProperty().get()).isEqualTo(ExportJob.State.SAVED);
    assertThat(saved.progressProperty().get()).isEqualTo(0.5);
    ExportJob failed =
        start(
            request,
            (what, progress) -> {
              throw new IOException("disk full");
            });
    assertThat(failed.stateProperty().get()).isEqualTo(ExportJob.State.FAILED);
    assertThat(failed.failure()).hasMessage("disk full");
    ExportJob broken =
        start(
            request,
            (what, progress) -> {
              throw new NoClassDefFoundError("a library is gone");
            });
    assertThat(broken.stateProperty().get()).isEqualTo(ExportJob.State.FAILED);
    ExportJob cancelled =
        start(
            request,
            (what, progress) -> {
              throw new CancellationException();
            });
    assertThat(cancelled.stateProperty().get()).isEqualTo(ExportJob.State.CANCELLED);
  }

  @Test
  void aJobTellsWhatItsWorkWarnsOf() {
    ExportRequest request = model(8).request();
    ExportJob job =
        start(
            request,
            (what, progress) -> {
              progress.warn(what.target() + ": transparent parts were placed on white");
              progress.warn("something else");
            });
    assertThat(job.stateProperty().get()).isEqualTo(ExportJob.State.SAVED);
    assertThat(job.warnings())
        .containsExactly("transparent parts were placed on white", "something else");
  }

  @Test
  void aCancelledJobEndsWhenItsWorkHasPutThingsInOrder() throws Exception {
    CountDownLatch tile = new CountDownLatch(1);
    AtomicBoolean tidy = new AtomicBoolean();
    ExportJob job =
        ExportJob.start(
            model(8).request(),
            (what, progress) -> {
              try {
                tile.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              tidy.set(progress.isCancelled());
              throw new CancellationException();
            },
            work -> new Thread(work).start(),
            Runnable::run,
            () -> 0);
    job.cancel();
    assertThat(job.ended()).as("a tile is in flight").isNotDone();
    tile.countDown();
    job.ended().join();
    assertThat(tidy).isTrue();
  }

  private static ExportJob start(ExportRequest request, ExportWork work) {
    return ExportJob.start(request, work, Runnable::run, Runnable::run, () -> 0);
  }
}
