package org.ctsr.engine.training.data;

/**
 * One training example before it is stored.
 *
 * @param small the degraded photo, {@code (3, h, w)}
 * @param truth the ground truth, {@code (3, 4h, 4w)}, as soft as a camera's picture
 * @param sharp the same before softening: what a realistic result should look like
 */
record Degraded(Raster small, Raster truth, Raster sharp) {}
