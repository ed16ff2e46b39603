package org.ctsr.app.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import org.ctsr.app.fx.Picture;
import org.ctsr.app.train.TrainWizardViewModel.Step;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.PhotoFormat;
import org.ctsr.engine.image.PhotoHeader;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;
import org.ctsr.engine.io.FileTrees;
import org.ctsr.engine.training.TrainingConfig;
import org.ctsr.engine.training.TrainingConfigReader;
import org.ctsr.engine.training.TrainingEstimate;
import org.ctsr.engine.training.TrainingPlan;
import org.ctsr.engine.training.ValidationRow;
import org.ctsr.engine.training.data.DegradationSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything runs at once on the test's thread. */
class TrainWizardViewModelTest {
  private static final Path RECIPES =
      Path.of(System.getProperty("ctsr.root", "..")).resolve("models/recipes");

  private final Path folder;
  private final FakeTrainEngine engine = new FakeTrainEngine();
  private final TrainingStore store;
  private final List<String> unreadable = new ArrayList<>();
  private final List<String> installed = new ArrayList<>();
  private final TrainWizardViewModel model;

  TrainWizardViewModelTest(@TempDir Path folder) {
    this.folder = folder;
    this.store = new TrainingStore(folder.resolve("training"), unreadable::add);
    this.model =
        new TrainWizardViewModel(
            new TrainWizardViewModel.Services(
                engine,
                store,
                new Photos(),
                () -> null,
                name -> name.equals("there-x4"),
                installed::add,
                Runnable::run,
                Runnable::run,
                Runnable::run));
  }

  /**
   * Photos named after their width; those called broken cannot be read, of those called torn a part
   * is missing, and for those called vast there is too little memory.
   */
  private static final class Photos implements PhotoSurvey {
    @Override
    public List<Path> find(List<Path> given, IntConsumer searching) {
      return given;
    }

    @Override
    public PhotoHeader header(Path photo) throws IOException {
      String name = photo.getFileName().toString();
      if (name.startsWith("broken")) {
        throw new PhotoException(photo, "is no photo");
      }
      int width = Integer.parseInt(name.replaceFirst("-.*", ""));
      return new PhotoHeader(PhotoFormat.PNG, width, 3000, 8);
    }

    @Override
    public RgbImage readWhole(Path photo) throws IOException {
      String name = photo.getFileName().toString();
      if (name.endsWith("torn.png")) {
        throw new PhotoException(photo, "is torn");
      }
      if (name.endsWith("vast.png")) {
        throw new PhotoException(photo, "needs more memory", new OutOfMemoryError());
      }
      return read(photo);
    }

    @Override
    public RgbImage read(Path photo) {
      SamplePlane grey = SamplePlane.of(new byte[400 * 400]);
      return RgbImage.rgb(400, 400, grey, grey, grey, null, Metadata.NONE);
    }
  }

  @BeforeEach
  void begin() throws IOException {
    List<Recipe> recipes = Recipe.in(RECIPES, false);
    assertThat(recipes).extracting(Recipe::name).containsExactly("quick", "refine", "compact");
    assertThat(Recipe.in(RECIPES, true)).extracting(Recipe::name).contains("cuda");
    model.begin(recipes);
  }

  private void addPhotos(int count) {
    List<Path> photos = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      photos.add(folder.resolve("4000-" + i + ".png"));
    }
    model.photos().add(photos);
  }

  private void next(Step expected) {
    assertThat(model.readyBinding().get()).isTrue();
    model.next();
    assertThat(model.stepProperty().get()).isEqualTo(expected);
  }

  @Test
  void photosThatCannotBeUsedAreLeftOutAndNamed() {
    addPhotos(3);
    model.photos().add(List.of(folder.resolve("200-small.png"), folder.resolve("broken.jpg")));
    PhotosViewModel.Counts counts = model.photos().countsProperty().get();
    assertThat(counts).isEqualTo(new PhotosViewModel.Counts(3, 1, 1, 36_000_000));
    assertThat(model.photos().warningProperty().get()).contains("3 photos");
    assertThat(model.photos().photos().get(3).problem()).contains("200", "320");
    addPhotos(3);
    assertThat(model.photos().photos()).as("the same again").hasSize(5);
    addPhotos(100);
    assertThat(model.photos().warningProperty().get()).isEmpty();
  }

  @Test
  void aPhotoThatItsTileCannotShowIsLeftOut() {
    Path torn = folder.resolve("4000-torn.png");
    Path vast = folder.resolve("4000-vast.png");
    addPhotos(1);
    model.photos().add(List.of(torn, vast));
    List<Picture> shown = new ArrayList<>();
    for (TrainPhoto photo : List.copyOf(model.photos().photos())) {
      model.photos().makePicture(photo.file(), 92, () -> true, shown::add);
    }
    assertThat(shown).hasSize(1);
    assertThat(model.photos().photos().get(1).problem()).isEqualTo(torn + ": is torn");
    assertThat(model.photos().countsProperty().get().unreadable()).isEqualTo(1);
    assertThat(model.photos().usable()).doesNotContain(torn).as("short of memory").contains(vast);
  }

  @Test
  void aListThatIsClearedIsNotFilledByTheSearchesBefore() {
    List<Integer> looked = new ArrayList<>();
    model
        .photos()
        .add(
            new AbstractList<>() {
              @Override
              public Path get(int index) {
                looked.add(index);
                if (index == 1) {
                  model.photos().clear();
                }
                return folder.resolve("4000-" + index + ".png");
              }

              @Override
              public int size() {
                return 100;
              }
            });
    assertThat(looked).containsExactly(0, 1);
    assertThat(model.photos().photos()).isEmpty();
    assertThat(model.photos().searchingProperty().get()).isFalse();
    addPhotos(3);
    assertThat(model.photos().photos()).hasSize(3);
  }

  @Test
  void anotherRecipeNeedsOtherPhotos() {
    model.photos().add(List.of(folder.resolve("300-a.png"), folder.resolve("300-b.png")));
    assertThat(model.readyBinding().get()).isFalse();
    model.budget().recipeProperty().set(model.budget().recipes().get(0));
    assertThat(model.photos().countsProperty().get().usable()).isEqualTo(2);
    assertThat(model.readyBinding().get()).isTrue();
  }

  @Test
  void aTeacherThatDoesNotFitHoldsTheWizard() {
    addPhotos(30);
    next(Step.TEACHERS);
    assertThat(model.readyBinding().get()).isTrue();
    engine.facts = new org.ctsr.engine.inference.NetworkFacts(9, 4, 1, 12, "float32", 1000, 2);
    model.teachers().realness().ownProperty().set(folder.resolve("student.pt"));
    assertThat(model.teachers().realness().findingProperty().get()).contains("student");
    assertThat(model.readyBinding().get()).isFalse();
    model.next();
    assertThat(model.stepProperty().get()).isEqualTo(Step.TEACHERS);
    model.teachers().realness().ownProperty().set(null);
    engine.facts = new org.ctsr.engine.inference.NetworkFacts(3, 4, 1, 12, "float32", 1000, 2);
    model.teachers().check();
    assertThat(model.readyBinding().get()).isTrue();
  }

  private void goToBudget() {
    addPhotos(30);
    next(Step.TEACHERS);
    next(Step.BUDGET);
  }

  private void measured(long diskFree) {
    engine
        .work()
        .events
        .accept(
            new TrainEvent.Estimated(
                new TrainingEstimate(
                    60, 1800, 3600, 500_000_000, diskFree, 1L << 30, Long.MAX_VALUE)));
    engine.work().end.complete(null);
  }

  @Test
  void theTrialTellsTimeAndDiskForEveryEffort() {
    goToBudget();
    assertThat(engine.calls).contains("estimate");
    measured(1_000_000_000);
    assertThat(model.budget().time()).isEqualTo("1 h 31 min");
    model.budget().effortProperty().set(-1);
    assertThat(model.budget().time()).isEqualTo("46 min 00 s");
    model.budget().effortProperty().set(2);
    assertThat(model.budget().shortage()).contains("2.0 GB");
    assertThat(model.readyBinding().get()).isFalse();
    model.budget().effortProperty().set(0);
    assertThat(model.readyBinding().get()).isTrue();
    int before = engine.calls.size();
    model.measure();
    assertThat(engine.calls).as("known already").hasSize(before);
  }

  @Test
  void onlyStepsThatWillBeTakenAreCounted() throws IOException {
    model.teachers().fidelity().ownProperty().set(folder.resolve("own.pt"));
    Training training = train();
    int taken =
        TrainingConfigReader.read(training.config()).stages().stream()
            .mapToInt(TrainingConfig.Stage::steps)
            .sum();
    assertThat(model.budget().size())
        .startsWith(NumberFormat.getInstance().format(taken) + " steps");
    model.teachers().fidelity().ownProperty().set(null);
    assertThat(model.budget().size())
        .doesNotStartWith(NumberFormat.getInstance().format(taken) + " steps");
  }

  @Test
  void sharesOfDegradationsAreNumbersThatPeopleCanRead() {
    for (double heavy : new double[] {0.1, 0.2, 0.3, 0.7}) {
      model.degradation().heavyShareProperty().set(heavy);
      DegradationSettings settings = model.degradation().settings();
      assertThat(settings).isNotNull();
      assertThat(String.valueOf(settings.cameraShare())).hasSizeLessThan(6);
      assertThat(String.valueOf(settings.mildShare())).hasSizeLessThan(6);
      assertThat(settings.heavyShare()).isCloseTo(heavy, within(0.001));
    }
  }

  @Test
  void aTrialThatFailsSaysWhyAndCanBeRepeated() {
    goToBudget();
    engine.work().fail("teacher.pt: is damaged");
    assertThat(model.budget().problemProperty().get()).isEqualTo("teacher.pt: is damaged");
    engine.calls.clear();
    model.measure();
    assertThat(engine.calls).contains("estimate");
  }

  @Test
  void nothingIsCalledBeingMeasuredThatIsNot() {
    goToBudget();
    assertThat(model.budget().time()).isEqualTo("being measured");
    measured(10_000_000_000L);
    model.budget().threadsProperty().set(model.budget().threadsProperty().get() + 1);
    assertThat(model.budget().time()).isEqualTo("not measured");
    model.measure();
    assertThat(model.budget().time()).isEqualTo("being measured");
    engine.work().fail("teacher.pt: is damaged");
    assertThat(model.budget().time()).isEqualTo("not measured");
  }

  @Test
  void whoComesBackFromATrainingIsToldTheTimeAgain() {
    train();
    model.run().stop();
    engine.work().end.complete(null);
    engine.calls.clear();
    model.goTo(Step.BUDGET);
    assertThat(engine.calls).containsExactly("estimate");
    assertThat(model.budget().time()).isEqualTo("being measured");
    measured(10_000_000_000L);
    assertThat(model.budget().time()).isEqualTo("1 h 31 min");
  }

  @Test
  void theNextTrialWaitsForTheEndOfTheOneBefore() throws IOException {
    goToBudget();
    FakeTrainEngine.Work first = engine.work();
    Path plan = folder.resolve("training/.trial").resolve(TrainingPlan.CONFIG);
    byte[] written = Files.readAllBytes(plan);
    engine.calls.clear();
    model.budget().recipeProperty().set(model.budget().recipes().get(0));
    model.budget().recipeProperty().set(model.budget().recipes().get(1));
    assertThat(engine.calls).as("it still reads and writes").containsExactly("stop");
    assertThat(plan).hasBinaryContent(written);
    assertThat(model.budget().trialProperty().get()).isZero();
    first.end.complete(null);
    assertThat(engine.calls).containsExactly("stop", "estimate");
    assertThat(Files.readAllBytes(plan)).isNotEqualTo(written);
    assertThat(model.budget().trialProperty().get()).as("only the second is shown").isZero();
    measured(1_000_000_000);
    assertThat(model.budget().time()).isEqualTo("1 h 31 min");
  }

  @Test
  void theTrialAfterOneThatWasStoppedAndFailedBegins() {
    goToBudget();
    FakeTrainEngine.Work first = engine.work();
    model.budget().threadsProperty().set(7);
    model.measure();
    engine.calls.clear();
    first.fail("the engine ended with code 143");
    assertThat(engine.calls).containsExactly("estimate");
    assertThat(model.budget().problemProperty().get()).isEmpty();
  }

  @Test
  void pressedTwiceATrainingBeginsOnce() {
    Queue<Runnable> background = new ArrayDeque<>();
    TrainWizardViewModel slow = wizard(background::add);
    slow.begin(model.budget().recipes());
    List<Path> photos = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      photos.add(folder.resolve("4000-" + i + ".png"));
    }
    slow.photos().add(photos);
    while (slow.stepProperty().get() != Step.DEGRADATION) {
      settle(background);
      assertThat(slow.readyBinding().get()).isTrue();
      slow.next();
    }
    settle(background);
    engine.calls.clear();
    slow.next();
    assertThat(slow.readyBinding().get()).as("while the plan is written").isFalse();
    assertThat(slow.canGoTo(Step.PHOTOS)).isFalse();
    slow.next();
    settle(background);
    assertThat(store.list()).hasSize(1);
    assertThat(engine.calls).containsOnlyOnce("train");
  }

  @Test
  void aTrainingThatCannotBeWrittenCanBeBegunAgain() throws IOException {
    goToBudget();
    measured(10_000_000_000L);
    next(Step.DEGRADATION);
    FileTrees.delete(folder.resolve("training"));
    Files.createFile(folder.resolve("training"));
    model.next();
    assertThat(model.problemProperty().get()).isNotEmpty();
    Files.delete(folder.resolve("training"));
    next(Step.RUN);
  }

  private static void settle(Queue<Runnable> waiting) {
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      next.run();
    }
  }

  private Training train() {
    goToBudget();
    measured(10_000_000_000L);
    model.budget().titleProperty().set("\u00dcber den Wolken!");
    next(Step.DEGRADATION);
    assertThat(model.degradation().examples()).hasSize(DegradationViewModel.EXAMPLES);
    model.degradation().noiseProperty().set(30);
    next(Step.RUN);
    Training training = model.run().trainingProperty().get();
    assertThat(training).isNotNull();
    return training;
  }

  @Test
  void thePlanIsWrittenAndTheRunBegins() throws IOException {
    Training training = train();
    assertThat(training.name()).isEqualTo("uber-den-wolken-x4");
    assertThat(Files.readString(training.config()))
        .contains("\u00dcber den Wolken!", "- 30.0", features());
    assertThat(Files.readAllLines(training.folder().resolve("photos.txt"))).hasSize(30);
    assertThat(engine.calls).endsWith("train");
    assertThat(model.run().progress().stages())
        .extracting(StageProgress::name)
        .startsWith("preparing", "fidelity-teacher", "fuse", "slider")
        // Stage 3 goes by features alone.
        .hasSize(features().endsWith("null") ? 4 : 5);
    assertThat(store.unfinished(null)).isEqualTo(new TrainingStore.Unfinished(training, null));
  }

  /** The recipes' feature network comes with no checkout; some have it. */
  private static String features() {
    Path file = RECIPES.resolve("../../runs/squeezenet-features.pt").toAbsolutePath().normalize();
    return Files.exists(file) ? "features: \"" + file : "features: null";
  }

  private void step(String stage, int step, int steps) {
    engine
        .work()
        .events
        .accept(new TrainEvent.Stepped(stage, step, steps, Map.of("absolute", 0.1 / step), 90));
  }

  @Test
  void progressLossesAndValidationsAreShown() {
    train();
    RunViewModel run = model.run();
    engine.work().events.accept(new TrainEvent.Preparing("training patches", 5, 20));
    assertThat(run.progress().stages().get(0).progressProperty().get()).isEqualTo(0.25);
    step("fidelity-teacher", 350, 700);
    assertThat(run.progress().stages().get(0).progressProperty().get()).isEqualTo(1);
    assertThat(run.progress().stages().get(1).progressProperty().get()).isEqualTo(0.5);
    assertThat(run.timeLeftProperty().get()).isEqualTo("1 min 30 s");
    assertThat(run.progress().losses()).containsOnlyKeys("absolute");
    assertThat(run.keepableProperty().get()).isFalse();
    for (double t : new double[] {0, 0.5, 1}) {
      engine
          .work()
          .events
          .accept(
              new TrainEvent.Validated(
                  "fuse",
                  0,
                  new ValidationRow("student", t, 26 - t, Double.NaN, Double.NaN, Double.NaN)));
    }
    assertThat(run.progress().tradeOffs().students())
        .singleElement()
        .satisfies(v -> assertThat(v.rows()).hasSize(3));
    assertThat(run.progress().tradeOffs().measure()).isEqualTo(TradeOffs.Measure.NONE);
    assertThat(run.keepableProperty().get()).isTrue();
  }

  @Test
  void pauseStopAndResume() {
    Training training = train();
    RunViewModel run = model.run();
    run.togglePause();
    assertThat(run.stateProperty().get()).isEqualTo(RunViewModel.State.PAUSED);
    run.togglePause();
    assertThat(run.stateProperty().get()).isEqualTo(RunViewModel.State.RUNNING);
    run.stop();
    assertThat(run.stateProperty().get()).isEqualTo(RunViewModel.State.STOPPING);
    assertThat(engine.calls).endsWith("pause", "proceed", "stop");
    engine.work().end.complete(null);
    assertThat(run.stateProperty().get()).isEqualTo(RunViewModel.State.STOPPED);
    assertThat(run.isBusy()).isFalse();
    run.resume();
    assertThat(run.stateProperty().get()).isEqualTo(RunViewModel.State.RUNNING);
    assertThat(run.trainingProperty().get()).isEqualTo(training);
  }

  @Test
  void aFailureIsShownAndTheWizardLives() {
    train();
    engine.work().fail("the engine ended with code 134");
    assertThat(model.run().stateProperty().get()).isEqualTo(RunViewModel.State.FAILED);
    assertThat(model.run().failureProperty().get()).contains("134");
    model.run().resume();
    assertThat(model.run().stateProperty().get()).isEqualTo(RunViewModel.State.RUNNING);
  }

  private void failOn(Path photo) {
    String reason = photo + ": is damaged";
    engine.work().events.accept(new TrainEvent.Unusable(photo, reason));
    engine.work().fail(reason);
  }

  @Test
  void aPhotoThatCannotBeReadIsLeftOutAndTheTrainingBeginsAgain() throws IOException {
    Training training = train();
    RunViewModel run = model.run();
    Path cache = Files.createDirectories(training.folder().resolve("cache"));
    Path damaged = folder.resolve("4000-7.png");
    failOn(damaged);
    assertThat(run.stateProperty().get()).isEqualTo(RunViewModel.State.FAILED);
    assertThat(run.failureProperty().get())
        .contains(damaged + ": is damaged", "Leave this photo out")
        .doesNotContain("checkpoint");
    engine.calls.clear();
    run.leaveOut();
    assertThat(engine.calls).containsExactly("train");
    assertThat(run.stateProperty().get()).isEqualTo(RunViewModel.State.RUNNING);
    assertThat(run.failureProperty().get()).isEmpty();
    assertThat(run.unusableProperty().get()).isNull();
    assertThat(cache).as("its patches are of other photos").doesNotExist();
    assertThat(Files.readAllLines(training.folder().resolve("photos.txt")))
        .hasSize(29)
        .doesNotContain(damaged.toString());
    assertThat(store.list()).containsExactly(run.trainingProperty().get());
    assertThat(model.photos().countsProperty().get().unreadable()).isEqualTo(1);
    assertThat(model.photos().photos().get(7).problem()).contains("damaged");
  }

  @Test
  void whereThePhotoCannotBeLeftOutThePageSaysWhyAndTheListIsAsItWas() throws IOException {
    Training training = train();
    Path list = training.folder().resolve("photos.txt");
    byte[] written = Files.readAllBytes(list);
    failOn(folder.resolve("unknown.png"));
    engine.calls.clear();
    model.run().leaveOut();
    assertThat(engine.calls).isEmpty();
    assertThat(model.run().stateProperty().get()).isEqualTo(RunViewModel.State.FAILED);
    assertThat(model.run().failureProperty().get())
        .contains("unknown.png", "could not be left out");
    assertThat(list).hasBinaryContent(written);
    failOnNothing();
  }

  /** A failure that has nothing to do with a photo offers to go on. */
  private void failOnNothing() {
    model.run().resume();
    engine.work().fail("the disk is full");
    model.run().leaveOut();
    assertThat(model.run().stateProperty().get()).isEqualTo(RunViewModel.State.FAILED);
    assertThat(model.run().failureProperty().get()).contains("disk", "can go on");
  }

  @Test
  void aPhotoThatATrialCannotReadIsLeftOutOfTheNext() throws IOException {
    goToBudget();
    Path damaged = folder.resolve("4000-7.png");
    failOn(damaged);
    assertThat(model.budget().problemProperty().get()).contains(damaged.toString(), "left out");
    model.measure();
    assertThat(Files.readAllLines(folder.resolve("training/.trial/photos.txt")))
        .hasSize(29)
        .doesNotContain(damaged.toString());
    measured(10_000_000_000L);
    assertThat(model.budget().problemProperty().get()).isEmpty();
  }

  @Test
  void photosThatAreSkippedAreCountedAndMarked() {
    goToBudget();
    Path first = folder.resolve("4000-7.png");
    Path second = folder.resolve("4000-8.png");
    engine.work().events.accept(new TrainEvent.Skipped(first, first + ": is truncated", 1));
    assertThat(model.photos().photos().get(7).problem()).isEqualTo(first + ": is truncated");
    measured(10_000_000_000L);
    next(Step.DEGRADATION);
    next(Step.RUN);
    assertThat(model.run().skippedText().getValue()).isEmpty();
    engine.work().events.accept(new TrainEvent.Skipped(second, second + ": is truncated", 1));
    assertThat(model.run().skippedText().getValue())
        .startsWith("One photo is")
        .endsWith("missing. " + second + ": is truncated");
    engine.work().events.accept(new TrainEvent.Skipped(first, first + ": is truncated", 2));
    assertThat(model.run().skippedText().getValue()).startsWith("2 photos are").contains("last");
    assertThat(model.photos().usable()).hasSize(28).doesNotContain(first, second);
    assertThat(model.run().stateProperty().get()).isEqualTo(RunViewModel.State.RUNNING);
  }

  @Test
  void aHistoryThatCannotBeReadIsNoFailureOfTheTraining() throws IOException {
    Training training = train();
    RunViewModel run = model.run();
    run.stop();
    engine.work().end.complete(null);
    Files.createDirectories(training.run());
    Path metrics = training.run().resolve("metrics.csv");
    Files.writeString(metrics, "stage,step,name,value\nfuse,x,absolute,0.5\n");
    run.resume();
    assertThat(run.stateProperty().get()).isEqualTo(RunViewModel.State.RUNNING);
    assertThat(run.isBusy()).isTrue();
    assertThat(run.failureProperty().get()).isEmpty();
    assertThat(run.noticeProperty().get()).contains(metrics.toString(), "line 2");
    assertThat(run.progress().stages()).as("its plan is known").isNotEmpty();
    Files.delete(training.config());
    Path made = finish(training);
    run.openFinished(training, made);
    assertThat(run.stateProperty().get()).isEqualTo(RunViewModel.State.FINISHED);
    assertThat(run.noticeProperty().get()).contains(training.config().toString());
  }

  @Test
  void whatIsFinishedIsInstalledUnderANameOrDeleted() {
    Training training = train();
    engine.work().events.accept(new TrainEvent.Finished(training.run().resolve("x")));
    engine.work().end.complete(null);
    assertThat(model.stepProperty().get()).isEqualTo(Step.RESULT);
    model.result().titleProperty().set("there");
    assertThat(model.result().wouldReplace()).isTrue();
    model.result().titleProperty().set("Clouds");
    assertThat(model.result().wouldReplace()).isFalse();
    model.result().install();
    assertThat(engine.calls).endsWith("install clouds-x4");
    assertThat(installed).containsExactly("clouds-x4");
    model.result().delete();
    assertThat(training.folder()).doesNotExist();
    assertThat(model.result().madeProperty().get()).isNull();
  }

  private TrainWizardViewModel atTheNextStart() {
    return wizard(Runnable::run);
  }

  private TrainWizardViewModel wizard(Executor background) {
    return wizard(background, Runnable::run);
  }

  private TrainWizardViewModel wizard(Executor background, Executor fx) {
    return new TrainWizardViewModel(
        new TrainWizardViewModel.Services(
            engine,
            store,
            new Photos(),
            () -> null,
            name -> false,
            name -> {},
            background,
            Runnable::run,
            fx));
  }

  private Path finish(Training training) throws IOException {
    Path made = Files.createDirectories(training.run().resolve(training.name()));
    Files.writeString(made.resolve("model.json"), "{}");
    engine.work().events.accept(new TrainEvent.Finished(made));
    engine.work().end.complete(null);
    return made;
  }

  @Test
  void theRailLeadsBackToATrainingThatWasLeft() throws IOException {
    Training training = train();
    model.goTo(Step.PHOTOS);
    assertThat(model.stepProperty().get()).as("while it is at work").isEqualTo(Step.RUN);
    model.run().stop();
    engine.work().end.complete(null);
    model.goTo(Step.RESULT);
    assertThat(model.stepProperty().get()).as("there is no result").isEqualTo(Step.RUN);
    model.goTo(Step.PHOTOS);
    model.goTo(Step.TEACHERS);
    assertThat(model.stepProperty().get()).as("pages come in order").isEqualTo(Step.PHOTOS);
    model.goTo(Step.RUN);
    assertThat(model.stepProperty().get()).isEqualTo(Step.RUN);
    model.run().resume();
    finish(training);
    assertThat(model.stepProperty().get()).isEqualTo(Step.RESULT);
    model.goTo(Step.PHOTOS);
    assertThat(model.unfinished().property().get()).as("it is at hand").isNull();
    model.goTo(Step.RESULT);
    assertThat(model.stepProperty().get()).isEqualTo(Step.RESULT);
  }

  @Test
  void aTrainingAtWorkIsNotOfferedForDeletion() {
    Training training = train();
    TrainWizardViewModel later = atTheNextStart();
    // The card at the start comes before the wizard has its recipes.
    later.resume(new TrainingStore.Unfinished(training, null));
    later.begin(List.of());
    assertThat(later.unfinished().property().get()).isNull();
  }

  @Test
  void aModelThatWasNotInstalledIsOfferedLater() throws IOException {
    Training training = train();
    Path made = finish(training);
    TrainWizardViewModel later = atTheNextStart();
    later.begin(List.of());
    assertThat(later.unfinished().property().get())
        .isEqualTo(new TrainingStore.Unfinished(training, made));
    later.resumeUnfinished();
    assertThat(later.stepProperty().get()).isEqualTo(Step.RESULT);
    assertThat(later.result().madeProperty().get()).isEqualTo(made);
    later.result().install();
    assertThat(engine.calls).endsWith("install " + training.name());
    assertThat(store.unfinished(null)).isNull();
  }

  @Test
  void anUnfinishedTrainingIsOfferedLater() {
    Training training = train();
    TrainWizardViewModel later = atTheNextStart();
    later.begin(List.of());
    assertThat(later.unfinished().property().get())
        .isEqualTo(new TrainingStore.Unfinished(training, null));
    assertThat(later.problemProperty().get()).contains("recipe");
    later.resumeUnfinished();
    assertThat(later.stepProperty().get()).isEqualTo(Step.RUN);
    assertThat(later.run().stateProperty().get()).isEqualTo(RunViewModel.State.RUNNING);
  }

  @Test
  void aTrainingThatWasDeletedIsNotOfferedByALookFromBefore() {
    Training training = train();
    Queue<Runnable> fx = new ArrayDeque<>();
    TrainWizardViewModel later = wizard(Runnable::run, fx::add);
    later.begin(List.of());
    settle(fx);
    assertThat(later.unfinished().property().get()).isNotNull();
    later.unfinished().look();
    later.unfinished().delete();
    settle(fx);
    assertThat(training.folder()).doesNotExist();
    assertThat(later.unfinished().property().get()).isNull();
  }

  @Test
  void aTrainingWhoseDescriptionIsDamagedIsNamedOnce() throws IOException {
    Training training = train();
    Files.writeString(training.folder().resolve("training.json"), "{\"name\": ");
    TrainWizardViewModel later = atTheNextStart();
    later.begin(List.of());
    later.unfinished().look();
    assertThat(unreadable)
        .singleElement()
        .asString()
        .contains(training.folder().toString(), "damaged");
  }

  @Test
  void recipesThatCannotBeReadLeaveNoDeadEnd() {
    Training training = train();
    TrainWizardViewModel later = atTheNextStart();
    later.beginWithout("recipes: permission denied");
    assertThat(later.problemProperty().get()).contains("No recipe", "permission denied");
    assertThat(later.unfinished().property().get())
        .isEqualTo(new TrainingStore.Unfinished(training, null));
  }

  @Test
  void titlesBecomeNamesOfFolders() {
    assertThat(BudgetViewModel.nameOf("My model", 4)).isEqualTo("my-model-x4");
    assertThat(BudgetViewModel.nameOf("\u00c9t\u00e9 2024-x4", 4)).isEqualTo("ete-2024-x4");
    assertThat(BudgetViewModel.nameOf("\u732b", 4)).isEqualTo("model-x4");
  }

  @Test
  void eventsAreReadAndOtherLinesAreNot() {
    assertThat(
            TrainEvent.parse(
                "{\"event\":\"step\",\"stage\":\"fuse\",\"step\":3,\"steps\":9,"
                    + "\"losses\":{\"fused\":0.5},\"secondsLeft\":12}"))
        .contains(new TrainEvent.Stepped("fuse", 3, 9, Map.of("fused", 0.5), 12));
    assertThat(
            TrainEvent.parse(
                "{\"event\":\"unusablePhoto\",\"photo\":\"a.png\",\"reason\":\"a.png: is torn\"}"))
        .contains(new TrainEvent.Unusable(Path.of("a.png"), "a.png: is torn"));
    assertThat(
            TrainEvent.parse(
                "{\"event\":\"skippedPhoto\",\"photo\":\"a.jpg\",\"reason\":\"a.jpg: is cut\","
                    + "\"count\":3}"))
        .contains(new TrainEvent.Skipped(Path.of("a.jpg"), "a.jpg: is cut", 3));
    assertThat(TrainEvent.parse("OpenBLAS warning: precompiled")).isEmpty();
    assertThat(TrainEvent.parse("{\"event\":\"weather\"}")).isEmpty();
  }
}
