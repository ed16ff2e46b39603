package org.ctsr.engine.tile;

/**
 * Identity of a cached tile: everything that decides its values, and not the realness.
 *
 * @param photo digest of the photo's samples
 * @param model digest of the networks
 * @param precision arithmetic of the networks, such as {@code float32}
 * @param input what the network sees, LR pixels
 * @param core what is kept of it, LR pixels
 * @param level pyramid level, 0 for the full size
 */
public record TileKey(
    String photo, String model, String precision, Rectangle input, Rectangle core, int level) {}
