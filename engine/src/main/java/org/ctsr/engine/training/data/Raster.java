package org.ctsr.engine.training.data;

import java.util.Arrays;
import java.util.Objects;

/**
 * A small RGB picture as planar floats: {@code (3, height, width)}, sRGB-encoded, nominally in [0,
 * 1].
 */
final class Raster {
  static final int CHANNELS = 3;

  final int width;
  final int height;
  final float[] values;

  Raster(int width, int height) {
    this(width, height, new float[CHANNELS * width * height]);
  }

  Raster(int width, int height, float[] values) {
    if (values.length != CHANNELS * width * height) {
      throw new IllegalArgumentException(
          "expected " + CHANNELS * width * height + " values, got " + values.length);
    }
    this.width = width;
    this.height = height;
    this.values = values;
  }

  int plane() {
    return width * height;
  }

  /** Luma of BT.601 of pixel {@code i}. */
  float luma(int i) {
    int n = plane();
    return 0.299f * values[i] + 0.587f * values[n + i] + 0.114f * values[2 * n + i];
  }

  Raster copy() {
    return new Raster(width, height, Arrays.copyOf(values, values.length));
  }

  /** The rectangle of {@code w} by {@code h} pixels at (x, y). */
  Raster crop(int x, int y, int w, int h) {
    Objects.checkFromIndexSize(x, w, width);
    Objects.checkFromIndexSize(y, h, height);
    Raster out = new Raster(w, h);
    for (int c = 0; c < CHANNELS; c++) {
      for (int j = 0; j < h; j++) {
        System.arraycopy(
            values, c * plane() + (y + j) * width + x, out.values, c * out.plane() + j * w, w);
      }
    }
    return out;
  }

  /** Clamps to [0, 1] and rounds to 8 bits: {@code (3, height, width)} bytes. */
  byte[] toBytes() {
    byte[] out = new byte[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) Math.round(Math.min(1f, Math.max(0f, values[i])) * 255f);
    }
    return out;
  }

  /** Index {@code i} reflected into [0, n) without repeating the border pixel. */
  static int reflect(int i, int n) {
    if (n == 1) {
      return 0;
    }
    int period = 2 * (n - 1);
    int k = Math.floorMod(i, period);
    return k < n ? k : period - k;
  }
}
