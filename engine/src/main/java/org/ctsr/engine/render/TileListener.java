package org.ctsr.engine.render;

import org.ctsr.engine.tile.Tile;

/** Hears of tiles of the view. Called from the scheduler's threads: return at once. */
public interface TileListener {
  /** A tile of {@code plan} is in the cache at every level. */
  void tileReady(RenderPlan plan, Tile tile);

  /** A tile of {@code plan} could not be computed and will not be tried again for this plan. */
  void tileFailed(RenderPlan plan, Tile tile, Exception reason);
}
