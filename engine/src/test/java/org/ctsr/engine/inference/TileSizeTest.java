package org.ctsr.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Objects;
import org.ctsr.engine.TestModels;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.ModelLibrary;
import org.ctsr.engine.model.ModelManifest;
import org.ctsr.engine.tile.TileGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /**
   * What a tile takes by the manifest, in MB, and how many pixels go through the network for one of
   * the photo.
   */
  @ParameterizedTest
  @CsvSource({
    // halo 36, (512 + 72)^2 x 2600 bytes
    "ctsr-compact-x4, 512, 887, 1.30",
    // halo 32, (512 + 64)^2 x 1000 bytes
    "fidelity-teacher-x4, 512, 332, 1.27",
    // halo 88, (160 + 176)^2 x 11500 bytes
    "realness-teacher-x4, 160, 1298, 4.41",
    // halo 88, (160 + 176)^2 x 11800 bytes
    "teacher-blend-x4, 160, 1332, 4.41",
  })
  void aTileOfEveryShippedModelLeavesRoomUnderTheCeiling(
      String name, int core, long megabytes, double overhead) throws ModelException {
    ModelManifest manifest =
        ModelLibrary.readManifest(Path.of(System.getProperty("ctsr.root"), "models", name));
    assertThat(TileSize.choose(manifest, TileSize.LARGEST_BUDGET, false, TileSize.Use.EXPORT))
        .isEqualTo(core);
    long side = core + 2L * manifest.halo();
    long bytes = side * side * Objects.requireNonNull(manifest.workingMemory());
    assertThat(Math.round(bytes / 1e6)).isEqualTo(megabytes).isLessThan(1400);
    assertThat((double) side * side / ((double) core * core)).isCloseTo(overhead, within(0.01));
  }

  @Test
  void aCardIsNotMeasuredByTheMemoryOfTheMachine() {
    assertThat(TileSize.budget(true)).isEqualTo(3L << 30);
    assertThat(TileSize.budget(false)).isLessThanOrEqualTo(TileSize.LARGEST_BUDGET);
  }

  private static long resultBytes(ModelManifest manifest, long core) {
    long side = manifest.scale() * (core + 2L * manifest.halo());
    return 9 * Float.BYTES * side * side;
  }
}
