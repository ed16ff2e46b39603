package org.ctsr.engine.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.ctsr.engine.TestPhotos;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.render.RenderPlan;
import org.ctsr.engine.tile.TileCache;
import org.ctsr.engine.tile.TileGrid;
import org.junit.jupiter.api.Test;

class ViewSourceTest {
  private static final int SCALE = 4;

  private final RgbImage photo = TestPhotos.photo(320, 64, 5);
  private final TileGrid grid = new TileGrid(320, 64, 32, 4);

  private RenderPlan plan(long budget, Viewport viewport) {
    try (TileCache cache = new TileCache(budget, null)) {
      RenderPlan plan =
          new ViewSource(photo, SCALE, grid, cache, "model", "float32").plan(viewport, true);
      assertThat(plan).isNotNull();
      return plan;
    }
  }

  @Test
  void tilesFarFromTheViewAreWantedOnlyIfAllCanBeKept() {
    Viewport corner = new Viewport(1, 0, 0, 100, 100);
    long all = 320L * 64 * SCALE * SCALE * 12 * 4 / 3;
    assertThat(plan(all, corner).tiles()).hasSize(grid.size());
    assertThat(plan(all, corner).near()).isLessThan(grid.size());
    RenderPlan part = plan(all / 2, corner);
    assertThat(part.tiles()).hasSize(part.near());
    assertThat(part.near()).isLessThan(grid.size());
  }

  @Test
  void aViewZoomedOutWantsAReducedLevelNearItAndTheFullSizeElsewhere() {
    RenderPlan plan = plan(Long.MAX_VALUE, new Viewport(0.25, 0, 0, 40, 40));
    assertThat(plan.level()).isEqualTo(2);
    assertThat(plan.wantedKey(0)).isEqualTo(plan.key(plan.tiles().get(0), 2));
    int last = grid.size() - 1;
    assertThat(plan.wantedKey(last)).isEqualTo(plan.key(plan.tiles().get(last), 0));
  }
}
