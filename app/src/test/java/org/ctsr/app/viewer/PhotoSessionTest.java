package org.ctsr.app.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import org.ctsr.app.engine.EngineSession;
import org.ctsr.app.engine.Enlargement;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.tile.Tile;
import org.ctsr.engine.tile.TileGrid;
import org.ctsr.engine.view.Agreement;
import org.junit.jupiter.api.Test;

class PhotoSessionTest {
  private static final int SIDE = 256;

  private static Enlargement cut(int core, String precision) {
    return new Enlargement(4, new TileGrid(SIDE, SIDE, core, 0), "digest", precision);
  }

  @Test
  void eachWayToCutTheTilesIsMeasuredByItself() {
    PhotoSession photo = ViewerTestBed.photo(SIDE, SIDE, 1);
    RgbImage image = photo.photo().image();
    try (EngineSession engine = ViewerTestBed.engine()) {
      Enlargement large = cut(256, "float32");
      Enlargement small = cut(64, "float32");
      Agreement first = photo.agreement(large, engine.sourceOf(image, large));
      Agreement second = photo.agreement(small, engine.sourceOf(image, small));
      for (Tile tile : small.grid().tiles()) {
        assertThat(second.has(tile)).isFalse();
      }
      assertThat(photo.agreement(cut(64, "half"), engine.sourceOf(image, small)))
          .isNotSameAs(second);
      assertThat(photo.agreement(cut(256, "float32"), engine.sourceOf(image, large)))
          .isSameAs(first);
    }
  }
}
