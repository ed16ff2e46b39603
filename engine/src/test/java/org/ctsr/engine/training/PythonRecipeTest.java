package org.ctsr.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ctsr.engine.TinyTraining;
import org.ctsr.engine.inference.DeviceChoice;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.metric.FeatureDistance;
import org.ctsr.engine.model.ModelLibrary;
import org.ctsr.engine.model.ModelPackage;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.Rectangle;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recipe in Python: each loss of {@code models/recipes/losses.py} against the Java one, on
 * stored tensors, and a whole run of {@code train.py}. Skipped without a Python that has what they
 * need; the environment variable CTSR_PYTHON names one.
 */
class PythonRecipeTest {
  private static final Path ROOT = Path.of(System.getProperty("ctsr.root", ".."));
  private static final List<String> IMAGES =
      List.of("fidelity", "realness", "truth", "fused", "b0", "b1", "b2");

  private static String python() {
    String named = System.getenv("CTSR_PYTHON");
    return named == null ? "python3" : named;
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? text : "";
  }

  private static boolean has(String... modules) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(python(), "-c", "import " + String.join(", ", modules))
              .redirectErrorStream(true)
              .start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void everyLossIsTheSame(@TempDir Path folder) throws IOException, InterruptedException {
    Assumptions.assumeTrue(has("torch", "safetensors"), "no Python with torch and safetensors");
    Torch.start(1);
    Torch.record(false);
    Path file = folder.resolve("tensors.safetensors");
    Map<String, Double> mine = new LinkedHashMap<>();
    try (NDManager manager = Torch.newManager(Device.cpu())) {
      Map<String, NDArray> v = tensors(manager);
      TensorFile.write(file, v, Map.of());
      losses(v, manager).forEach((name, loss) -> mine.put(name, (double) loss.getFloat()));
    }
    JsonNode theirs =
        new ObjectMapper()
            .readTree(
                output(
                    python(),
                    ROOT.resolve("models/recipes/losses.py").toString(),
                    file.toString()));
    assertThat(theirs.size()).isEqualTo(mine.size());
    mine.forEach(
        (name, loss) ->
            assertThat(theirs.path(name).asDouble())
                .as(name)
                .isCloseTo(loss, within(1e-6 + 1e-5 * Math.abs(loss))));
  }

  @Test
  void aWholeRunMakesAModelThatTheProgramTakes(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(has("torch", "yaml"), "no Python with torch and yaml");
    Path recipe =
        TinyTraining.recipe(
            folder.resolve("tiny.yml"), TinyTraining.photos(folder.resolve("photos")), 2);
    Files.writeString(recipe, TinyTraining.withBend(Files.readString(recipe), 2));
    assertThat(CacheFilling.patchesOf(recipe).run(new TrainingListener() {}))
        .isEqualTo(TrainingTask.Outcome.FINISHED);
    Path run = folder.resolve("run");
    String said =
        output(
            python(),
            ROOT.resolve("models/recipes/train.py").toString(),
            recipe.toString(),
            "--run",
            run.toString());
    assertThat(said)
        .contains("fidelity-teacher 2/2", "fuse 2/2", "slider 2/2", "bend 2/2", "made ");
    ModelPackage made = new ModelLibrary(List.of(run)).open("quick-x4");
    try (ModelRunner runner = ModelRunner.load(made, DeviceChoice.PROCESSOR, 0, notice -> {});
        BasisPlanes basis =
            runner.run(new float[3 * 16 * 12], 16, 12, new Rectangle(0, 0, 16, 12))) {
      assertThat(basis).isNotNull();
    }
  }

  private static Map<String, NDArray> tensors(NDManager manager) {
    Random random = new Random(4);
    Map<String, NDArray> v = new LinkedHashMap<>();
    for (String name : IMAGES) {
      v.put(name, noise(random, manager, 2, 3, 40, 32));
    }
    v.put("judgedReal", noise(random, manager, 2, 1, 20, 16));
    v.put("judgedFake", noise(random, manager, 2, 1, 20, 16));
    v.put("t", manager.create(new float[] {0.2f, 0.9f}, new Shape(2, 1, 1, 1)));
    return v;
  }

  private static NDArray noise(Random random, NDManager manager, long... shape) {
    float[] values = new float[(int) new Shape(shape).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.4f + 0.3f * (float) random.nextGaussian();
    }
    return manager.create(values, new Shape(shape));
  }

  private static Map<String, NDArray> losses(Map<String, NDArray> v, NDManager manager) {
    NDArray f = Tensors.require(v, "fidelity");
    NDArray r = Tensors.require(v, "realness");
    NDArray y = Tensors.require(v, "truth");
    NDArray m = Tensors.require(v, "fused");
    NDArray t = Tensors.require(v, "t");
    NDArray taps = Losses.gaussian(manager, 4);
    NDArray image =
        Losses.at(Tensors.require(v, "b0"), Tensors.require(v, "b1"), Tensors.require(v, "b2"), t);
    NDArray target = Losses.fusedTarget(f, r, y, taps);
    Map<String, NDArray> out = new LinkedHashMap<>();
    out.put("absolute", Losses.absolute(image, y));
    out.put("squared", Losses.squared(image, y));
    out.put("logarithmic", Losses.logarithmic(image, y));
    out.put("fusedTarget", target.mean());
    out.put("split", Losses.split(image.sub(target), r.sub(f), taps, 0.7, 1.3));
    out.put("features", FeatureDistance.between(new NDList(y, r), new NDList(f, m)));
    // A sigma between whole and half numbers: how far its window reaches is rounded.
    out.put("texture", Losses.texture(y, r, Losses.gaussian(manager, 2.25)));
    out.put("lattice", Losses.lattice(y, 4));
    out.put("bicubic", Losses.squared(Losses.bicubic(y, 4), Losses.bicubic(m, 4)));
    out.put("deceive", Losses.deceive(Tensors.require(v, "judgedFake")));
    out.put(
        "discriminate",
        Losses.discriminate(Tensors.require(v, "judgedReal"), Tensors.require(v, "judgedFake")));
    out.put(
        "velocity",
        Losses.velocity(
            Losses.slope(Tensors.require(v, "b1"), Tensors.require(v, "b2"), t), f, m, r, t));
    out.put("path", Losses.path(image, f, m, r, t));
    return out;
  }
}
