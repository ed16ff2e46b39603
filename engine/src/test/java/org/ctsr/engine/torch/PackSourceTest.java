package org.ctsr.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackSourceTest {
  private static final String DIGITS = "0123456789ABCDEF".repeat(4);

  @TempDir private Path home;

  @Test
  void readsWhatAReleaseNames() throws IOException {
    assertThat(PackSource.ofRelease(home)).isEmpty();
    Files.writeString(
        home.resolve("gpu-pack.json"),
        "{\"address\": \"https://host.example/pack.zip\", \"sha256\": \"" + DIGITS + "\"}");
    PackSource source = PackSource.ofRelease(home).orElseThrow();
    assertThat(source.address()).hasHost("host.example");
    assertThat(source.sha256()).isEqualTo(DIGITS.toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void saysWhichFileIsDamaged() throws IOException {
    Files.writeString(home.resolve("gpu-pack.json"), "{}");
    assertThatThrownBy(() -> PackSource.ofRelease(home))
        .isInstanceOf(TorchException.class)
        .hasMessageContaining("gpu-pack.json");
    Files.writeString(home.resolve("gpu-pack.json"), "[");
    assertThatThrownBy(() -> PackSource.ofRelease(home))
        .isInstanceOf(TorchException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> PackSource.parse("ftp://host.example/x", DIGITS))
        .isInstanceOf(TorchException.class)
        .hasMessageContaining("ftp://host.example/x");
    assertThatThrownBy(() -> PackSource.parse("https://host.example/x", "abc"))
        .isInstanceOf(TorchException.class)
        .hasMessageContaining("'abc' is not a SHA-256 checksum");
    assertThatThrownBy(() -> PackSource.parse("https://ho st/x", DIGITS))
        .isInstanceOf(TorchException.class);
  }
}
