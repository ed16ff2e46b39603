package org.ctsr.engine.inference;

import org.ctsr.engine.model.ModelManifest;
import org.ctsr.engine.system.SystemMemory;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.TileGrid;

/**
 * Chooses how large a tile's core is: large tiles waste less of the halo, small ones need less
 * memory.
 */
public final class TileSize {
  /** Memory assumed for a pixel of a tile's input where the manifest does not say. */
  private static final long UNKNOWN_BYTES_PER_PIXEL = 24_000;

  private static final int LARGEST = 512;

  /**
   * On a CPU a tile of this size takes about half a second, which is as long as a viewer should
   * wait for one.
   */
  private static final int LARGEST_FOR_VIEW_ON_CPU = 192;

  /** What tiles are computed for. */
  public enum Use {
    /** A picture on the screen, which fills tile by tile. */
    VIEW,
    /** A file, for which only the total time counts. */
    EXPORT
  }

  /**
   * So that the whole program stays under 2 GB with the realness teacher too, whose tiles cost most
   * (docs/decisions/0009).
   */
  static final long LARGEST_BUDGET = 5L << 28;

  /** A card's own memory is not known; tiles that do not fit are cut. */
  private static final long GPU_BUDGET = 3L << 30;

  private static final int BYTES_PER_SAMPLE = 4;

  private TileSize() {}

  /**
   * The largest core whose result, with its halo, can be handed over by PyTorch: 2 GiB at most,
   * which is what a buffer holds.
   *
   * @return LR pixels, a multiple of {@link TileGrid#ALIGNMENT}
   */
  public static int largest(ModelManifest manifest) {
    int channels =
        switch (manifest.role()) {
          case STUDENT -> 3 * BasisPlanes.CHANNELS;
          case BLEND -> 2 * BasisPlanes.CHANNELS;
          case TEACHER -> BasisPlanes.CHANNELS;
        };
    double pixels = (double) Integer.MAX_VALUE / (channels * BYTES_PER_SAMPLE);
    int side = (int) (Math.sqrt(pixels) / manifest.scale());
    int core = side - 2 * manifest.halo();
    return Math.max(TileGrid.ALIGNMENT, core - core % TileGrid.ALIGNMENT);
  }

  /**
   * Bytes one tile may take now: on a CPU a third of what the machine (or its container) can spare,
   * up to 1.25 GiB; on a card 3 GiB of its own.
   */
  public static long budget(boolean gpu) {
    return gpu ? GPU_BUDGET : Math.min(LARGEST_BUDGET, SystemMemory.available() / 3);
  }

  /**
   * The largest core whose working memory stays within the budget, but not less than two steps of
   * the alignment on account of it.
   *
   * @param budget bytes one tile may take while it runs
   * @return LR pixels, a multiple of {@link TileGrid#ALIGNMENT}
   */
  public static int choose(ModelManifest manifest, long budget, boolean gpu, Use use) {
    Long measured = manifest.workingMemory();
    long perPixel = measured == null ? UNKNOWN_BYTES_PER_PIXEL : measured;
    int core = use == Use.VIEW && !gpu ? LARGEST_FOR_VIEW_ON_CPU : LARGEST;
    core = Math.min(core, largest(manifest));
    while (core > 2 * TileGrid.ALIGNMENT) {
      long side = core + 2L * manifest.halo();
      if (side * side * perPixel <= budget) {
        break;
      }
      core -= TileGrid.ALIGNMENT;
    }
    return core;
  }
}
