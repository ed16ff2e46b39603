package org.ctsr.engine.training.data;

/**
 * What JPEG compression does to a picture: chroma subsampling, 8 x 8 DCT, quantisation with the
 * example tables of ITU-T T.81 annex K scaled as libjpeg scales them, and back. Entropy coding is
 * left out, as it loses nothing. Plain arithmetic, so that a patch is the same on every machine.
 */
final class JpegArtifacts {
  private static final int BLOCK = 8;
  private static final int[] LUMA = {
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
    92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99
  };
  private static final int[] CHROMA = {
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99,
    47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99
  };
  private static final float[] BASIS = basis();

  private JpegArtifacts() {}

  /**
   * Compresses and decompresses.
   *
   * @param quality 1 to 100, as libjpeg counts
   * @param halveChroma whether colour is kept at half the size (4:2:0)
   */
  static Raster apply(Raster source, int quality, boolean halveChroma) {
    int w = source.width;
    int h = source.height;
    int n = source.plane();
    float[][] planes = new float[3][n];
    for (int i = 0; i < n; i++) {
      float r = level(source.values[i]);
      float g = level(source.values[n + i]);
      float b = level(source.values[2 * n + i]);
      planes[0][i] = 0.299f * r + 0.587f * g + 0.114f * b;
      planes[1][i] = -0.168736f * r - 0.331264f * g + 0.5f * b + 128f;
      planes[2][i] = 0.5f * r - 0.418688f * g - 0.081312f * b + 128f;
    }
    compress(planes[0], w, h, table(LUMA, quality));
    int[] chroma = table(CHROMA, quality);
    for (int c = 1; c < 3; c++) {
      if (halveChroma) {
        int hw = (w + 1) / 2;
        int hh = (h + 1) / 2;
        float[] half = halve(planes[c], w, h, hw, hh);
        compress(half, hw, hh, chroma);
        planes[c] = enlarge(half, hw, hh, w, h);
      } else {
        compress(planes[c], w, h, chroma);
      }
    }
    Raster out = new Raster(w, h);
    for (int i = 0; i < n; i++) {
      float y = planes[0][i];
      float cb = planes[1][i] - 128f;
      float cr = planes[2][i] - 128f;
      out.values[i] = level((y + 1.402f * cr) / 255f) / 255f;
      out.values[n + i] = level((y - 0.344136f * cb - 0.714136f * cr) / 255f) / 255f;
      out.values[2 * n + i] = level((y + 1.772f * cb) / 255f) / 255f;
    }
    return out;
  }

  private static float level(float v) {
    return Math.round(Math.min(1f, Math.max(0f, v)) * 255f);
  }

  private static int[] table(int[] base, int quality) {
    int scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    int[] out = new int[base.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.min(255, Math.max(1, (base[i] * scale + 50) / 100));
    }
    return out;
  }

  private static float[] basis() {
    float[] out = new float[BLOCK * BLOCK];
    for (int k = 0; k < BLOCK; k++) {
      double norm = k == 0 ? StrictMath.sqrt(1.0 / BLOCK) : StrictMath.sqrt(2.0 / BLOCK);
      for (int i = 0; i < BLOCK; i++) {
        out[k * BLOCK + i] =
            (float) (norm * StrictMath.cos((2 * i + 1) * k * Math.PI / (2 * BLOCK)));
      }
    }
    return out;
  }

  private static void compress(float[] plane, int w, int h, int[] table) {
    float[] block = new float[BLOCK * BLOCK];
    float[] scratch = new float[BLOCK * BLOCK];
    for (int y = 0; y < h; y += BLOCK) {
      for (int x = 0; x < w; x += BLOCK) {
        for (int j = 0; j < BLOCK; j++) {
          int row = Math.min(h - 1, y + j) * w;
          for (int i = 0; i < BLOCK; i++) {
            block[j * BLOCK + i] = plane[row + Math.min(w - 1, x + i)] - 128f;
          }
        }
        transform(block, scratch, false);
        for (int k = 0; k < block.length; k++) {
          block[k] = Math.round(block[k] / table[k]) * table[k];
        }
        transform(block, scratch, true);
        for (int j = 0; j < BLOCK && y + j < h; j++) {
          for (int i = 0; i < BLOCK && x + i < w; i++) {
            plane[(y + j) * w + x + i] =
                Math.min(255f, Math.max(0f, Math.round(block[j * BLOCK + i] + 128f)));
          }
        }
      }
    }
  }

  /** Two-dimensional DCT (or its inverse), in place: rows, then columns. */
  private static void transform(float[] block, float[] scratch, boolean inverse) {
    for (int pass = 0; pass < 2; pass++) {
      for (int row = 0; row < BLOCK; row++) {
        for (int k = 0; k < BLOCK; k++) {
          float sum = 0f;
          for (int i = 0; i < BLOCK; i++) {
            sum += block[row * BLOCK + i] * (inverse ? BASIS[i * BLOCK + k] : BASIS[k * BLOCK + i]);
          }
          // Written transposed, so that the second pass over rows is over the columns.
          scratch[k * BLOCK + row] = sum;
        }
      }
      System.arraycopy(scratch, 0, block, 0, block.length);
    }
  }

  private static float[] halve(float[] plane, int w, int h, int hw, int hh) {
    float[] out = new float[hw * hh];
    for (int j = 0; j < hh; j++) {
      int above = 2 * j * w;
      int below = Math.min(h - 1, 2 * j + 1) * w;
      for (int i = 0; i < hw; i++) {
        int left = 2 * i;
        int right = Math.min(w - 1, 2 * i + 1);
        out[j * hw + i] =
            0.25f
                * (plane[above + left]
                    + plane[above + right]
                    + plane[below + left]
                    + plane[below + right]);
      }
    }
    return out;
  }

  /** Triangle filter, as decoders enlarge chroma by default: weights 3/4 and 1/4. */
  private static float[] enlarge(float[] half, int hw, int hh, int w, int h) {
    float[] out = new float[w * h];
    for (int j = 0; j < h; j++) {
      int near = (j / 2) * hw;
      int far = Math.min(hh - 1, Math.max(0, j / 2 + ((j & 1) == 0 ? -1 : 1))) * hw;
      for (int i = 0; i < w; i++) {
        int a = i / 2;
        int b = Math.min(hw - 1, Math.max(0, i / 2 + ((i & 1) == 0 ? -1 : 1)));
        out[j * w + i] =
            0.75f * (0.75f * half[near + a] + 0.25f * half[near + b])
                + 0.25f * (0.75f * half[far + a] + 0.25f * half[far + b]);
      }
    }
    return out;
  }
}
