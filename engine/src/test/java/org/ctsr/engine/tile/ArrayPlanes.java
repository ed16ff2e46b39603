package org.ctsr.engine.tile;

import java.util.Random;

/** Basis images in plain arrays. */
public final class ArrayPlanes implements BasisPlanes {
  private final int width;
  private final int height;
  private final float[][] planes;

  public ArrayPlanes(int width, int height, float[][] planes) {
    this.width = width;
    this.height = height;
    this.planes = planes;
  }

  /** B0 in [-0.1, 1.1], B1 within ±0.5, B2 within ±0.2. */
  public static ArrayPlanes random(int width, int height, long seed) {
    Random random = new Random(seed);
    float[][] planes = new float[9][width * height];
    for (int p = 0; p < 9; p++) {
      for (int i = 0; i < planes[p].length; i++) {
        float v = random.nextFloat();
        planes[p][i] = p < 3 ? -0.1f + 1.2f * v : (p < 6 ? v - 0.5f : 0.4f * v - 0.2f);
      }
    }
    return new ArrayPlanes(width, height, planes);
  }

  public float[][] planes() {
    return planes;
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
    return planes.length > CHANNELS;
  }

  @Override
  public void row(int basis, int channel, int y, float[] target, int offset) {
    System.arraycopy(planes[basis * CHANNELS + channel], y * width, target, offset, width);
  }

  @Override
  public void close() {}
}
