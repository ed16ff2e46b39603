package org.ctsr.engine.image;

import java.io.IOException;

/**
 * Planes under construction: {@code bands} planes of {@code width * height} samples, 8 or 16 bits
 * each, on the heap or in a temporary file. The last band is alpha where {@link #alpha} says so.
 */
final class Pixels {
  /** Samples that are turned at a time: what fits a processor's cache, or is worth a read. */
  private static final int HEAP_BLOCK = 1 << 17;

  private static final int FILE_BLOCK = 1 << 22;

  final int width;
  final int height;
  final int bitDepth;
  final boolean alpha;
  private final SamplePlane[] planes;
  private final boolean filed;

  /**
   * Planes of zeros.
   *
   * @param colors 1 (grey) or 3
   * @param heldBytes most bytes to hold on the heap; larger planes go to a temporary file
   * @throws IOException if there is no room for the file; the message ends a sentence
   */
  Pixels(int width, int height, int bitDepth, int colors, boolean alpha, long heldBytes)
      throws IOException {
    this.width = width;
    this.height = height;
    this.bitDepth = bitDepth;
    this.alpha = alpha;
    planes = new SamplePlane[colors + (alpha ? 1 : 0)];
    int samples = Math.multiplyExact(width, height);
    long planeBytes = (long) samples * (bitDepth / 8);
    filed = planeBytes * planes.length > heldBytes;
    PlaneFile file = filed ? PlaneFile.create(planeBytes * planes.length) : null;
    for (int band = 0; band < planes.length; band++) {
      if (file != null) {
        planes[band] = SamplePlane.in(file, band * planeBytes, samples, bitDepth);
      } else {
        planes[band] =
            bitDepth == 8 ? SamplePlane.of(new byte[samples]) : SamplePlane.of(new short[samples]);
      }
    }
  }

  int bands() {
    return planes.length;
  }

  int colors() {
    return planes.length - (alpha ? 1 : 0);
  }

  int max() {
    return bitDepth == 8 ? 255 : 65535;
  }

  /** A row of unsigned samples. */
  void readRow(int band, int y, int[] target) {
    planes[band].get((long) y * width, width, target, 0);
  }

  /** Stores {@code count} unsigned samples of a row, from {@code x} on. */
  void write(int band, int x, int y, int count, int[] source) {
    planes[band].put((long) y * width + x, count, source, 0);
  }

  /** Stores a row of unsigned samples. */
  void writeRow(int band, int y, int[] source) {
    planes[band].put((long) y * width, width, source, 0);
  }

  /** The same picture turned upright; this one must not be used afterwards. */
  Pixels oriented(Orientation orientation, long heldBytes) throws IOException {
    if (orientation == Orientation.UPRIGHT) {
      return this;
    }
    boolean swap = orientation.swapsSides();
    Pixels turned =
        new Pixels(
            swap ? height : width, swap ? width : height, bitDepth, colors(), alpha, heldBytes);
    for (int band = 0; band < planes.length; band++) {
      if (swap) {
        transpose(planes[band], turned, turned.planes[band], orientation);
      } else {
        flip(planes[band], turned.planes[band], orientation);
      }
    }
    release();
    return turned;
  }

  private void flip(SamplePlane from, SamplePlane to, Orientation orientation) {
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      int source = orientation.flipsY() ? height - 1 - y : y;
      from.get((long) source * width, width, row, 0);
      if (orientation.flipsX()) {
        for (int i = 0, j = width - 1; i < j; i++, j--) {
          int left = row[i];
          row[i] = row[j];
          row[j] = left;
        }
      }
      to.put((long) y * width, width, row, 0);
    }
  }

  /** Rows become columns: some rows of the turned picture at a time are gathered from all rows. */
  private void transpose(SamplePlane from, Pixels turned, SamplePlane to, Orientation orientation) {
    int w = turned.width;
    int h = turned.height;
    int lines = Math.max(1, Math.min(h, (filed ? FILE_BLOCK : HEAP_BLOCK) / w));
    int[] block = new int[lines * w];
    int[] column = new int[lines];
    for (int y = 0; y < h; y += lines) {
      int count = Math.min(lines, h - y);
      int left = orientation.flipsY() ? h - y - count : y;
      for (int row = 0; row < height; row++) {
        from.get((long) row * width + left, count, column, 0);
        int x = orientation.flipsX() ? w - 1 - row : row;
        for (int i = 0; i < count; i++) {
          block[(orientation.flipsY() ? count - 1 - i : i) * w + x] = column[i];
        }
      }
      to.put((long) y * w, count * w, block, 0);
    }
  }

  /** Gives back a temporary file. */
  void release() {
    planes[0].release();
  }

  /** Freezes; the planes must not be written afterwards. */
  RgbImage toImage(Metadata metadata) {
    SamplePlane alphaPlane = alpha ? planes[planes.length - 1] : null;
    if (colors() == 1) {
      return RgbImage.grey(width, height, planes[0], alphaPlane, metadata);
    }
    return RgbImage.rgb(width, height, planes[0], planes[1], planes[2], alphaPlane, metadata);
  }

  /** The colour planes alone. */
  SamplePlane[] colorPlanes() {
    return java.util.Arrays.copyOf(planes, colors());
  }
}
