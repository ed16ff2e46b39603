package org.ctsr.app.engine;

import org.ctsr.engine.tile.TileGrid;
import org.jspecify.annotations.Nullable;

/**
 * How a model enlarges photos of one size: what is needed, besides a photo's pixels, to find its
 * tiles again, also when another model is in use.
 *
 * @param scale how much larger the result is
 * @param grid the tiles
 * @param model digest of the networks; null for none
 * @param precision arithmetic of the networks
 */
public record Enlargement(int scale, TileGrid grid, @Nullable String model, String precision) {}
