package org.ctsr.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.ctsr.engine.TinyTraining;
import org.ctsr.engine.TrainingPhotos;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.training.data.UnusablePhotoException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingPlanTest {
  private final Path folder;

  TrainingPlanTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private TrainingPlan plan(double effort, @Nullable Path fidelity, int steps) throws IOException {
    Path photos = TinyTraining.photos(folder.resolve("photos"));
    TrainingConfig recipe =
        TrainingConfigReader.read(TinyTraining.recipe(folder.resolve("tiny.yml"), photos, steps));
    List<Path> files;
    try (Stream<Path> found = Files.list(photos)) {
      files = found.sorted().toList();
    }
    return new TrainingPlan(
        recipe,
        "mine-x4",
        "My \u00fcber model",
        files,
        fidelity,
        null,
        effort,
        recipe.data().degradation(),
        1);
  }

  @Test
  void aPlanIsAConfigurationWithItsOwnPhotosAndPlace() throws IOException {
    TrainingConfig config =
        TrainingConfigReader.read(plan(1, null, 6).write(folder.resolve("plan")));
    assertThat(config.model().title()).isEqualTo("My \u00fcber model");
    assertThat(config.data().cache()).isEqualTo(folder.resolve("plan/cache"));
    assertThat(config.stages()).extracting(TrainingConfig.Stage::steps).containsExactly(6, 6, 6);
    assertThat(Files.readAllLines(config.data().photos())).hasSize(3);
    assertThat(config.networks().features()).isNull();
  }

  @Test
  void effortMakesItLongerOrShorter() throws IOException {
    TrainingConfig longer =
        TrainingConfigReader.read(plan(5, null, 6).write(folder.resolve("longer")));
    assertThat(longer.data().patches()).isEqualTo(40);
    assertThat(longer.stages().get(0).steps()).isEqualTo(30);
    assertThat(longer.schedules().get(2).validateEvery()).isEqualTo(15);
    TrainingConfig shorter =
        TrainingConfigReader.read(plan(0.01, null, 6).write(folder.resolve("shorter")));
    assertThat(shorter.stages().get(0).steps()).isEqualTo(4);
    assertThatThrownBy(() -> plan(0, null, 6)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Recipes name a feature network that the product does not ship. */
  @Test
  void withoutItsFeatureNetworkAPlanHasNoBend() throws IOException {
    TrainingPlan tiny = plan(1, null, 6);
    String text = Files.readString(folder.resolve("tiny.yml"));
    Path recipe = folder.resolve("bent.yml");
    Files.writeString(recipe, TinyTraining.withBend(text, 6));
    assertThat(config(tiny, recipe, "there").bend()).isNotNull();
    assertThat(TrainingPlan.steps(TrainingConfigReader.read(recipe), null, 1)).isEqualTo(4 * 6);
    String features = TinyTraining.features().toString();
    Files.writeString(
        recipe, TinyTraining.withBend(text, 6).replace(features, folder + "/none.pt"));
    assertThat(config(tiny, recipe, "gone").bend()).isNull();
    assertThat(TrainingPlan.steps(TrainingConfigReader.read(recipe), null, 1)).isEqualTo(3 * 6);
  }

  private TrainingConfig config(TrainingPlan plan, Path recipe, String name) throws IOException {
    TrainingPlan other =
        new TrainingPlan(
            TrainingConfigReader.read(recipe),
            plan.name(),
            plan.title(),
            plan.photos(),
            null,
            null,
            1,
            plan.degradation(),
            1);
    return TrainingConfigReader.read(other.write(folder.resolve(name)));
  }

  @Test
  void aTeacherOfOnesOwnIsNotTrained() throws IOException {
    Path own = folder.resolve("own.pt");
    TrainingConfig config =
        TrainingConfigReader.read(plan(1, own, 6).write(folder.resolve("plan")));
    assertThat(config.fidelityTeacher()).isNull();
    assertThat(config.networks().fidelityTeacher()).isEqualTo(own);
    assertThat(config.stages())
        .extracting(TrainingConfig.Stage::name)
        .doesNotContain("fidelity-teacher");
    TrainingConfig recipe = TrainingConfigReader.read(folder.resolve("tiny.yml"));
    assertThat(TrainingPlan.steps(recipe, own, 0.01)).as("at least 4 each").isEqualTo(2 * 4);
  }

  @Test
  void aPhotoThatIsGoneIsNamed() throws Exception {
    Path config = plan(1, null, 4).write(folder.resolve("plan"));
    Files.delete(folder.resolve("photos/p1.png"));
    TrainingTask task = TrainingRun.of(config, folder.resolve("plan/run"), false, "test");
    assertThatThrownBy(() -> task.run(new TrainingListener() {}))
        .isInstanceOf(PhotoException.class)
        .hasMessageContaining("p1.png")
        .hasMessageContaining("gone");
  }

  @Test
  void aTrainingBeginsAgainWithoutAPhotoThatIsDamaged() throws Exception {
    Path place = folder.resolve("plan");
    Path config = plan(1, null, 4).write(place);
    Path damaged = folder.resolve("photos/p1.png");
    TrainingPhotos.damage(damaged);
    TrainingTask task = TrainingRun.of(config, place.resolve("run"), false, "test");
    assertThatThrownBy(() -> task.run(new TrainingListener() {}))
        .isInstanceOfSatisfying(
            UnusablePhotoException.class, e -> assertThat(e.photo()).isEqualTo(damaged));
    TrainingPlan.leaveOut(place, damaged);
    TrainingTask again = TrainingRun.of(config, place.resolve("run"), true, "test");
    assertThat(again.run(new TrainingListener() {})).isEqualTo(TrainingTask.Outcome.FINISHED);
    assertThat(place.resolve("cache/cache.json")).content().doesNotContain("p1.png");
  }

  @Test
  void aPhotoIsNotLeftOutWhereTooFewWouldBeLeft() throws IOException {
    Path place = folder.resolve("plan");
    plan(1, null, 4).write(place);
    Path photos = folder.resolve("photos");
    Files.createDirectories(place.resolve("cache"));
    assertThatThrownBy(() -> TrainingPlan.leaveOut(place, photos.resolve("other.png")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("does not name");
    assertThat(place.resolve("cache")).exists();
    TrainingPlan.leaveOut(place, photos.resolve("p0.png"));
    assertThat(place.resolve("cache")).doesNotExist();
    assertThatThrownBy(() -> TrainingPlan.leaveOut(place, photos.resolve("p1.png")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("too few");
    assertThat(Files.readAllLines(place.resolve("photos.txt"))).hasSize(2);
  }

  @Test
  void aTrialSaysWhatItWillTakeAndLeavesNothing() throws Exception {
    Path config = plan(1, null, 6).write(folder.resolve("plan"));
    List<TrainingEstimate> told = new ArrayList<>();
    TrainingTask.Outcome outcome =
        TrainingTrial.of(config, folder.resolve("plan"), null)
            .run(
                new TrainingListener() {
                  @Override
                  public void estimated(TrainingEstimate estimate) {
                    told.add(estimate);
                  }
                });
    assertThat(outcome).isEqualTo(TrainingTask.Outcome.FINISHED);
    TrainingEstimate estimate = told.get(0);
    assertThat(estimate.trainingSeconds()).isPositive();
    assertThat(estimate.preparingSeconds()).isPositive();
    assertThat(estimate.seconds(2)).isGreaterThan(estimate.seconds());
    assertThat(estimate.diskBytes()).isBetween(100_000L, 100_000_000L);
    assertThat(estimate.memoryBytes()).isPositive();
    try (Stream<Path> files = Files.list(folder.resolve("plan"))) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("config.yml", "photos.txt");
    }
  }

  @Test
  void aStoppedRunCanBeKeptOnceItHasAStudent() throws Exception {
    Path config = plan(1, null, 6).write(folder.resolve("plan"));
    Path run = folder.resolve("plan/run");
    TrainingTask task = TrainingRun.of(config, run, false, "test");
    assertThat(task.run(stopping(task, "fidelity-teacher", 2)))
        .isEqualTo(TrainingTask.Outcome.STOPPED);
    assertThatThrownBy(() -> TrainingRun.keep(config, run, "test"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("has not come to a student yet");
    TrainingTask on = TrainingRun.of(config, run, true, "test");
    on.run(stopping(on, "slider", 4));
    Path kept = TrainingRun.keep(config, run, "test");
    assertThat(kept.resolve("model.json")).content().contains("stopped after step 3 of slider");
  }

  @Test
  void twoTrainingsDoNotShareAFolder() throws Exception {
    Path config = plan(1, null, 6).write(folder.resolve("plan"));
    Path run = folder.resolve("plan/run");
    List<String> refusals = new ArrayList<>();
    TrainingTask task = TrainingRun.of(config, run, false, "test");
    task.run(
        new TrainingListener() {
          @Override
          public void stepped(
              String at, int now, int all, java.util.Map<String, Double> losses, long left) {
            try {
              TrainingRun.of(config, run, true, "test").run(new TrainingListener() {});
            } catch (IOException | DivergenceException e) {
              refusals.add(String.valueOf(e.getMessage()));
            }
            task.stop();
          }
        });
    assertThat(refusals).singleElement().asString().contains("being trained in already");
    TrainingTask on = TrainingRun.of(config, run, true, "test");
    assertThat(on.run(stopping(on, "fidelity-teacher", 3))).isEqualTo(TrainingTask.Outcome.STOPPED);
  }

  private static TrainingListener stopping(TrainingTask task, String stage, int step) {
    return new TrainingListener() {
      @Override
      public void stepped(
          String at, int now, int all, java.util.Map<String, Double> losses, long secondsLeft) {
        if (at.equals(stage) && now == step) {
          task.stop();
        }
      }
    };
  }

  @Test
  void aRunKilledWhileItWroteACheckpointGoesOnFromTheOneBefore() throws Exception {
    Path config = plan(1, null, 12).write(folder.resolve("plan"));
    Path run = folder.resolve("plan/run");
    TrainingTask task = TrainingRun.of(config, run, false, "test");
    task.run(stopping(task, "fidelity-teacher", 9));
    // As a kill between moving the old one away and writing the new one leaves it.
    Files.delete(run.resolve("checkpoint.safetensors"));
    Files.writeString(
        run.resolve("metrics.csv"), "fidelity-teacher,1", java.nio.file.StandardOpenOption.APPEND);
    List<Integer> steps = new ArrayList<>();
    TrainingTask on = TrainingRun.of(config, run, true, "test");
    TrainingListener stop = stopping(on, "fidelity-teacher", 10);
    on.run(
        new TrainingListener() {
          @Override
          public void stepped(
              String at, int now, int all, java.util.Map<String, Double> losses, long left) {
            steps.add(now);
            stop.stepped(at, now, all, losses, left);
          }
        });
    assertThat(steps).startsWith(9).endsWith(10);
    RunHistory history = RunHistory.read(run);
    assertThat(Objects.requireNonNull(history.losses().get("fidelity-teacher")).get("absolute"))
        .extracting(RunHistory.Point::step)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(history.validations()).extracting(RunHistory.Validated::step).containsExactly(0, 6);
    assertThat(history.lastStudent()).isNull();
  }
}
