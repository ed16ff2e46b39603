package org.ctsr.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.ctsr.engine.TestModels;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.ModelManifest;
import org.ctsr.engine.tile.TileGrid;
import org.junit.jupiter.api.Test;

class TileSizeTest {
  private static ModelManifest manifest() throws ModelException {
    return TestModels.library().open(TestModels.STUDENT).manifest();
  }

  @Test
  void staysWithinTheBudgetAndUsesIt() throws ModelException {
    for (long budget = 10_000_000; budget < 1_000_000_000; budget *= 2) {
      int core = TileSize.choose(manifest(), budget, false, TileSize.Use.EXPORT);
      long side = core + 24;
      assertThat(core % TileGrid.ALIGNMENT).isZero();
      assertThat(side * side * 2000).isLessThanOrEqualTo(budget);
      if (core < 512) {
        side += TileGrid.ALIGNMENT;
        assertThat(side * side * 2000).isGreaterThan(budget);
      }
    }
  }

  @Test
  void viewsOnACpuGetSmallerTilesThanFiles() throws ModelException {
    assertThat(TileSize.choose(manifest(), 1L << 30, false, TileSize.Use.VIEW))
        .isLessThan(TileSize.choose(manifest(), 1L << 30, false, TileSize.Use.EXPORT));
  }

  @Test
  void thereIsAlwaysATile() throws ModelException {
    assertThat(TileSize.choose(manifest(), 1, false, TileSize.Use.EXPORT)).isPositive();
  }

  @Test
  void theLargestTileIsOneWhoseResultABufferHolds() throws ModelException {
    ModelManifest manifest = manifest();
    long core = TileSize.largest(manifest);
    assertThat(core % TileGrid.ALIGNMENT).isZero();
    assertThat(resultBytes(manifest, core)).isLessThanOrEqualTo(Integer.MAX_VALUE);
    assertThat(resultBytes(manifest, core + TileGrid.ALIGNMENT)).isGreaterThan(Integer.MAX_VALUE);
  }

  private static long resultBytes(ModelManifest manifest, long core) {
    long side = manifest.scale() * (core + 2L * manifest.halo());
    return 9 * Float.BYTES * side * side;
  }
}
