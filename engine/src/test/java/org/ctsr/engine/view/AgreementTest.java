package org.ctsr.engine.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.render.RealnessMap;
import org.ctsr.engine.tile.ArrayPlanes;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private static final int WIDTH = 50;
  private static final int HEIGHT = 37;

  private final TestViews views = new TestViews(WIDTH, HEIGHT, 32, TestViews.planes(WIDTH, HEIGHT));

  /** Directly from the definition, in double precision. */
  private double expected(ArrayPlanes planes, double t) {
    double error = 0;
    float[] photo = new float[WIDTH * HEIGHT];
    for (int channel = 0; channel < 3; channel++) {
      views.photo.readRegion(channel, 0, 0, WIDTH, HEIGHT, photo, 0, WIDTH);
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          double sum = 0;
          for (int i = 0; i < 16; i++) {
            int at = (4 * y + i / 4) * WIDTH * 4 + 4 * x + i % 4;
            sum +=
                planes.planes()[channel][at]
                    + t * planes.planes()[3 + channel][at]
                    + t * (1 - t) * planes.planes()[6 + channel][at];
          }
          error += Math.pow(sum / 16 - photo[y * WIDTH + x], 2);
        }
      }
    }
    return -10 * Math.log10(error / (3.0 * WIDTH * HEIGHT));
  }

  @Test
  void isThePsnrOfTheReducedResult() {
    Agreement agreement = new Agreement(views.source);
    assertThat(agreement.decibels(Realness.of(0.5))).isNaN();
    views.putAll();
    views.grid.tiles().forEach(tile -> assertThat(agreement.measure(tile)).isTrue());
    assertThat(agreement.measuredShare()).isEqualTo(1);
    for (double t : new double[] {0, 0.25, 0.5, 1}) {
      assertThat(agreement.decibels(Realness.of(t)))
          .isCloseTo(expected(TestViews.planes(WIDTH, HEIGHT), t), Offset.offset(0.02));
    }
  }

  @Test
  void anEvenMapEqualsANumber() {
    views.putAll();
    Agreement agreement = new Agreement(views.source);
    views.grid.tiles().forEach(agreement::measure);
    float[] values = new float[20];
    Arrays.fill(values, 0.7f);
    assertThat(agreement.decibels(new RealnessMap(5, 4, values)))
        .isCloseTo(agreement.decibels(Realness.of(0.7)), Offset.offset(1e-6));
  }

  @Test
  void countsOnlyWhatWasMeasured() {
    Agreement agreement = new Agreement(views.source);
    assertThat(agreement.measure(views.grid.tile(0, 0))).isFalse();
    views.put(views.grid.tile(0, 0));
    assertThat(agreement.measure(views.grid.tile(0, 0))).isTrue();
    assertThat(agreement.measuredShare()).isStrictlyBetween(0.0, 1.0);
    assertThat(agreement.decibels(Realness.of(0))).isFinite();
  }

  @Test
  void aTileOfAnotherModelsGridIsNotMeasured() {
    views.putAll();
    Agreement agreement = new Agreement(views.source);
    TestViews finer = new TestViews(WIDTH, HEIGHT, 16, TestViews.planes(WIDTH, HEIGHT));
    assertThat(finer.grid.size()).isGreaterThan(views.grid.size());
    assertThat(finer.grid.tiles()).noneMatch(agreement::measure);
    assertThat(agreement.measuredShare()).isZero();
  }
}
