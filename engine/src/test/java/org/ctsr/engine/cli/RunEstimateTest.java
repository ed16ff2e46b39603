package org.ctsr.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunEstimateTest {
  private static final long SECOND = 1_000_000_000L;

  private final RunEstimate estimate = new RunEstimate(4);

  @Test
  void goesByPixelsNotByPhotos() {
    estimate.start(5 * SECOND);
    estimate.start(6 * SECOND);
    estimate.expect(1, 100);
    estimate.expect(2, 100);
    estimate.expect(3, 1000);
    assertThat(estimate.secondsLeft(1, 0.5, 10 * SECOND)).as("a size is not known").isNaN();
    estimate.expect(4, 200);
    assertThat(estimate.secondsLeft(1, 0, 10 * SECOND)).as("nothing is done").isNaN();
    // 50 pixels in 5 seconds, 1350 to come.
    assertThat(estimate.secondsLeft(1, 0.5, 10 * SECOND)).isEqualTo(135);
    estimate.ended(1, 1);
    assertThat(estimate.secondsLeft(2, 0, 15 * SECOND)).isEqualTo(130);
  }

  @Test
  void photosThatCostNothingDoNotMakeTheOthersLookQuick() {
    estimate.start(0);
    for (int i = 1; i <= 4; i++) {
      estimate.expect(i, i == 4 ? 0 : 100);
    }
    estimate.ended(1, 0); // its result was there
    assertThat(estimate.secondsLeft(2, 0.5, 10 * SECOND)).isEqualTo(30);
    estimate.ended(2, 1);
    estimate.ended(3, 0.5); // failed
    assertThat(estimate.secondsLeft(4, 0, 30 * SECOND)).isZero();
  }
}
