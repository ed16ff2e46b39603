package org.ctsr.engine.tile;

/**
 * One tile of a photo. Rectangles are in pixels of the small photo.
 *
 * @param column position in the grid, from the left
 * @param row position in the grid, from the top
 * @param core the pixels this tile is responsible for; cores partition the photo
 * @param input the core with its halo, cut at the photo's border: what the network sees. At the
 *     border the network pads by itself, exactly as it does for a whole photo
 */
public record Tile(int column, int row, Rectangle core, Rectangle input) {}
