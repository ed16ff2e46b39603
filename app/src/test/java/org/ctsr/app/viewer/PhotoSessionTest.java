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

  @Test
  void anEmptyMaskGoesWithThePixels() {
    PhotoSession photo = ViewerTestBed.photo(SIDE, SIDE, 1);
    RealnessMask prepared = photo.mask();
    PhotoSession again = new PhotoSession(photo.photo(), photo.keep());
    assertThat(again.mask()).isNotSameAs(prepared);
  }

  @Test
  void aPaintedMaskComesBackInOtherMemory() {
    PhotoSession photo = ViewerTestBed.photo(SIDE, SIDE, 1);
    RealnessMask used = photo.mask();
    used.beginStroke();
    used.strokeTo(0.4, 0.5, 0.6, 0.5, new RealnessMask.Brush(0.2, 0.5, 0.3, false));
    used.endStroke();
    float[] painted = used.copy();
    float[] seen = row(photo);
    PhotoSession.Kept kept = photo.keep();
    assertThat(kept.isPainted()).isTrue();
    PhotoSession again = new PhotoSession(photo.photo(), kept);
    assertThat(again.isPainted()).isTrue();
    assertThat(row(again)).isEqualTo(seen);
    assertThat(again.mask()).isNotSameAs(used);
    assertThat(again.mask().copy()).isEqualTo(painted);
    assertThat(again.canUndo()).isTrue();
    again.mask().undo();
    assertThat(again.isPainted()).isFalse();
    assertThat(again.canRedo()).isTrue();
  }

  @Test
  void aStrokeInProgressGoesOnWhileThePixelsGo() {
    PhotoSession photo = ViewerTestBed.photo(SIDE, SIDE, 1);
    RealnessMask used = photo.mask();
    used.beginStroke();
    photo.keep();
    assertThat(photo.mask()).isSameAs(used);
  }

  private static float[] row(PhotoSession photo) {
    float[] row = new float[SIDE];
    photo.liveRealness(0.3).sampleRow(0.5, 0.5 / SIDE, 1.0 / SIDE, row, SIDE);
    return row;
  }
}
