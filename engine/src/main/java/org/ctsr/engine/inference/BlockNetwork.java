package org.ctsr.engine.inference;

import org.ctsr.engine.model.ModelManifest;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.Rectangle;

/** Gives the basis images of a block of pixels. One instance serves one thread. */
public interface BlockNetwork {
  /** What the networks need and give: halo, scale, smallest side. */
  ModelManifest manifest();

  /**
   * Enlarges a block of pixels and keeps a part of the result.
   *
   * @param pixels (3, height, width), sRGB-encoded, in [0, 1]
   * @param keep which pixels of the block to keep, in pixels of the block
   * @return the basis images of {@code keep}, enlarged; close them soon, they may hold native
   *     memory
   * @throws OutOfDeviceMemoryException if the device has not enough memory for a block of this size
   */
  BasisPlanes run(float[] pixels, int width, int height, Rectangle keep)
      throws OutOfDeviceMemoryException;
}
