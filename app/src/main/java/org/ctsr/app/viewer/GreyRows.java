package org.ctsr.app.viewer;

import org.ctsr.engine.image.RowSource;
import org.ctsr.engine.render.Realness;

/** Realness as a grey picture, black for 0 and white for 1. */
final class GreyRows implements RowSource {
  private final int width;
  private final int height;
  private final Realness realness;
  private int next;

  GreyRows(int width, int height, Realness realness) {
    this.width = width;
    this.height = height;
    this.realness = realness;
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
  public boolean isGrey() {
    return true;
  }

  @Override
  public boolean hasAlpha() {
    return false;
  }

  @Override
  public void nextRow(float[][] row) {
    realness.sampleRow((next + 0.5) / height, 0.5 / width, 1.0 / width, row[0], width);
    System.arraycopy(row[0], 0, row[1], 0, width);
    System.arraycopy(row[0], 0, row[2], 0, width);
    next++;
  }
}
