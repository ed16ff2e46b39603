package org.ctsr.engine.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.ctsr.engine.image.OutputFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputNameTest {
  @ParameterizedTest
  @CsvSource({
    "{name}_{scale}x_{realness}, a_4x_0.5.png, a_4x.png",
    "{realness}-{name}, 0.5-a.png, a.png",
    "{name}{realness}_{model}, a0.5_m.png, a_m.png",
    "{name}-t{realness}, a-t0.5.png, a.png",
    "{realness}, 0.5.png, a.png",
    "{name}_{scale}x, a_4x.png, a_4x.png"
  })
  void realnessCanBeLeftOut(String pattern, String with, String without) {
    OutputName name = new OutputName(pattern);
    Path photo = Path.of("a.jpg");
    assertThat(name.of(photo, 4, "0.5", "m", OutputFormat.PNG)).isEqualTo(with);
    assertThat(name.of(photo, 4, null, "m", OutputFormat.PNG)).isEqualTo(without);
  }

  @Test
  void aPatternThatNoFileCanHaveIsRefusedAtOnce() {
    assertThatThrownBy(() -> new OutputName("{name}\0{scale}x"))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be a file name");
  }
}
