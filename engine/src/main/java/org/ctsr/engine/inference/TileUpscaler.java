package org.ctsr.engine.inference;

import java.util.List;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.model.ModelManifest;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.tile.Tile;

/** Enlarges one tile of a photo. One instance serves one thread. */
public final class TileUpscaler {
  private static final int SMALLEST_CORE = 16;

  private final BlockNetwork network;

  /** Pixels of the smallest input the device had no room for; larger ones are not tried again. */
  private long refusedPixels = Long.MAX_VALUE;

  /** Runs tiles through {@code network}, which the caller keeps and closes. */
  public TileUpscaler(BlockNetwork network) {
    this.network = network;
  }

  /**
   * The basis images of a tile's core.
   *
   * <p>If the device runs out of memory the tile is cut in four and each part is run with the halo
   * of the whole tile's model, down to cores of {@value #SMALLEST_CORE} pixels. Tiles that large
   * are cut at once from then on.
   *
   * @throws OutOfDeviceMemoryException if even the smallest part does not fit
   */
  public BasisPlanes upscale(RgbImage photo, Tile tile) throws OutOfDeviceMemoryException {
    return upscale(photo, tile.core(), tile.input());
  }

  private BasisPlanes upscale(RgbImage photo, Rectangle core, Rectangle input)
      throws OutOfDeviceMemoryException {
    boolean canBeCut = Math.max(core.width(), core.height()) > SMALLEST_CORE;
    long pixels = (long) input.width() * input.height();
    if (canBeCut && pixels >= refusedPixels) {
      return runInParts(photo, core);
    }
    try {
      return runWhole(photo, core, input);
    } catch (OutOfDeviceMemoryException e) {
      if (!canBeCut) {
        throw e;
      }
      refusedPixels = Math.min(refusedPixels, pixels);
      return runInParts(photo, core);
    }
  }

  private BasisPlanes runWhole(RgbImage photo, Rectangle core, Rectangle input)
      throws OutOfDeviceMemoryException {
    int minimum = network.manifest().minimumSize();
    int width = Math.max(minimum, input.width());
    int height = Math.max(minimum, input.height());
    float[] pixels = new float[3 * width * height];
    for (int channel = 0; channel < 3; channel++) {
      int offset = channel * width * height;
      photo.readRegion(
          channel, input.x(), input.y(), input.width(), input.height(), pixels, offset, width);
      padByReplication(pixels, offset, input.width(), input.height(), width, height);
    }
    Rectangle keep =
        new Rectangle(core.x() - input.x(), core.y() - input.y(), core.width(), core.height());
    return network.run(pixels, width, height, keep);
  }

  /**
   * A photo smaller than the network accepts is continued to the right and below with its last
   * pixels.
   */
  private static void padByReplication(
      float[] pixels, int offset, int usedWidth, int usedHeight, int width, int height) {
    if (usedWidth < width) {
      for (int y = 0; y < usedHeight; y++) {
        int row = offset + y * width;
        java.util.Arrays.fill(pixels, row + usedWidth, row + width, pixels[row + usedWidth - 1]);
      }
    }
    int last = offset + (usedHeight - 1) * width;
    for (int y = usedHeight; y < height; y++) {
      System.arraycopy(pixels, last, pixels, offset + y * width, width);
    }
  }

  private BasisPlanes runInParts(RgbImage photo, Rectangle core) throws OutOfDeviceMemoryException {
    ModelManifest manifest = network.manifest();
    AssembledPlanes whole =
        new AssembledPlanes(core.width() * manifest.scale(), core.height() * manifest.scale());
    for (Rectangle part : quarters(core)) {
      Rectangle input = part.grow(manifest.halo(), photo.width(), photo.height());
      try (BasisPlanes planes = upscale(photo, part, input)) {
        whole.copy(
            planes,
            (part.x() - core.x()) * manifest.scale(),
            (part.y() - core.y()) * manifest.scale());
      }
    }
    return whole;
  }

  private static List<Rectangle> quarters(Rectangle core) {
    int left = (core.width() + 1) / 2;
    int top = (core.height() + 1) / 2;
    List<Rectangle> parts = new java.util.ArrayList<>();
    for (int y = 0; y < core.height(); y += top) {
      for (int x = 0; x < core.width(); x += left) {
        parts.add(
            new Rectangle(
                core.x() + x,
                core.y() + y,
                Math.min(left, core.width() - x),
                Math.min(top, core.height() - y)));
      }
    }
    return parts;
  }

  /** Basis images put together from parts, on the Java heap. */
  private static final class AssembledPlanes implements BasisPlanes {
    private final int width;
    private final int height;
    private final float[][] values;
    private boolean detail;

    AssembledPlanes(int width, int height) {
      this.width = width;
      this.height = height;
      this.values = new float[BASES * CHANNELS][width * height];
    }

    void copy(BasisPlanes part, int x, int y) {
      detail |= part.hasDetail();
      for (int plane = 0; plane < values.length; plane++) {
        for (int row = 0; row < part.height(); row++) {
          part.row(plane / CHANNELS, plane % CHANNELS, row, values[plane], (y + row) * width + x);
        }
      }
    }

    @Override
    public int width() {
      return width;
    }

    @Override
    public int height() {
      return height;
    }

    @Override
    public boolean hasDetail() {
      return detail;
    }

    @Override
    public void row(int basis, int channel, int y, float[] target, int offset) {
      System.arraycopy(values[basis * CHANNELS + channel], y * width, target, offset, width);
    }

    @Override
    public void close() {}
  }
}
