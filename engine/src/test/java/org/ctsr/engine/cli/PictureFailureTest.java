package org.ctsr.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.metric.MetricException;
import org.junit.jupiter.api.Test;

class PictureFailureTest {
  private static final Path FILE = Path.of("a.png");

  @Test
  void everyReasonIsALineThatNamesAFile() {
    assertThat(PictureFailure.sentence(FILE, new PhotoException(FILE, "is empty")))
        .isEqualTo("a.png: is empty");
    assertThat(PictureFailure.sentence(FILE, new MetricException(Path.of("f.pt"), "fails")))
        .isEqualTo("a.png: f.pt: fails");
    assertThat(PictureFailure.sentence(FILE, new NoSuchFileException("b.png")))
        .isEqualTo("b.png: does not exist");
    assertThat(PictureFailure.sentence(FILE, new OutOfMemoryError("Java heap space")))
        .isEqualTo(
            "a.png: could not be measured, there is not enough memory; give Java more with"
                + " JAVA_TOOL_OPTIONS=-Xmx8g (here for 8 GB)");
    assertThat(
            PictureFailure.sentence(
                FILE, new UncheckedIOException("its temporary file", new IOException())))
        .isEqualTo("a.png: could not be measured (its temporary file)");
    assertThat(PictureFailure.sentence(FILE, new IllegalStateException("one\ntwo")))
        .startsWith("a.png: ")
        .contains("IllegalStateException: one")
        .doesNotContain("two");
  }
}
