package org.ctsr.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RuntimeImageTest {
  @Test
  void readsTheOptionsAsJlinkDoes() throws IOException {
    assertThat(RuntimeImage.options(Path.of(System.getProperty("ctsr.root"), "jlink.conf")))
        .startsWith("--module-path", "app/target/javafx")
        .contains("--strip-debug")
        .noneMatch(option -> option.contains("#") || option.contains(" "));
  }
}
