package org.ctsr.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceChoiceTest {
  private final List<String> notices = new ArrayList<>();

  @Test
  void automaticTakesTheFirstCudaDeviceOrQuietlyTheCpu() {
    assertThat(DeviceChoice.AUTOMATIC.resolve(2, notices::add)).isEqualTo(Device.gpu(0));
    assertThat(DeviceChoice.AUTOMATIC.resolve(0, notices::add)).isEqualTo(Device.cpu());
    assertThat(notices).isEmpty();
  }

  @Test
  void askingForMissingCudaFallsBackWithOneClearLine() {
    assertThat(DeviceChoice.parse("cuda").resolve(0, notices::add)).isEqualTo(Device.cpu());
    assertThat(DeviceChoice.parse("CUDA:3").resolve(2, notices::add)).isEqualTo(Device.cpu());
    assertThat(notices).hasSize(2).allMatch(line -> line.contains("CPU"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "cuda:", "cuda:-1", "", "cuda:1x"})
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> DeviceChoice.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("auto, cpu, cuda");
  }
}
