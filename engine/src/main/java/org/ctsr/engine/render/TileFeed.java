package org.ctsr.engine.render;

import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.Tile;
import org.jspecify.annotations.Nullable;

/**
 * Background work for a {@link TileScheduler}: the tiles of one photo, one after the other. Called
 * from several threads.
 */
public interface TileFeed {
  /** The photo the tiles belong to. */
  RgbImage photo();

  /**
   * The next tile to run, or null if none can be taken now, because there are no more or because
   * results have to be used up first; {@link TileScheduler#wake()} tells that there may be some
   * again. Must not block. What it throws ends the feed with {@link #failed}.
   */
  @Nullable Tile next();

  /** Whether {@link #next()} will never give a tile again. */
  boolean isExhausted();

  /** Takes a result; the planes are closed when this returns. */
  void accept(Tile tile, BasisPlanes planes);

  /** A tile could not be had, or the scheduler was closed; the feed is dropped. */
  void failed(Exception reason);
}
