package org.ctsr.engine.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class BasisTileTest {
  private static final int WIDTH = 37;
  private static final int HEIGHT = 23;

  @Test
  void quantisedValuesAreWithinHalfAStep() {
    ArrayPlanes planes = ArrayPlanes.random(WIDTH, HEIGHT, 5);
    BasisTile tile = BasisTile.quantise(planes.planes(), WIDTH, HEIGHT);
    for (int basis = 0; basis < 3; basis++) {
      for (int channel = 0; channel < 3; channel++) {
        float step = basis == 0 ? 1f / BasisTile.UNIT : tile.scale(basis, channel);
        float[] plane = planes.planes()[basis * 3 + channel];
        for (int i = 0; i < plane.length; i++) {
          assertThat(tile.value(basis, channel, i % WIDTH, i / WIDTH))
              .isCloseTo(plane[i], within(0.5001f * step + 1e-6f));
        }
      }
    }
  }

  @Test
  void takesTwelveBytesAPixel() {
    BasisTile tile = BasisTile.quantise(new float[3][WIDTH * HEIGHT], WIDTH, HEIGHT);
    assertThat(tile.base().length * 2L + tile.detail().length)
        .isEqualTo(tile.bytes())
        .isEqualTo(12L * WIDTH * HEIGHT);
  }

  @Test
  void missingDetailCountsAsZero() {
    BasisTile tile = BasisTile.quantise(new float[3][4], 2, 2);
    assertThat(tile.value(1, 0, 1, 1)).isZero();
    assertThat(tile.value(2, 2, 0, 1)).isZero();
  }

  @Test
  void writtenAndReadBackIsTheSame() {
    BasisTile tile =
        BasisTile.quantise(ArrayPlanes.random(WIDTH, HEIGHT, 6).planes(), WIDTH, HEIGHT);
    ByteBuffer buffer = ByteBuffer.allocate((int) tile.storedBytes());
    tile.write(buffer);
    assertThat(buffer.hasRemaining()).isFalse();
    BasisTile again = BasisTile.read(buffer.flip());
    assertThat(again.base()).isEqualTo(tile.base());
    assertThat(again.detail()).isEqualTo(tile.detail());
    assertThat(again.scale(2, 1)).isEqualTo(tile.scale(2, 1));
  }

  @Test
  void pyramidLevelsHalveAndKeepTheMean() {
    ArrayPlanes planes = ArrayPlanes.random(64, 32, 7);
    List<BasisTile> levels = TilePyramid.build(planes);
    assertThat(levels).hasSize(TilePyramid.LEVELS);
    assertThat(levels.get(3).width()).isEqualTo(8);
    assertThat(levels.get(3).height()).isEqualTo(4);
    for (int basis = 0; basis < 3; basis++) {
      assertThat(mean(levels.get(4), basis)).isCloseTo(mean(levels.get(0), basis), within(2e-3));
    }
  }

  @Test
  void blendingTheReducedBasisEqualsReducingTheBlend() {
    ArrayPlanes planes = ArrayPlanes.random(16, 16, 8);
    BasisTile level1 = TilePyramid.build(planes).get(1);
    float t = 0.7f;
    float[][] p = planes.planes();
    float[] blended = new float[256];
    for (int i = 0; i < 256; i++) {
      blended[i] = p[0][i] + t * p[3][i] + t * (1 - t) * p[6][i];
    }
    float[] reduced = new float[64];
    TilePyramid.halve(blended, 16, 16, reduced);
    for (int i = 0; i < 64; i++) {
      float fromBasis =
          level1.value(0, 0, i % 8, i / 8)
              + t * level1.value(1, 0, i % 8, i / 8)
              + t * (1 - t) * level1.value(2, 0, i % 8, i / 8);
      assertThat(fromBasis).isCloseTo(reduced[i], within(0.6f / 255));
    }
  }

  private static double mean(BasisTile tile, int basis) {
    double sum = 0;
    for (int y = 0; y < tile.height(); y++) {
      for (int x = 0; x < tile.width(); x++) {
        sum += tile.value(basis, 0, x, y);
      }
    }
    return sum / (tile.width() * tile.height());
  }
}
