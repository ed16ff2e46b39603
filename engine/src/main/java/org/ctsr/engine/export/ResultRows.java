package org.ctsr.engine.export;

import java.io.IOException;
import org.ctsr.engine.image.Kernel;
import org.ctsr.engine.image.ResampledRows;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.RowResampler;
import org.ctsr.engine.image.RowSource;

/**
 * Turns the network's rows into the rows of a result: with alpha if the photo has it, and reduced
 * to the wanted size by a Lanczos filter in linear light.
 */
final class ResultRows {
  private ResultRows() {}

  static RowSource of(RgbImage photo, RowSource enlarged, int width, int height) {
    RowSource complete = photo.hasAlpha() ? new WithAlpha(photo, enlarged) : enlarged;
    return ResampledRows.of(complete, width, height, Kernel.LANCZOS3);
  }

  /**
   * Adds the photo's alpha, enlarged by interpolation: a network trained on photos knows nothing of
   * masks.
   */
  private static final class WithAlpha implements RowSource {
    private final RgbImage photo;
    private final RowSource colors;
    private final RowResampler resampler;
    private final float[][] in;
    private final float[][] out = new float[1][];
    private int nextRow;

    WithAlpha(RgbImage photo, RowSource colors) {
      this.photo = photo;
      this.colors = colors;
      this.resampler =
          new RowResampler(
              1,
              photo.width(),
              photo.height(),
              colors.width(),
              colors.height(),
              Kernel.CATMULL_ROM);
      this.in = new float[1][photo.width()];
    }

    @Override
    public int width() {
      return colors.width();
    }

    @Override
    public int height() {
      return colors.height();
    }

    @Override
    public boolean isGrey() {
      return colors.isGrey();
    }

    @Override
    public boolean hasAlpha() {
      return true;
    }

    @Override
    public void nextRow(float[][] row) throws IOException {
      colors.nextRow(row);
      while (resampler.needsRow()) {
        photo.readRegion(RgbImage.ALPHA, 0, nextRow, photo.width(), 1, in[0], 0, photo.width());
        nextRow++;
        resampler.push(in);
      }
      float[] alpha = row[RgbImage.ALPHA];
      out[0] = alpha;
      resampler.pull(out);
      for (int x = 0; x < alpha.length; x++) {
        alpha[x] = Math.max(0f, Math.min(1f, alpha[x]));
      }
    }
  }
}
