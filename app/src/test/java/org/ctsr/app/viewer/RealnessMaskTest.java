package org.ctsr.app.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.ctsr.engine.image.RowSource;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.render.RealnessMap;
import org.junit.jupiter.api.Test;

class RealnessMaskTest {
  private static final RealnessMask.Brush HARD = new RealnessMask.Brush(0.1, 0.4, 0, false);

  private final RealnessMask mask = new RealnessMask(200, 100);

  private float at(double slider, double x, double y) {
    float[] value = new float[1];
    mask.realness(slider).sampleRow(y, x, 0, value, 1);
    return value[0];
  }

  private void stroke(double x, double y, RealnessMask.Brush brush) {
    mask.beginStroke();
    mask.strokeTo(x, y, x, y, brush);
    mask.endStroke();
  }

  @Test
  void isANumberAsLongAsNothingIsPainted() throws Exception {
    assertThat(mask.realness(0.3)).isEqualTo(Realness.of(0.3));
    assertThat(mask.isEmpty()).isTrue();
  }

  @Test
  void addsToTheSliderWhereItIsPainted() {
    stroke(0.25, 0.5, HARD);
    assertThat(at(0.3, 0.25, 0.5)).isCloseTo(0.7f, Offset.offset(1e-5f));
    assertThat(at(0.3, 0.9, 0.5)).isCloseTo(0.3f, Offset.offset(1e-5f));
    assertThat(at(0.8, 0.25, 0.5)).isEqualTo(1f);
    assertThat(at(0.8, 0.9, 0.5)).isCloseTo(0.8f, Offset.offset(1e-5f));
  }

  @Test
  void goingOverAPlaceTwiceInOneStrokePaintsOnce() {
    mask.beginStroke();
    mask.strokeTo(0.2, 0.5, 0.6, 0.5, HARD);
    mask.strokeTo(0.6, 0.5, 0.2, 0.5, HARD);
    mask.endStroke();
    assertThat(at(0.1, 0.4, 0.5)).isCloseTo(0.5f, Offset.offset(1e-5f));
  }

  @Test
  void softnessFadesTowardsTheRim() {
    stroke(0.5, 0.5, new RealnessMask.Brush(0.2, 0.5, 1, false));
    float middle = at(0, 0.5, 0.5);
    float between = at(0, 0.6, 0.5);
    float outside = at(0, 0.75, 0.5);
    assertThat(middle).isGreaterThan(between);
    assertThat(between).isGreaterThan(outside);
    assertThat(outside).isZero();
  }

  @Test
  void undoAndRedoStepThroughStrokes() {
    stroke(0.25, 0.5, HARD);
    stroke(0.75, 0.5, HARD);
    assertThat(mask.undo()).isTrue();
    assertThat(at(0, 0.75, 0.5)).isZero();
    assertThat(at(0, 0.25, 0.5)).isCloseTo(0.4f, Offset.offset(1e-5f));
    assertThat(mask.undo()).isTrue();
    assertThat(mask.isEmpty()).isTrue();
    assertThat(mask.undo()).isFalse();
    assertThat(mask.redo()).isTrue();
    assertThat(mask.redo()).isTrue();
    assertThat(mask.redo()).isFalse();
    assertThat(at(0, 0.75, 0.5)).isCloseTo(0.4f, Offset.offset(1e-5f));
  }

  @Test
  void aNewStrokeForgetsWhatWasUndone() {
    stroke(0.25, 0.5, HARD);
    mask.undo();
    stroke(0.75, 0.5, HARD);
    assertThat(mask.canRedo()).isFalse();
  }

  @Test
  void erasingTakesPaintAway() {
    stroke(0.5, 0.5, HARD);
    stroke(0.5, 0.5, new RealnessMask.Brush(0.2, 1, 0, true));
    assertThat(mask.isEmpty()).isTrue();
    assertThat(mask.canUndo()).isTrue();
  }

  @Test
  void invertingSwapsRaisedAndLowered() {
    stroke(0.5, 0.5, HARD);
    mask.invert();
    assertThat(at(0.5, 0.5, 0.5)).isCloseTo(0.1f, Offset.offset(1e-5f));
    mask.clear();
    assertThat(mask.isEmpty()).isTrue();
  }

  @Test
  void aSnapshotDoesNotFollowLaterStrokes() {
    stroke(0.5, 0.5, HARD);
    Realness snapshot = mask.snapshot(0.2);
    assertThat(snapshot).isInstanceOf(RealnessMap.class);
    mask.clear();
    float[] value = new float[1];
    snapshot.sampleRow(0.5, 0.5, 0, value, 1);
    assertThat(value[0]).isCloseTo(0.6f, Offset.offset(1e-5f));
  }

  @Test
  void theMapIsWhatIsPaintedPlusTheSliderWhateverCameBefore() {
    Random random = new Random(4);
    for (int step = 0; step < 400; step++) {
      switch (random.nextInt(8)) {
        case 0 -> mask.undo();
        case 1 -> mask.redo();
        case 2 -> mask.beginStroke();
        case 3 -> mask.invert();
        case 4 -> {
          if (random.nextInt(6) == 0) {
            mask.clear();
          }
        }
        default -> {
          mask.beginStroke();
          mask.strokeTo(
              random.nextDouble(),
              random.nextDouble(),
              random.nextDouble(),
              random.nextDouble(),
              new RealnessMask.Brush(
                  0.1 * random.nextDouble(), 0.4, random.nextDouble(), random.nextInt(4) == 0));
          if (random.nextBoolean()) {
            mask.endStroke();
          }
        }
      }
      float[] painted = mask.copy();
      if (painted != null && random.nextBoolean()) {
        double slider = random.nextInt(3) / 2.0;
        float[] row = new float[200];
        float[] copied = new float[200];
        for (int y = 0; y < 100; y++) {
          mask.realness(slider).sampleRow((y + 0.5) / 100, 0.5 / 200, 1.0 / 200, row, 200);
          for (int x = 0; x < 200; x++) {
            float expected = (float) Math.max(0, Math.min(1, slider + painted[y * 200 + x]));
            if (Math.abs(row[x] - expected) > 1e-4f) {
              assertThat(row[x]).as("step %d, %d,%d", step, x, y).isEqualTo(expected);
            }
          }
          RealnessMask.of(200, 100, painted, slider)
              .sampleRow((y + 0.5) / 100, 0.5 / 200, 1.0 / 200, copied, 200);
          if (!Arrays.equals(copied, row)) {
            assertThat(copied).as("step %d, row %d, from the copy", step, y).isEqualTo(row);
          }
        }
      }
    }
  }

  @Test
  void aStrokeBegunAnewEndsTheOneBefore() {
    mask.beginStroke();
    mask.strokeTo(0.25, 0.5, 0.25, 0.5, HARD);
    mask.beginStroke();
    mask.strokeTo(0.25, 0.5, 0.25, 0.5, HARD);
    mask.endStroke();
    assertThat(at(0, 0.25, 0.5)).isCloseTo(0.8f, Offset.offset(1e-5f));
    mask.undo();
    assertThat(at(0, 0.25, 0.5)).isCloseTo(0.4f, Offset.offset(1e-5f));
  }

  @Test
  void aGreyPictureRoundTrips() throws Exception {
    stroke(0.5, 0.5, new RealnessMask.Brush(0.3, 0.5, 1, false));
    RowSource rows = mask.toGrey(mask.snapshot(0.25));
    float[] grey = new float[rows.width() * rows.height()];
    float[][] row = new float[3][rows.width()];
    for (int y = 0; y < rows.height(); y++) {
      rows.nextRow(row);
      System.arraycopy(row[0], 0, grey, y * rows.width(), rows.width());
    }
    RealnessMask other = new RealnessMask(200, 100);
    other.load(other.fit(new RealnessMap(rows.width(), rows.height(), grey)), 0.25);
    float[] expected = new float[50];
    float[] actual = new float[50];
    mask.realness(0.25).sampleRow(0.45, 0, 0.02, expected, 50);
    other.realness(0.25).sampleRow(0.45, 0, 0.02, actual, 50);
    for (int i = 0; i < 50; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], Offset.offset(0.003f));
    }
    assertThat(other.undo()).isTrue();
    assertThat(other.isEmpty()).isTrue();
  }
}
