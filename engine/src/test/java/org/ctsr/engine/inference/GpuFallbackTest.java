package org.ctsr.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.List;
import org.ctsr.engine.TestModels;
import org.ctsr.engine.model.ModelException;
import org.junit.jupiter.api.Test;

class GpuFallbackTest {
  private final List<String> notices = new ArrayList<>();
  private final List<Device> tried = new ArrayList<>();

  private ModelRunner load(DeviceChoice choice, boolean damaged) throws ModelException {
    return ModelRunner.load(
        TestModels.library().open(TestModels.STUDENT),
        choice,
        1,
        notices::add,
        device -> {
          tried.add(device);
          if (device.isGpu() || damaged) {
            throw new ModelException("no kernel image is available\nat cudaLaunch");
          }
          return List.of();
        });
  }

  @Test
  void aCardThatIsFoundButDoesNotWorkGivesWayToTheProcessorWithOneLine() throws Exception {
    try (ModelRunner runner = load(DeviceChoice.AUTOMATIC, false)) {
      assertThat(runner.isOnGpu()).isFalse();
    }
    assertThat(tried).containsExactly(Device.gpu(0), Device.cpu());
    assertThat(notices)
        .containsExactly(
            "The CUDA device cannot be used (no kernel image is available); going on with the CPU.");
  }

  @Test
  void whoAsksForTheCardIsToldThatItDoesNotWork() {
    assertThatThrownBy(() -> load(DeviceChoice.parse("cuda"), false))
        .isInstanceOf(ModelException.class);
    assertThat(tried).containsExactly(Device.gpu(0));
    assertThat(notices).isEmpty();
  }

  @Test
  void aDamagedModelIsNotBlamedOnTheCard() {
    assertThatThrownBy(() -> load(DeviceChoice.AUTOMATIC, true)).isInstanceOf(ModelException.class);
    assertThat(notices).isEmpty();
  }
}
