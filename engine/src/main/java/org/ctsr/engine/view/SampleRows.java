package org.ctsr.engine.view;

/** Basis images that are read row by row, in the units of {@link ViewBasis}. */
interface SampleRows {
  /** Columns. */
  int width();

  /** Rows. */
  int height();

  /** Whether B1 and B2 can differ from zero. */
  boolean hasDetail();

  /**
   * Reads a part of a row.
   *
   * @param basis 0, 1 or 2
   * @param channel 0 to 2
   * @param y a row
   * @param x first column, inside
   * @param count columns, all inside
   * @param target receives the samples from {@code offset} on
   */
  void read(int basis, int channel, int y, int x, int count, float[] target, int offset);
}
