package org.ctsr.engine.image;

/** Brings photos whose curve is far from sRGB's to 16-bit sRGB. */
final class Linearised {
  private static final int CHUNK = 1 << 14;

  private Linearised() {}

  /** A grey photo stays grey. */
  static Pixels toSrgb(Pixels source, ColorProfile profile) {
    ColorConversion conversion = ColorConversion.toSrgb(profile);
    int colors = source.colors();
    Pixels target = new Pixels(source.width, source.height, 16, colors, source.alpha);
    int widen = source.bitDepth == 8 ? 257 : 1;
    short[][] in = new short[colors][CHUNK];
    short[][] out = new short[3][CHUNK];
    int total = source.width * source.height;
    for (int start = 0; start < total; start += CHUNK) {
      int count = Math.min(CHUNK, total - start);
      for (int c = 0; c < colors; c++) {
        for (int i = 0; i < count; i++) {
          in[c][i] = (short) (source.get(c, start + i) * widen);
        }
      }
      conversion.convert(in, out, count);
      for (int c = 0; c < colors; c++) {
        for (int i = 0; i < count; i++) {
          target.set(c, start + i, out[c][i]);
        }
      }
      if (source.alpha) {
        for (int i = 0; i < count; i++) {
          target.set(colors, start + i, source.get(colors, start + i) * widen);
        }
      }
    }
    return target;
  }
}
