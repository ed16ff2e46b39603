package org.ctsr.engine.image;

import java.util.Objects;

/**
 * Separable resampling of planes to any other size, row by row: input rows are pushed, output rows
 * pulled as soon as what they need is there. Holds about {@code 2 * radius * ratio} rows.
 *
 * <p>Works on values as they are. Colours should be in linear light and premultiplied by alpha; see
 * {@link ResampledRows}, which does that. Overshoot is not clamped.
 */
public final class RowResampler {
  private final int channels;
  private final ResampleWeights across;
  private final ResampleWeights down;

  /** Horizontally filtered rows, {@code [row % capacity][channel][x]}. */
  private final float[][][] ring;

  private int pushed;
  private int pulled;

  /**
   * @throws IllegalArgumentException if a size is not positive
   */
  public RowResampler(
      int channels, int fromWidth, int fromHeight, int toWidth, int toHeight, Kernel kernel) {
    this.channels = channels;
    across = new ResampleWeights(fromWidth, toWidth, kernel);
    down = new ResampleWeights(fromHeight, toHeight, kernel);
    int capacity = 1;
    for (int i = 0; i < toHeight; i++) {
      // Rows are pushed until the last one that row i needs, and none that a later one needs may
      // go.
      capacity = Math.max(capacity, down.last(i) - lowestNeededFrom(i) + 1);
    }
    ring = new float[Math.min(capacity, fromHeight)][channels][toWidth];
  }

  /** Near the bottom, mirroring can make a later row begin above an earlier one. */
  private int lowestNeededFrom(int row) {
    int lowest = down.start[row];
    for (int i = row + 1; i < Math.min(down.to, row + 8); i++) {
      lowest = Math.min(lowest, down.start[i]);
    }
    return lowest;
  }

  /** Whether {@link #push} must be called before the next {@link #pull}. */
  public boolean needsRow() {
    return pulled < down.to && pushed <= down.last(pulled);
  }

  /**
   * Takes the next input row, planes {@code [channels][fromWidth]}.
   *
   * @throws IllegalStateException if none is needed now
   */
  public void push(float[][] row) {
    if (!needsRow()) {
      throw new IllegalStateException("no input row is needed now");
    }
    float[][] slot = ring[pushed % ring.length];
    for (int c = 0; c < channels; c++) {
      Objects.checkFromIndexSize(0, across.from, row[c].length);
      across.apply(row[c], slot[c]);
    }
    pushed++;
  }

  /**
   * Delivers the next output row into planes {@code [channels][toWidth]}.
   *
   * @throws IllegalStateException if input is missing or all rows have been delivered
   */
  public void pull(float[][] row) {
    if (pulled >= down.to || needsRow()) {
      throw new IllegalStateException("no output row is ready");
    }
    int start = down.start[pulled];
    for (int c = 0; c < channels; c++) {
      float[] target = row[c];
      for (int k = 0, n = down.count[pulled]; k < n; k++) {
        float weight = down.weights[pulled * down.stride + k];
        float[] line = ring[(start + k) % ring.length][c];
        if (k == 0) {
          for (int x = 0; x < across.to; x++) {
            target[x] = weight * line[x];
          }
        } else {
          for (int x = 0; x < across.to; x++) {
            target[x] += weight * line[x];
          }
        }
      }
    }
    pulled++;
  }
}
