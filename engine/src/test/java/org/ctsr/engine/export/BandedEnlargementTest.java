package org.ctsr.engine.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.ctsr.engine.TestModels;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;
import org.ctsr.engine.model.ModelManifest;
import org.ctsr.engine.tile.TileGrid;
import org.junit.jupiter.api.Test;

class BandedEnlargementTest {
  private static RgbImage photo(int width, int height) {
    SamplePlane[] planes = new SamplePlane[3];
    for (int c = 0; c < 3; c++) {
      planes[c] = SamplePlane.of(new byte[width * height]);
    }
    return RgbImage.rgb(width, height, planes[0], planes[1], planes[2], null, Metadata.NONE);
  }

  /** What is around a core counts for the network's memory as the core does. */
  @Test
  void flatTilesNeedNoMoreMemoryThanSquareOnes() throws Exception {
    ModelManifest model = TestModels.library().open(TestModels.STUDENT).manifest();
    int halo = model.halo();
    for (int width : new int[] {3000, 12_000, 20_000}) {
      for (int variants : new int[] {1, 3, 11, 40}) {
        TileGrid grid = BandedEnlargement.grid(photo(width, 40), model, 512, variants);
        long area = (grid.coreWidth() + 2L * halo) * (grid.coreHeight() + 2L * halo);
        assertThat(area).isLessThanOrEqualTo((512 + 2L * halo) * (512 + 2L * halo));
      }
    }
    TileGrid square = BandedEnlargement.grid(photo(600, 600), model, 512, 1);
    assertThat(square).isEqualTo(new TileGrid(600, 600, 512, halo));
  }
}
