package org.ctsr.engine.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.ctsr.engine.image.PhotoException;
import org.junit.jupiter.api.Test;

class FailureTextTest {
  private static final Path FILE = Path.of("a.png");

  @Test
  void everyReasonIsASentenceThatBeginsWithTheFile() {
    assertThat(FailureText.of(FILE, new PhotoException(FILE, "is empty")))
        .isEqualTo("a.png: is empty");
    assertThat(FailureText.of(FILE, new OutOfMemoryError("Java heap space")))
        .startsWith("a.png: ")
        .contains("not enough memory", "-Xmx")
        .doesNotContain("java.lang");
    assertThat(FailureText.of(FILE, new IllegalStateException()))
        .startsWith("a.png: ")
        .contains("an error in the program", "IllegalStateException");
  }
}
