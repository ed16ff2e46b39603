package org.ctsr.engine.inference;

/**
 * A small picture with smooth parts, edges and texture, made up.
 *
 * @param values {@code (3, height, width)}, in [0, 1]
 */
@SuppressWarnings("ArrayRecordComponent") // pixels, compared nowhere
record TestPicture(int width, int height, float[] values) {
  static TestPicture of(int width, int height) {
    float[] values = new float[3 * width * height];
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double slope = 0.35 + 0.2 * Math.sin(0.07 * x + c) + 0.15 * Math.cos(0.05 * y - c);
          double edge = (x / 11 + y / 17) % 2 == 0 ? 0.15 : 0;
          double grain = 0.05 * Math.sin(2.1 * x + 1.3 * y * (c + 1));
          values[(c * height + y) * width + x] =
              (float) Math.min(1, Math.max(0, slope + edge + grain));
        }
      }
    }
    return new TestPicture(width, height, values);
  }

  TestPicture part(int x, int y, int w, int h) {
    float[] part = new float[3 * w * h];
    for (int c = 0; c < 3; c++) {
      for (int j = 0; j < h; j++) {
        System.arraycopy(values, (c * height + y + j) * width + x, part, (c * h + j) * w, w);
      }
    }
    return new TestPicture(w, h, part);
  }
}
