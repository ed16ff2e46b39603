package org.ctsr.app.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DisplayProblemTest {
  private static final RuntimeException NO_DISPLAY =
      new RuntimeException(new UnsupportedOperationException("Unable to open DISPLAY"));

  @Test
  void saysThatThereIsNoDisplay() {
    assertThat(DisplayProblem.explain(NO_DISPLAY, null))
        .hasValueSatisfying(
            text -> assertThat(text).contains("DISPLAY is not set").contains("ctsr upscale"));
  }

  @Test
  void namesTheDisplayThatCannotBeOpened() {
    assertThat(DisplayProblem.explain(NO_DISPLAY, ":77"))
        .hasValueSatisfying(text -> assertThat(text).contains("':77' cannot be opened"));
  }

  @Test
  void namesTheLibraryThatIsMissing() {
    assertThat(
            DisplayProblem.explain(
                new RuntimeException(new UnsatisfiedLinkError("libgtk-3.so.0: not found\nmore")),
                ":0"))
        .hasValueSatisfying(
            text -> assertThat(text).contains("(libgtk-3.so.0: not found)").contains("Debian"));
  }

  @Test
  void leavesOtherFailuresAlone() {
    assertThat(DisplayProblem.explain(new IllegalStateException("a defect"), ":0")).isEmpty();
  }
}
