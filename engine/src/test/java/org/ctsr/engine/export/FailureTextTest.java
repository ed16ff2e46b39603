package org.ctsr.engine.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        .contains("not enough memory")
        .doesNotContain("-Xmx")
        .doesNotContain("java.lang");
    assertThat(FailureText.of(FILE, new IllegalStateException()))
        .startsWith("a.png: ")
        .contains("an error in the program", "IllegalStateException");
    assertThat(
            FailureText.of(
                FILE,
                new UncheckedIOException("its temporary file cannot be read", new IOException())))
        .isEqualTo("a.png: could not be made, its temporary file cannot be read");
    // As the scheduler of tiles hands it on.
    assertThat(FailureText.of(FILE, new IllegalStateException("x", new OutOfMemoryError())))
        .contains("not enough memory")
        .doesNotContain("-Xmx");
  }

  @Test
  void ofWhatPyTorchSaysTheUserSeesThePoint() {
    String traceback =
        "The following operation failed in the TorchScript interpreter.\n"
            + "Traceback of TorchScript (most recent call last):\n"
            + "  File \"code/x.py\", line 9, in forward\n"
            + "RuntimeError: The size of tensor a (3) must match\n";
    assertThat(FailureText.of(FILE, new EngineException(traceback)))
        .startsWith("a.png: ")
        .contains("RuntimeError: The size of tensor a (3) must match")
        .doesNotContain("Traceback", "\n");
    assertThat(FailureText.of(FILE, new EngineException("one\ntwo")))
        .contains("one")
        .doesNotContain("two");
  }
}
