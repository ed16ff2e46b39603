package org.ctsr.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingConfigReaderTest {
  private static final Path RECIPES =
      Path.of(System.getProperty("ctsr.root", "..")).resolve("models/recipes");

  private final Path folder;

  TrainingConfigReaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"quick.yml", "bend.yml", "refine.yml", "compact.yml", "cuda.yml", "large.yml"})
  void theRecipesAreUsable(String recipe) throws IOException {
    TrainingConfig config = TrainingConfigReader.read(RECIPES.resolve(recipe));
    assertThat(config.networks().discriminator()).isRegularFile();
    assertThat(config.networks().realnessTeacher()).isRegularFile();
    assertThat(config.model().licenseFile()).isRegularFile();
  }

  /** One change to the quick recipe, and what the message must say. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "threads: 2         | thread: 2          | thread: unknown field; known here",
        "batch: 4           | batchs: 4          | fidelityTeacher.schedule.batchs: unknown field",
        "seed: 7            | #                  | the field seed is missing",
        "patches: 48        | patches: 0         | data: patches: 1 to 10,000,000, not 0",
        "patches: 48        | patches: many      | data.patches: needs a whole number",
        "patches: 48        | patches: 3.5       | data.patches: needs a whole number",
        "mildShare: 0.      | mildShare: 8.      | data.degradation: mildShare: a share lies in [0,"
            + " 1], not 8",
        "blur: [0.8, 3.0]   | blur: [3.0, 0.8]   | the smaller one first",
        "blur: [0.8, 3.0]   | blur: [3.0]        | a range is two numbers, not 1",
        "device: cpu        | device: tpu        | device: cpu or cuda, not tpu",
        "warmup: 5          | warmup: 50         | fidelityTeacher.schedule: warmup: fewer steps"
            + " than 30",
        "name: quick-x4     | name: a/b          | model: name: has letters, digits",
        "name: quick-x4     | name: nul.x4       | model: name: has letters, digits",
        "name: quick-x4     | name: quick.       | such as CON; not 'quick.'",
        "realness: 4        | realness: -1       | slider: realness: must be 0 or more",
        "drift: 0.015       | drift: 2           | drift: 0 to 0.2, not 2",
        "bicubicShare: 0.25 | bicubicShare: 1    | bicubicShare: 0 to less than 1, not 1",
        "seed: 7            | seed: [            | not readable as YAML",
        "seed: 7            | seed: 7, seed: 8   | quick.yml",
        "crop: 24           | crop: 64           | crop: at most data.patchSize (32), not 64",
        "crop: 24           | crop: 23           | slider: schedule.crop: must be even where"
            + " adversarial.weight is above 0, not 23",
        "discriminator: discriminator.pt | discriminator: null | networks.discriminator: must not"
            + " be null; here only these may: features, niqe",
        "licenseFile: ../ctsr-compact-x4/LICENSE.txt | licenseFile: null | model.licenseFile: must not"
            + " be null; here only these may: workingMemory",
        "adversarial: {weight: 0, after: 0, learningRate: 2.0e-4} | adversarial: null |"
            + " fuse.adversarial: must not be null",
        "reduction: [0.4, 1.0] | reduction: null  | data.reduction: must not be null",
      })
  void mistakesAreNamed(String found, String replaced, String message) throws IOException {
    String text = Files.readString(RECIPES.resolve("quick.yml"));
    assertThat(text).contains(found);
    Path file = Files.writeString(folder.resolve("quick.yml"), text.replace(found, replaced));
    assertThatThrownBy(() -> TrainingConfigReader.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("quick.yml")
        .hasMessageContaining(message);
  }

  /** One change to the recipe of Stage 3 alone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bend:          | fuse: null #   | slider and bend: one must be there",
        "perceptual: 1  | perceptual: 0  | bend: perceptual: must be above 0",
        "features: ../../runs/squeezenet-features.pt | features: null | bend: needs"
            + " networks.features, whose distances it is for; name such a file, or leave bend out",
        "# Stage 3.     | fidelityTeacher: {schedule: {steps: 9, batch: 1, crop: 16, learningRate:"
            + " 1, finalLearningRate: 1, warmup: 1, emaDecay: 0, clip: 1, validateEvery: 1,"
            + " checkpointEvery: 1}, absolute: 1, squared: 1, logarithmic: 0} # | slider: must be there after",
      })
  void mistakesOfWhichStagesThereAreAreNamed(String found, String replaced, String message)
      throws IOException {
    String text = Files.readString(RECIPES.resolve("bend.yml"));
    assertThat(text).contains(found);
    String changed = text.replace(found, replaced);
    // Without its own field, what stood under it must go as well.
    String whole =
        replaced.startsWith("fuse") ? changed.substring(0, changed.indexOf("fuse: null")) : changed;
    Path file = Files.writeString(folder.resolve("bend.yml"), whole);
    assertThatThrownBy(() -> TrainingConfigReader.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anEmptyFileIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("empty.yml"), "# nothing\n");
    assertThatThrownBy(() -> TrainingConfigReader.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("empty.yml: holds no configuration");
  }

  /** Nobody is asked in Stage 3. */
  @Test
  void onlyTheSliderNeedsTeachersAnswers() throws IOException {
    TrainingConfig bend = TrainingConfigReader.read(RECIPES.resolve("bend.yml"));
    assertThat(AskedTeachers.count(bend)).isZero();
    assertThat(AskedTeachers.known(bend, null)).isEmpty();
    TrainingConfig quick = TrainingConfigReader.read(RECIPES.resolve("quick.yml"));
    assertThat(AskedTeachers.count(quick)).isEqualTo(3);
    assertThat(AskedTeachers.known(quick, null)).containsOnlyKeys("realness");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> TrainingConfigReader.read(folder.resolve("nothing.yml")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("nothing.yml: there is no such file");
  }

  @Test
  void theRateRisesThenFalls() {
    Schedule schedule = new Schedule(100, 1, 16, 1e-3, 1e-5, 10, 0.9, 1, 10, 10);
    assertThat(schedule.rate(0)).isEqualTo(1e-4);
    assertThat(schedule.rate(10)).isEqualTo(1e-3);
    assertThat(schedule.remaining(0)).as("what needs no warm-up").isEqualTo(1);
    assertThat(schedule.remaining(10)).isEqualTo(1);
    assertThat(schedule.remaining(55)).isEqualTo(schedule.rate(55) / 1e-3);
    for (int step = 11; step < 100; step++) {
      assertThat(schedule.rate(step)).isLessThan(schedule.rate(step - 1)).isGreaterThan(1e-5);
    }
  }
}
