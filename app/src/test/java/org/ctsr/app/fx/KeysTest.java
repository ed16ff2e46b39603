package org.ctsr.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class KeysTest {
  @Test
  @EnabledOnOs({OS.LINUX, OS.WINDOWS})
  void keysAreNamedAsOnMostKeyboards() {
    assertThat(Keys.text("Shortcut+V")).isEqualTo("Ctrl+V");
    assertThat(Keys.text("Shortcut+Plus")).isEqualTo("Ctrl++");
    assertThat(Keys.text("Shortcut+Minus")).isEqualTo("Ctrl+-");
    assertThat(Keys.text("Shortcut+[")).isEqualTo("Ctrl+[");
  }

  @Test
  @EnabledOnOs(OS.MAC)
  void keysAreNamedAsOnAMac() {
    assertThat(Keys.text("Shortcut+V")).isEqualTo("\u2318V");
  }
}
