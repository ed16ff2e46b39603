package org.ctsr.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReasonsTest {
  @Test
  void saysWhatAFailureSays() {
    assertThat(Reasons.of(new IllegalStateException("why"))).isEqualTo("why");
  }

  @Test
  void saysWhatCanBeDoneForWantOfMemory() {
    assertThat(Reasons.of(new OutOfMemoryError("Java heap space"))).contains("Close photos");
  }

  @Test
  void doesNotNameAFileTwice() {
    Path file = Path.of("a.png");
    assertThat(Reasons.without(file, "a.png: is empty")).isEqualTo("is empty");
    assertThat(Reasons.without(file, "is empty")).isEqualTo("is empty");
  }
}
