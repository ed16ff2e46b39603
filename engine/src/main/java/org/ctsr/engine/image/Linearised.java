package org.ctsr.engine.image;

import java.io.IOException;

/** Brings photos whose curve is far from sRGB's to 16-bit sRGB. */
final class Linearised {
  private Linearised() {}

  /** A grey photo stays grey; the source must not be used afterwards. */
  static Pixels toSrgb(Pixels source, ColorProfile profile, long heldBytes) throws IOException {
    ColorConversion conversion = ColorConversion.toSrgb(profile);
    int colors = source.colors();
    int width = source.width;
    Pixels target = new Pixels(width, source.height, 16, colors, source.alpha, heldBytes);
    int widen = source.bitDepth == 8 ? 257 : 1;
    short[][] in = new short[colors][width];
    short[][] out = new short[3][width];
    int[] row = new int[width];
    for (int y = 0; y < source.height; y++) {
      for (int c = 0; c < colors; c++) {
        source.readRow(c, y, row);
        for (int x = 0; x < width; x++) {
          in[c][x] = (short) (row[x] * widen);
        }
      }
      conversion.convert(in, out, width);
      for (int c = 0; c < colors; c++) {
        for (int x = 0; x < width; x++) {
          row[x] = out[c][x] & 0xffff;
        }
        target.writeRow(c, y, row);
      }
      if (source.alpha) {
        source.readRow(colors, y, row);
        for (int x = 0; x < width; x++) {
          row[x] *= widen;
        }
        target.writeRow(colors, y, row);
      }
    }
    source.release();
    return target;
  }
}
