package org.ctsr.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ColorDriftTest {
  private static final Path MODELS = Path.of(System.getProperty("ctsr.root"), "models");
  private static final Path STUDENT = MODELS.resolve("ctsr-compact-x4/network.pt");
  private static final Path TEACHER = MODELS.resolve("fidelity-teacher-x4/network.pt");

  @Test
  void shiftsTheColoursOfB0AloneAndLeavesTheParametersAsTheyWere() throws IOException {
    Torch.start(1);
    try (TorchModule student = new TorchModule(STUDENT, Device.cpu(), true);
        NDManager manager = Torch.newManager(Device.cpu())) {
      NDArray small = manager.full(new Shape(1, 3, 24, 24), 0.5f);
      NDArray bias = Tensors.require(student.parameters(), BasisHead.BIAS);
      float[] before = bias.toFloatArray();
      ColorDrift drift = new ColorDrift(student, 0.1, 7);

      NDArray plain = Torch.detached(student.forward(small));
      NDArray drifted = Torch.detached(drift.forward(small, 3));

      assertThat(bias.toFloatArray()).isEqualTo(before);
      assertThat(drifted.get(":, 3:").contentEquals(plain.get(":, 3:"))).isTrue();
      NDArray shift = drifted.sub(plain);
      for (int color = 0; color < 3; color++) {
        // The gate takes back a share of it that hardly varies in a flat photo.
        NDArray one = shift.get("0, " + color + ", 40:56, 40:56");
        assertThat(Math.abs(one.mean().getFloat())).isBetween(1e-4f, 0.4f);
        assertThat(one.max().getFloat() - one.min().getFloat())
            .isLessThan(0.2f * Math.abs(one.mean().getFloat()) + 1e-4f);
      }
      assertThat(Torch.detached(drift.forward(small, 3)).contentEquals(drifted)).isTrue();
      assertThat(Torch.detached(drift.forward(small, 4)).contentEquals(drifted)).isFalse();
    }
  }

  @Test
  void theGradientReachesTheParameters() throws IOException {
    Torch.start(1);
    try (TorchModule student = new TorchModule(STUDENT, Device.cpu(), true);
        NDManager manager = Torch.newManager(Device.cpu())) {
      NDArray small = manager.full(new Shape(1, 3, 16, 16), 0.5f);
      Torch.backward(new ColorDrift(student, 0.1, 7).forward(small, 0).square().mean());
      for (NDArray parameter : student.parameters().values()) {
        assertThat(Torch.requireGradient(parameter).abs().sum().getFloat()).isPositive();
      }
    }
  }

  @Test
  void aNetworkWithoutBasisHeadIsRefused() throws IOException {
    Torch.start(1);
    try (TorchModule teacher = new TorchModule(TEACHER, Device.cpu(), true)) {
      assertThatThrownBy(() -> new ColorDrift(teacher, 0.1, 7))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("drift");
    }
  }
}
