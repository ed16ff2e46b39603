package org.ctsr.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.ctsr.engine.TestModels;
import org.ctsr.engine.TestPhotos;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.tile.Tile;
import org.ctsr.engine.tile.TileGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiledEqualsWholeTest {
  @ParameterizedTest
  @CsvSource({
    "tiny-student-x4,101,73,16",
    "tiny-student-x4,101,73,48",
    "tiny-student-x4,64,130,64",
    "tiny-blend-x4,90,70,32",
    "tiny-fidelity-x4,90,70,32"
  })
  void anyTileSizeGivesTheSamePixels(String model, int width, int height, int core)
      throws Exception {
    RgbImage photo = TestPhotos.photo(width, height, 1);
    try (ModelRunner runner = TestModels.load(model)) {
      TileUpscaler upscaler = new TileUpscaler(runner);
      Rectangle all = new Rectangle(0, 0, width, height);
      try (BasisPlanes whole = upscaler.upscale(photo, new Tile(0, 0, all, all))) {
        assertThat(whole.width()).isEqualTo(4 * width);
        assertThat(whole.height()).isEqualTo(4 * height);
        TileGrid grid = new TileGrid(width, height, core, runner.model().manifest().halo());
        double worst = 0;
        for (Tile tile : grid.tiles()) {
          try (BasisPlanes planes = upscaler.upscale(photo, tile)) {
            worst = Math.max(worst, difference(whole, planes, tile));
          }
        }
        assertThat(worst).isLessThanOrEqualTo(1.0 / 255);
      }
    }
  }

  private static double difference(BasisPlanes whole, BasisPlanes part, Tile tile) {
    float[] expected = new float[whole.width()];
    float[] actual = new float[part.width()];
    double worst = 0;
    for (int plane = 0; plane < 9; plane++) {
      for (int y = 0; y < part.height(); y++) {
        whole.row(plane / 3, plane % 3, 4 * tile.core().y() + y, expected, 0);
        part.row(plane / 3, plane % 3, y, actual, 0);
        for (int x = 0; x < part.width(); x++) {
          worst = Math.max(worst, Math.abs(expected[4 * tile.core().x() + x] - actual[x]));
        }
      }
    }
    return worst;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,40", "3,2", "40,1"})
  void photosSmallerThanTheNetworkAcceptsWork(int width, int height) throws Exception {
    RgbImage photo = TestPhotos.photo(width, height, 2);
    try (ModelRunner runner = TestModels.load(TestModels.STUDENT)) {
      Tile tile = new TileGrid(width, height, 64, 12).tile(0, 0);
      try (BasisPlanes planes = new TileUpscaler(runner).upscale(photo, tile)) {
        assertThat(planes.width()).isEqualTo(4 * width);
        assertThat(planes.height()).isEqualTo(4 * height);
      }
    }
  }

  @Test
  void aBlendIsTheFirstTeacherAndTheDifferenceToTheSecond() throws Exception {
    RgbImage photo = TestPhotos.photo(30, 20, 3);
    Tile tile = new TileGrid(30, 20, 64, 8).tile(0, 0);
    try (ModelRunner blend = TestModels.load(TestModels.BLEND);
        ModelRunner fidelity = TestModels.load(TestModels.FIDELITY);
        ModelRunner realness = TestModels.load("tiny-realness-x4");
        BasisPlanes basis = new TileUpscaler(blend).upscale(photo, tile);
        BasisPlanes f = new TileUpscaler(fidelity).upscale(photo, tile);
        BasisPlanes r = new TileUpscaler(realness).upscale(photo, tile)) {
      float[][] rows = new float[5][120];
      basis.row(0, 1, 33, rows[0], 0);
      basis.row(1, 1, 33, rows[1], 0);
      basis.row(2, 1, 33, rows[2], 0);
      f.row(0, 1, 33, rows[3], 0);
      r.row(0, 1, 33, rows[4], 0);
      assertThat(rows[0]).isEqualTo(rows[3]);
      assertThat(rows[2]).containsOnly(0);
      for (int x = 0; x < 120; x++) {
        assertThat(rows[0][x] + rows[1][x])
            .isCloseTo(rows[4][x], org.assertj.core.api.Assertions.within(1e-5f));
      }
      assertThat(blend.evaluations()).isEqualTo(2);
      assertThat(f.hasDetail()).isFalse();
    }
  }
}
