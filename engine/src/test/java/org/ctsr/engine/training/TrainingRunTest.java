package org.ctsr.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ctsr.engine.TestModels;
import org.ctsr.engine.TinyTraining;
import org.ctsr.engine.model.ModelLibrary;
import org.ctsr.engine.model.ModelPackage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs with networks of a few kilobytes. */
class TrainingRunTest {
  private static final Path ROOT = Path.of(System.getProperty("ctsr.root", ".."));

  @TempDir private static Path shared;

  private final Path folder;

  TrainingRunTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void writePhotos() throws IOException {
    TinyTraining.photos(shared.resolve("photos"));
  }

  /** The quick recipe with tiny networks, and every stage a few steps long. */
  private Path config(String... replacements) throws IOException {
    String text = TinyTraining.text(shared.resolve("photos"), shared.resolve("cache"), 6);
    for (int i = 0; i < replacements.length; i += 2) {
      assertThat(text).contains(replacements[i]);
      text = text.replace(replacements[i], replacements[i + 1]);
    }
    return Files.writeString(folder.resolve("tiny.yml"), text);
  }

  /** Stops the run after so many steps in all. */
  private static final class StopAfter implements TrainingListener {
    private final List<String> seen = new ArrayList<>();
    private final int steps;
    private @Nullable TrainingTask task;

    StopAfter(int steps) {
      this.steps = steps;
    }

    @Override
    public void stepped(
        String stage, int step, int all, Map<String, Double> losses, long secondsLeft) {
      seen.add(stage + " " + step);
      if (seen.size() == steps && task != null) {
        task.stop();
      }
    }
  }

  private StopAfter run(Path config, Path run, boolean resume, int steps) throws Exception {
    StopAfter listener = new StopAfter(steps);
    TrainingTask task = TrainingRun.of(config, run, resume, "test");
    listener.task = task;
    assertThat(task.run(listener))
        .isEqualTo(
            steps == Integer.MAX_VALUE
                ? TrainingTask.Outcome.FINISHED
                : TrainingTask.Outcome.STOPPED);
    return listener;
  }

  @Test
  void aResumedRunMakesTheSameModelAsAnUninterruptedOne() throws Exception {
    Path config = config();
    Path whole = folder.resolve("whole");
    Path broken = folder.resolve("broken");
    int all = run(config, whole, false, Integer.MAX_VALUE).seen.size();
    assertThat(all).isEqualTo(18);

    // In each stage, on a checkpoint and between two.
    run(config, broken, false, 3);
    run(config, broken, true, 5);
    run(config, broken, true, 6);
    StopAfter last = run(config, broken, true, Integer.MAX_VALUE);
    assertThat(last.seen.get(0)).isEqualTo("slider 3");

    for (String file : List.of("fidelity-teacher.pt", "fused.pt", "quick-x4/network.pt")) {
      assertThat(Files.mismatch(whole.resolve(file), broken.resolve(file))).as(file).isEqualTo(-1);
    }
    assertThat(broken.resolve("metrics.csv")).hasSameTextualContentAs(whole.resolve("metrics.csv"));
  }

  @Test
  void aRunGoesOnWhereThePhotographsAreGone() throws Exception {
    Path photos = TinyTraining.photos(folder.resolve("photos"));
    Path config =
        Files.writeString(
            folder.resolve("tiny.yml"), TinyTraining.text(photos, folder.resolve("cache"), 6));
    Path run = folder.resolve("run");
    run(config, run, false, 3);
    Files.delete(photos.resolve("p0.png"));
    assertThat(run(config, run, true, 2).seen)
        .containsExactly("fidelity-teacher 4", "fidelity-teacher 5");
  }

  @Test
  void aRunStoppedBeforeAStagesFirstStepListsItsFirstValidationOnce() throws Exception {
    Path config = config();
    Path run = folder.resolve("run");
    TrainingTask task = TrainingRun.of(config, run, false, "test");
    TrainingTask.Outcome outcome =
        task.run(
            new TrainingListener() {
              @Override
              public void validated(String stage, int step, ValidationRow row) {
                task.stop();
              }
            });
    assertThat(outcome).isEqualTo(TrainingTask.Outcome.STOPPED);
    run(config, run, true, 1);
    assertThat(Files.readAllLines(run.resolve("validation.csv")))
        .hasSizeGreaterThan(1)
        .doesNotHaveDuplicates();
  }

  @Test
  void theResultIsAPackageTheLibraryTakes() throws Exception {
    Path run = folder.resolve("run");
    run(config(), run, false, Integer.MAX_VALUE);
    ModelPackage made = new ModelLibrary(List.of()).open(run.resolve("quick-x4").toString());
    assertThat(made.manifest().trainedBy()).isEqualTo("ctsr train test");
    assertThat(run.resolve("quick-x4/LICENSE.txt")).isNotEmptyFile();
    assertThat(run.resolve("validation.csv")).content().contains("blend of the teachers");
    assertThat(run.resolve("pictures/strips-slider-000006.png")).isNotEmptyFile();
  }

  /** A training after this one begins with the discriminator that judged its student last. */
  @Test
  void theDiscriminatorOfTheLastStepIsKept() throws Exception {
    Path run = folder.resolve("run");
    run(config(), run, false, Integer.MAX_VALUE);
    try (TorchModule kept = new TorchModule(run.resolve("discriminator.pt"), Device.cpu(), false);
        NDManager manager = Torch.newManager(Device.cpu())) {
      Map<String, NDArray> last =
          TensorFile.readArrays(run.resolve("checkpoint.safetensors"), manager);
      assertThat(kept.parameters()).isNotEmpty();
      kept.parameters()
          .forEach(
              (name, array) ->
                  assertThat(array.toFloatArray())
                      .as(name)
                      .isEqualTo(
                          Objects.requireNonNull(last.get("discriminator.weights." + name))
                              .toFloatArray()));
    }
  }

  /** {@code filters.pt} has weights of its own, which must stay as they are. */
  @Test
  void trainsEveryStageWithAFeatureNetwork() throws Exception {
    Path run = folder.resolve("run");
    run(
        config(
            "features: null",
            "features: " + TinyTraining.features(),
            "perceptual: 0",
            "perceptual: 0.1",
            "perceptualTeacher: 0",
            "perceptualTeacher: 0.5",
            "perceptualTruth: 0",
            "perceptualTruth: 0.5",
            "perceptualMiddle: 0",
            "perceptualMiddle: 0.1"),
        run,
        false,
        Integer.MAX_VALUE);
    assertThat(run.resolve("metrics.csv"))
        .content()
        .contains("fuse,6,perceptual,")
        .contains("slider,6,perceptualTeacher,", "slider,6,perceptualTruth,")
        .contains("slider,6,perceptualMiddle,", "slider,6,lattice,");
  }

  @Test
  void theBendLeavesBothEndsAsTheyAre() throws Exception {
    Path run = folder.resolve("run");
    run(
        Files.writeString(
            folder.resolve("all.yml"), TinyTraining.withBend(Files.readString(config()), 6)),
        run,
        false,
        Integer.MAX_VALUE);
    assertThat(run.resolve("metrics.csv")).content().contains("bend,6,lattice,");
    assertThat(run.resolve("pictures/strips-bend-000006.png")).isNotEmptyFile();
    try (TorchModule before = new TorchModule(run.resolve("slider.pt"), Device.cpu(), false);
        TorchModule after =
            new TorchModule(run.resolve("quick-x4/network.pt"), Device.cpu(), false);
        NDManager manager = Torch.newManager(Device.cpu())) {
      Torch.record(false);
      NDArray x = manager.randomUniform(0, 1, new Shape(1, 3, 20, 24));
      NDArray change = after.forward(x).sub(before.forward(x)).abs();
      assertThat(change.get(":, 0:6").max().getFloat()).isZero();
      assertThat(change.get(":, 6:9").max().getFloat()).isPositive();
    }
  }

  @Test
  void theBendAloneAsksNoTeacherAndGoesOnWhereItWasStopped() throws Exception {
    String text = Files.readString(config());
    String alone =
        text.substring(0, text.indexOf("fidelityTeacher:\n"))
            .replace(shared.resolve("cache").toString(), folder.resolve("cache").toString());
    Path config = Files.writeString(folder.resolve("alone.yml"), TinyTraining.withBend(alone, 6));
    Path whole = folder.resolve("whole");
    Path broken = folder.resolve("broken");
    assertThat(run(config, whole, false, Integer.MAX_VALUE).seen).hasSize(6);
    run(config, broken, false, 3);
    run(config, broken, true, Integer.MAX_VALUE);
    String made = "quick-x4/network.pt";
    assertThat(Files.mismatch(whole.resolve(made), broken.resolve(made))).isEqualTo(-1);
    assertThat(folder.resolve("cache/training").toFile().list()).containsExactly("patches.bin");
  }

  /** A teacher's network for a student: said before hours of training, not after them. */
  @Test
  void aStudentThatCannotBeBentIsRefusedAtOnce() throws Exception {
    Path models = TestModels.folder();
    String text =
        Files.readString(config())
            .replace(
                "student: " + models.resolve(TestModels.STUDENT),
                "student: " + models.resolve("tiny-realness-x4"));
    Path config = Files.writeString(folder.resolve("headless.yml"), TinyTraining.withBend(text, 6));
    StopAfter steps = new StopAfter(Integer.MAX_VALUE);
    TrainingTask task = TrainingRun.of(config, folder.resolve("run"), false, "test");
    assertThatThrownBy(() -> task.run(steps))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("bend needs a student with a basis head");
    assertThat(steps.seen).isEmpty();
  }

  @Test
  void divergenceStopsAndKeepsTheLastCheckpoint() throws Exception {
    Path config =
        config(
            "learningRate: 2.0e-4, finalLearningRate: 2.0e-5",
            "learningRate: 1.0e30, finalLearningRate: 1.0e29",
            "checkpointEvery: 4",
            "checkpointEvery: 1");
    Path run = folder.resolve("run");
    TrainingTask task = TrainingRun.of(config, run, false, "test");
    assertThatThrownBy(() -> task.run(new TrainingListener() {}))
        .isInstanceOf(DivergenceException.class)
        .hasMessageContaining("finite");
    Map<String, String> texts = TensorFile.readTexts(run.resolve("checkpoint.safetensors"));
    assertThat(texts).containsEntry("stage", "fidelity-teacher");
    try (NDManager manager = Torch.newManager(Device.cpu())) {
      for (NDArray array :
          TensorFile.readArrays(run.resolve("checkpoint.safetensors"), manager).values()) {
        assertThat(array.isNaN().any().getBoolean()).isFalse();
      }
    }
  }

  @Test
  void aFolderWithARunIsNotBegunAgainNorResumedDifferently() throws Exception {
    Path run = folder.resolve("run");
    run(config(), run, false, 2);
    assertThatThrownBy(() -> TrainingRun.of(config(), run, false, "test"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("resume it");
    Path other = config("realness: 4", "realness: 5");
    assertThatThrownBy(() -> TrainingRun.of(other, run, true, "test"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("differs");
    assertThatThrownBy(() -> TrainingRun.of(other, folder.resolve("none"), true, "test"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no run to resume");
  }

  @Test
  void tooLargeABatchIsRefusedBeforeTraining() throws Exception {
    Path config =
        config(
            "batch: 2, crop: 16",
            "batch: 1024, crop: 256",
            "patchSize: 24",
            "patchSize: 256",
            shared.resolve("cache").toString(),
            folder.resolve("cache").toString());
    Path run = folder.resolve("run");
    TrainingTask task = TrainingRun.of(config, run, false, "test");
    assertThatThrownBy(() -> task.run(new TrainingListener() {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("MB of memory");
    // Put right, it can begin: neither the folder nor the cache belongs to it yet.
    Path better =
        config(
            "patchSize: 24",
            "patchSize: 32",
            shared.resolve("cache").toString(),
            folder.resolve("cache").toString());
    run(better, run, false, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"licenseFile", "fidelityTeacher", "realnessTeacher", "discriminator"})
  void aMissingFileIsNamedBeforeAnythingIsMade(String field) throws Exception {
    String text =
        Files.readString(config()).replaceFirst("(\n *" + field + ": )\\S.*", "$1nowhere/some.pt");
    assertThat(text).contains("nowhere/some.pt");
    Path config = Files.writeString(folder.resolve("missing.yml"), text);
    Path run = folder.resolve("run");
    TrainingTask task = TrainingRun.of(config, run, false, "test");
    assertThatThrownBy(() -> task.run(new TrainingListener() {}))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(field + ": ")
        .hasMessageContaining("some.pt: there is no such file");
    assertThat(run).doesNotExist();
  }

  /** The one gives three images where the other gives one. */
  @Test
  void aStudentIsNoTeacherNorATeacherAStudent() throws Exception {
    Path models = TestModels.folder();
    String student = models.resolve(TestModels.STUDENT).resolve("network.pt").toString();
    String teacher = models.resolve("tiny-realness-x4").resolve("network.pt").toString();
    Path run = folder.resolve("run");
    for (List<String> wrong :
        List.of(
            List.of("realnessTeacher: " + teacher, "realnessTeacher: " + student),
            List.of("student: " + student, "student: " + teacher))) {
      TrainingTask task = TrainingRun.of(config(wrong.get(0), wrong.get(1)), run, false, "test");
      assertThatThrownBy(() -> task.run(new TrainingListener() {}))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(wrong.get(1) + ": gives (1, ")
          .hasMessageContaining("for a photo of 24 x 24 pixels");
      assertThat(run.resolve("config.yml")).doesNotExist();
    }
  }

  /** The student's head, whatever its weights: realness moves texture, never colour. */
  @Test
  void realnessImagesHaveNoLowFrequencies() throws IOException {
    try (NDManager manager = Torch.newManager(Device.cpu())) {
      NDArray basis = basisOfARandomHead(manager);
      double texture = basis.get(":, 3:9").abs().mean().getFloat();
      NDArray coarse = basis.get("0, 3:9, 32:96, 32:96").reshape(6, 64 * 64).mean(new int[] {1});
      assertThat(texture).isGreaterThan(0.01);
      assertThat((double) coarse.abs().max().getFloat()).isLessThan(0.02 * texture);
    }
  }

  /** Waves of three photo pixels and more: B2 takes back at first what B1 has. */
  @Test
  void whatThePhotoCanHoldComesLate() throws IOException {
    try (NDManager manager = Torch.newManager(Device.cpu())) {
      NDArray basis = basisOfARandomHead(manager);
      NDArray b1 = basis.get(":, 3:6");
      assertThat(coarsePower(b1.add(basis.get(":, 6:9"))))
          .isPositive()
          .isLessThan(0.15 * coarsePower(b1));
    }
  }

  /** Of waves of 12, 18 and 24 HR pixels in rows and columns. */
  private static double coarsePower(NDArray image) {
    int side = 72;
    NDArray inner = image.get("0, :, 24:96, 24:96");
    double power = 0;
    for (int length : new int[] {12, 18, 24}) {
      for (double phase : new double[] {0, Math.PI / 2}) {
        float[] wave = new float[side];
        for (int x = 0; x < side; x++) {
          wave[x] = (float) Math.sin(2 * Math.PI * x / length + phase);
        }
        for (Shape shape : List.of(new Shape(1, 1, side), new Shape(1, side, 1))) {
          NDArray product = inner.mul(inner.getManager().create(wave, shape));
          NDArray part = product.reshape(3, side * side).mean(new int[] {1});
          power += part.square().sum().getFloat();
        }
      }
    }
    return power;
  }

  /** B2 is made of B1's rows as well, which must rest all the same. */
  @Test
  void onlyTheRowsOfB2LearnInTheBend() throws IOException {
    Torch.start(1);
    Path file = ROOT.resolve("models/networks/training/student-compact.pt");
    try (TorchModule student = new TorchModule(file, Device.cpu(), true);
        NDManager manager = Torch.newManager(Device.cpu())) {
      Torch.record(true);
      NDArray basis = student.forward(manager.randomUniform(0, 1, new Shape(1, 3, 16, 16)));
      NDArray wanted = manager.randomNormal(basis.getShape());
      Torch.backward(basis.get(":, 6:9").mul(wanted.get(":, 6:9")).sum());
      Torch.record(false);
      NDArray weight = Tensors.require(student.parameters(), BasisHead.WEIGHT);
      assertThat(Torch.requireGradient(weight).get("48:96").abs().sum().getFloat()).isPositive();
      BasisHead.keepBendOnly(student);
      NDManager own = Tensors.require(student.parameters(), BasisHead.WEIGHT).getManager();
      int before = own.getManagedArrays().size();
      BasisHead.keepBendOnly(student);
      assertThat(own.getManagedArrays()).as("what a step leaves").hasSize(before);
      for (String name : List.of(BasisHead.WEIGHT, BasisHead.BIAS)) {
        NDArray gradient = Torch.requireGradient(Tensors.require(student.parameters(), name));
        assertThat(gradient.get("0:96").abs().max().getFloat()).isZero();
        assertThat(gradient.get("144:").abs().max().getFloat()).isZero();
        assertThat(gradient.get("96:144").abs().max().getFloat()).isPositive();
      }
    }
  }

  /** {@code (1, 9, 128, 128)} of a photo of noise. */
  private static NDArray basisOfARandomHead(NDManager manager) throws IOException {
    Torch.start(1).setRandomSeed(4);
    Path file = ROOT.resolve("models/networks/training/student-compact.pt");
    try (TorchModule student = new TorchModule(file, Device.cpu(), true)) {
      Torch.record(false);
      Map<String, NDArray> random = new LinkedHashMap<>();
      student
          .parameters()
          .forEach(
              (name, value) ->
                  random.put(
                      name,
                      name.startsWith("head")
                          ? manager.randomNormal(0, 0.05f, value.getShape(), value.getDataType())
                          : value));
      student.setParameters(random);
      return student.forward(manager.randomUniform(0, 1, new Shape(1, 3, 32, 32)));
    }
  }

  @Test
  void aStudentBeginsAsItsFidelityTeacher() throws IOException {
    Torch.start(1);
    Path teacherFile = ROOT.resolve("models/fidelity-teacher-x4/network.pt");
    Path studentFile = ROOT.resolve("models/networks/training/student-compact.pt");
    try (TorchModule teacher = new TorchModule(teacherFile, Device.cpu(), false);
        TorchModule student = new TorchModule(studentFile, Device.cpu(), true);
        NDManager manager = Torch.newManager(Device.cpu())) {
      Torch.record(false);
      assertThat(WarmStart.from(teacher, student)).isTrue();
      NDArray x = manager.full(new Shape(1, 3, 24, 24), 0.4f);
      NDArray difference = student.forward(x).get(":, 0:3").sub(teacher.forward(x)).abs();
      // Half-way to agreement with the photo: near, and B1 and B2 are nothing yet.
      assertThat(difference.max().getFloat()).isLessThan(0.05f);
      assertThat(student.forward(x).get(":, 3:9").abs().max().getFloat()).isZero();
    }
  }

  @Test
  void aDeeperStudentTakesNothingFromAShallowerTeacher() throws IOException {
    Torch.start(1);
    Path teacherFile = ROOT.resolve("models/fidelity-teacher-x4/network.pt");
    Path studentFile = ROOT.resolve("models/ctsr-compact-x4/network.pt");
    try (TorchModule teacher = new TorchModule(teacherFile, Device.cpu(), false);
        TorchModule student = new TorchModule(studentFile, Device.cpu(), true)) {
      float before = Tensors.require(student.parameters(), "body.2.weight").sum().getFloat();
      assertThat(WarmStart.from(teacher, student)).isFalse();
      assertThat(Tensors.require(student.parameters(), "body.2.weight").sum().getFloat())
          .isEqualTo(before);
    }
  }
}
