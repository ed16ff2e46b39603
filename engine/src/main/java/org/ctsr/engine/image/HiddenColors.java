package org.ctsr.engine.image;

/**
 * Fills what a photo hides behind zero alpha with the colours around it, so that a network or
 * filter looking across the edge of a cut-out sees the subject continue instead of arbitrary hidden
 * colour.
 *
 * <p>A pyramid of halved pictures, each the mean of the visible part, is filled from coarse to fine
 * (pull-push; Gortler et al., The Lumigraph, 1996, section 3.4).
 */
public final class HiddenColors {
  private HiddenColors() {}

  /** The photo itself if it hides nothing; alpha and visible pixels are never changed. */
  public static RgbImage fill(RgbImage photo) {
    if (!photo.hasAlpha()) {
      return photo;
    }
    int width = photo.width();
    int height = photo.height();
    float[] alpha = plane(photo, RgbImage.ALPHA);
    boolean hidden = false;
    boolean visible = false;
    for (float a : alpha) {
      hidden |= a == 0;
      visible |= a != 0;
    }
    if (!hidden || !visible) {
      return photo;
    }
    int colors = photo.isGrey() ? 1 : 3;
    Pixels pixels = new Pixels(width, height, photo.bitDepth(), colors, true);
    float[] weights = new float[alpha.length];
    for (int i = 0; i < alpha.length; i++) {
      weights[i] = alpha[i] > 0 ? 1 : 0;
    }
    for (int c = 0; c < colors; c++) {
      float[] samples = plane(photo, c);
      fillLevel(samples, weights.clone(), width, height);
      store(pixels, c, samples);
    }
    store(pixels, colors, alpha);
    return pixels.toImage(photo.metadata());
  }

  private static float[] plane(RgbImage photo, int channel) {
    int width = photo.width();
    float[] samples = new float[width * photo.height()];
    photo.readRegion(channel, 0, 0, width, photo.height(), samples, 0, width);
    return samples;
  }

  private static void store(Pixels pixels, int band, float[] samples) {
    int max = pixels.max();
    for (int i = 0; i < samples.length; i++) {
      pixels.set(band, i, (int) (samples[i] * max + 0.5f));
    }
  }

  /** Gives every sample of weight 0 a value. */
  private static void fillLevel(float[] samples, float[] weights, int width, int height) {
    if (width == 1 && height == 1) {
      return;
    }
    int w = (width + 1) / 2;
    int h = (height + 1) / 2;
    float[] coarse = new float[w * h];
    float[] coarseWeights = new float[w * h];
    boolean complete = true;
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        float sum = 0;
        float weight = 0;
        for (int v = 2 * y; v < Math.min(2 * y + 2, height); v++) {
          for (int u = 2 * x; u < Math.min(2 * x + 2, width); u++) {
            sum += weights[v * width + u] * samples[v * width + u];
            weight += weights[v * width + u];
          }
        }
        coarse[y * w + x] = weight > 0 ? sum / weight : 0;
        coarseWeights[y * w + x] = weight > 0 ? 1 : 0;
        complete &= weight > 0;
      }
    }
    if (!complete) {
      fillLevel(coarse, coarseWeights, w, h);
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (weights[y * width + x] == 0) {
          samples[y * width + x] = bilinear(coarse, w, h, (x - 0.5f) / 2, (y - 0.5f) / 2);
        }
      }
    }
  }

  private static float bilinear(float[] plane, int width, int height, float x, float y) {
    float cx = Math.max(0, Math.min(width - 1, x));
    float cy = Math.max(0, Math.min(height - 1, y));
    int x0 = (int) cx;
    int y0 = (int) cy;
    int x1 = Math.min(width - 1, x0 + 1);
    int y1 = Math.min(height - 1, y0 + 1);
    float fx = cx - x0;
    float fy = cy - y0;
    float top = plane[y0 * width + x0] * (1 - fx) + plane[y0 * width + x1] * fx;
    float bottom = plane[y1 * width + x0] * (1 - fx) + plane[y1 * width + x1] * fx;
    return top * (1 - fy) + bottom * fy;
  }
}
