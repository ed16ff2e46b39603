package org.ctsr.engine.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileGridTest {
  @ParameterizedTest
  @CsvSource({
    "1,1,64,8",
    "1,999,64,8",
    "64,64,64,0",
    "65,63,64,8",
    "1000,700,256,32",
    "37,41,16,40"
  })
  void coresPartitionThePhoto(int width, int height, int core, int halo) {
    TileGrid grid = new TileGrid(width, height, core, halo);
    int[] covered = new int[width * height];
    for (Tile tile : grid.tiles()) {
      for (int y = tile.core().y(); y < tile.core().bottom(); y++) {
        for (int x = tile.core().x(); x < tile.core().right(); x++) {
          covered[y * width + x]++;
        }
      }
    }
    assertThat(covered).containsOnly(1);
  }

  @Test
  void inputsAreCoresWithHaloCutAtTheBorder() {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      int width = 1 + random.nextInt(900);
      int height = 1 + random.nextInt(900);
      int halo = random.nextInt(60);
      TileGrid grid = new TileGrid(width, height, 16 + random.nextInt(300), halo);
      for (Tile tile : grid.tiles()) {
        Rectangle core = tile.core();
        Rectangle input = tile.input();
        assertThat(input.x()).isEqualTo(Math.max(0, core.x() - halo));
        assertThat(input.y()).isEqualTo(Math.max(0, core.y() - halo));
        assertThat(input.right()).isEqualTo(Math.min(width, core.right() + halo));
        assertThat(input.bottom()).isEqualTo(Math.min(height, core.bottom() + halo));
        assertThat(core.x() % TileGrid.ALIGNMENT).isZero();
        assertThat(core.y() % TileGrid.ALIGNMENT).isZero();
      }
    }
  }

  @Test
  void coresAreNearlyEqualRatherThanAFewLargeAndASliver() {
    TileGrid grid = new TileGrid(520, 100, 256, 16);
    assertThat(grid.columns()).isEqualTo(3);
    assertThat(grid.coreWidth()).isEqualTo(176);
  }

  @Test
  void tilesInFindsExactlyTheTilesThatShareAPixel() {
    TileGrid grid = new TileGrid(700, 500, 96, 8);
    Rectangle area = new Rectangle(95, 190, 100, 3);
    assertThat(grid.tilesIn(area))
        .containsExactlyElementsOf(
            grid.tiles().stream().filter(tile -> tile.core().intersects(area)).toList());
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> new TileGrid(0, 5, 64, 8))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TileGrid(5, 5, 64, 8).tile(1, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void gridsOfTheSameTilesAreEqual() {
    TileGrid grid = new TileGrid(520, 100, 256, 16);
    assertThat(grid)
        .isEqualTo(new TileGrid(520, 100, 176, 112, 16))
        .hasSameHashCodeAs(new TileGrid(520, 100, 176, 112, 16))
        .isNotEqualTo(new TileGrid(520, 100, 512, 16))
        .isNotEqualTo(new TileGrid(520, 100, 256, 8));
  }
}
