package org.ctsr.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FidelityWatchTest {
  private final FidelityWatch watch = new FidelityWatch();

  @Test
  void aStudentThatLosesADecibelIsTold() {
    assertThat(watch.seen("slider", 0, rows(37.7))).isNull();
    assertThat(watch.seen("slider", 400, rows(37.8))).isNull();
    assertThat(watch.seen("slider", 800, rows(36.9))).as("ups and downs").isNull();
    assertThat(watch.seen("slider", 1200, rows(34.6)))
        .contains("34.6 dB")
        .contains("after 1200 steps of stage 'slider', and was 37.8 after 400");
    assertThat(watch.seen("slider", 1600, rows(37.0))).as("it has come back").isNull();
  }

  @Test
  void anotherStageBeginsAnew() {
    watch.seen("fuse", 0, rows(37.7));
    assertThat(watch.seen("slider", 0, rows(30))).isNull();
    assertThat(watch.seen("slider", 400, rows(28.9))).contains("was 30.0 after 0");
  }

  /** What t = 1 loses is its purpose. */
  private static List<ValidationRow> rows(double faithful) {
    return List.of(row(0, faithful), row(1, faithful < 37 ? 20 : 36));
  }

  private static ValidationRow row(double realness, double psnr) {
    return new ValidationRow("student", realness, psnr, 5, 30, 0);
  }
}
