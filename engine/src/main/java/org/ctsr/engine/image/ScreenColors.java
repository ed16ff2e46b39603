package org.ctsr.engine.image;

import java.awt.color.CMMException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a photo's own encoding to sRGB at the speed of a screen: 8-bit pixels through a table of 33
 * x 33 x 33 colours, interpolated in tetrahedra (Kasson and others, "Performing color space
 * conversions with three-dimensional linear interpolation", 1995). Safe for several threads.
 */
public final class ScreenColors {
  private static final Logger log = LoggerFactory.getLogger(ScreenColors.class);
  private static final int NODES = 33;
  private static final int RED_STEP = NODES * NODES;
  private static final int GREEN_STEP = NODES;

  /** sRGB of every node, red, green, blue in 0 to 65280 (255 * 256). */
  private final int[] table;

  private ScreenColors(int[] table) {
    this.table = table;
  }

  /** What a photo needs to be shown; null if its samples are sRGB already. */
  public static @Nullable ScreenColors of(RgbImage photo) {
    try {
      ColorConversion conversion = ColorConversion.toSrgb(photo.metadata().colorProfile());
      return conversion.isIdentity() ? null : new ScreenColors(table(conversion));
    } catch (CMMException | IllegalArgumentException e) {
      log.warn("A colour profile cannot be used ({}); colours are shown as sRGB", e.getMessage());
      return null;
    }
  }

  private static int[] table(ColorConversion conversion) {
    int count = NODES * NODES * NODES;
    float[][] planes = new float[3][count];
    for (int i = 0; i < count; i++) {
      planes[0][i] = i / RED_STEP / (NODES - 1f);
      planes[1][i] = i / GREEN_STEP % NODES / (NODES - 1f);
      planes[2][i] = i % NODES / (NODES - 1f);
    }
    conversion.convert(planes[0], planes[1], planes[2], 0, count);
    int[] table = new int[3 * count];
    for (int i = 0; i < count; i++) {
      for (int c = 0; c < 3; c++) {
        table[3 * i + c] = Math.round(planes[c][i] * 255 * 256);
      }
    }
    return table;
  }

  /** Converts opaque ARGB pixels in place. */
  public void convert(int[] pixels, int from, int count) {
    for (int i = from; i < from + count; i++) {
      pixels[i] = convert(pixels[i]);
    }
  }

  private int convert(int pixel) {
    // Position between the nodes in 1/256: 255 becomes the last node exactly.
    int red = position(pixel >> 16 & 0xff);
    int green = position(pixel >> 8 & 0xff);
    int blue = position(pixel & 0xff);
    int node = (red >> 8) * RED_STEP + (green >> 8) * GREEN_STEP + (blue >> 8);
    int fr = red & 0xff;
    int fg = green & 0xff;
    int fb = blue & 0xff;
    // From the near corner to the far one along the axes in the order of their shares.
    int first;
    int second;
    int large;
    int middle;
    int small;
    if (fr >= fg) {
      if (fg >= fb) {
        first = RED_STEP;
        second = RED_STEP + GREEN_STEP;
        large = fr;
        middle = fg;
        small = fb;
      } else if (fr >= fb) {
        first = RED_STEP;
        second = RED_STEP + 1;
        large = fr;
        middle = fb;
        small = fg;
      } else {
        first = 1;
        second = RED_STEP + 1;
        large = fb;
        middle = fr;
        small = fg;
      }
    } else if (fr >= fb) {
      first = GREEN_STEP;
      second = RED_STEP + GREEN_STEP;
      large = fg;
      middle = fr;
      small = fb;
    } else if (fg >= fb) {
      first = GREEN_STEP;
      second = GREEN_STEP + 1;
      large = fg;
      middle = fb;
      small = fr;
    } else {
      first = 1;
      second = GREEN_STEP + 1;
      large = fb;
      middle = fg;
      small = fr;
    }
    int a = 3 * node;
    // On the table's rim a share is zero and its corner counts nothing, but must exist.
    int b = large == 0 ? a : 3 * (node + first);
    int c = middle == 0 ? b : 3 * (node + second);
    int d = small == 0 ? c : 3 * (node + RED_STEP + GREEN_STEP + 1);
    int wa = 256 - large;
    int wb = large - middle;
    int wc = middle - small;
    int[] t = table;
    int r = t[a] * wa + t[b] * wb + t[c] * wc + t[d] * small + 32768 >> 16;
    int g = t[a + 1] * wa + t[b + 1] * wb + t[c + 1] * wc + t[d + 1] * small + 32768 >> 16;
    int bl = t[a + 2] * wa + t[b + 2] * wb + t[c + 2] * wc + t[d + 2] * small + 32768 >> 16;
    return 0xff000000 | r << 16 | g << 8 | bl;
  }

  private static int position(int value) {
    return (value * (NODES - 1) * 256 + 127) / 255;
  }
}
