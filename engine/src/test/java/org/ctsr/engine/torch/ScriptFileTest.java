package org.ctsr.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.ctsr.engine.TestModels;
import org.ctsr.engine.metric.MeasuredImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptFileTest {
  private static final Map<String, String> TRAINABLE = Map.of("trainParam", "true");

  @TempDir Path folder;

  private static NDArray input(NDManager manager) {
    float[] values = new float[3 * 16 * 16];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 37 % 101) / 100f;
    }
    return manager.create(values, new Shape(1, 3, 16, 16));
  }

  /** What the network makes of a picture. */
  private static float[] output(Path file, boolean windows) throws Exception {
    try (Model model = Model.newInstance("network", Device.cpu(), "PyTorch");
        NDManager manager = model.getNDManager().newSubManager()) {
      ScriptFile.load(model, file, Map.of(), windows);
      ParameterStore parameters = new ParameterStore(manager, false);
      return model
          .getBlock()
          .forward(parameters, new NDList(input(manager)), false)
          .singletonOrThrow()
          .toFloatArray();
    }
  }

  /** How the sum of all feature maps changes with the picture. */
  private static float[] gradient(Path file, boolean windows) throws Exception {
    try (Model model = Model.newInstance("network", Device.cpu(), "PyTorch");
        NDManager manager = model.getNDManager().newSubManager()) {
      ScriptFile.load(model, file, TRAINABLE, windows);
      for (Pair<String, Parameter> parameter : model.getBlock().getParameters()) {
        parameter.getValue().freeze(true);
        parameter.getValue().getArray().setRequiresGradient(false);
      }
      NDArray picture = input(manager);
      picture.setRequiresGradient(true);
      ParameterStore parameters = new ParameterStore(manager, false);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray sum = manager.create(0f);
        for (NDArray map : model.getBlock().forward(parameters, new NDList(picture), true)) {
          sum = sum.add(map.square().sum());
        }
        collector.backward(sum);
      }
      return picture.getGradient().toFloatArray();
    }
  }

  /** A folder that PyTorch finds here, but not on Windows. */
  private Path copy(Path file) throws Exception {
    Path umlaut = Files.createDirectories(folder.resolve("Bücher-写真"));
    return Files.copy(file, umlaut.resolve("network.pt"));
  }

  @Test
  void aNetworkIsTheSameWhereverItIs() throws Exception {
    Path network = TestModels.folder().resolve(TestModels.STUDENT).resolve("network.pt");
    Path copy = copy(network);
    float[] expected = output(network, false);
    assertThat(expected).hasSize(9 * 64 * 64);
    assertThat(output(copy, true)).containsExactly(expected);
    assertThat(output(copy, false)).containsExactly(expected);
  }

  @Test
  void gradientsPassThroughItAllTheSame() throws Exception {
    Path features =
        Path.of(Objects.requireNonNull(MeasuredImage.class.getResource("pixels.pt")).toURI());
    float[] expected = gradient(features, false);
    assertThat(expected).doesNotContain(0f, org.assertj.core.data.Index.atIndex(1));
    assertThat(gradient(copy(features), true)).containsExactly(expected);
  }

  @Test
  void onlyOnWindowsAndOnlyWhereItMustBeAFileIsLoadedWithoutItsPath() throws Exception {
    Path network = TestModels.folder().resolve(TestModels.STUDENT).resolve("network.pt");
    Path copy = copy(network);
    try (Model model = Model.newInstance("network", Device.cpu(), "PyTorch")) {
      ScriptFile.load(model, copy, Map.of(), false);
      assertThat(model.getModelPath()).isEqualTo(copy.getParent());
    }
    try (Model model = Model.newInstance("network", Device.cpu(), "PyTorch")) {
      ScriptFile.load(model, copy, Map.of(), true);
      // DJL makes a temporary folder then.
      assertThat(model.getModelPath()).isNotEqualTo(copy.getParent()).doesNotExist();
    }
    assertThat(ScriptFile.isAscii(Path.of("C:/models/network.pt"))).isTrue();
    assertThat(ScriptFile.isAscii(copy)).isFalse();
  }
}
