package org.ctsr.engine.view;

import java.util.Arrays;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.BasisTile;
import org.ctsr.engine.tile.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * The three basis images at the pixels of a window: what a new realness is blended from.
 *
 * <p>Samples have 16 bits: B0 as in {@link BasisTile}, unsigned {@code (v + 1/2) * 32768}; B1 and
 * B2 signed steps of 1/32768, so they span ±1. They are kept in planes (height, width) of whole
 * numbers, packed as {@link PixelRows} reads them: {@code red << 16 | green} and {@code blue} of
 * B0, and for each channel {@code (B1 << 16) + B2}. A virtual machine does such arithmetic many
 * pixels at a time; it does not with arrays of shorts.
 */
public final class ViewBasis {
  /** Fixed-point unit of all samples. */
  public static final int UNIT = BasisTile.UNIT;

  private final int width;
  private final int height;
  private final int[] redGreen;
  private final int[] blue;
  private final int[][] detail;
  private @Nullable Rectangle picture;

  /**
   * Memory for a window, without a picture in it.
   *
   * @param bases 3, or 1 for a picture that does not depend on realness
   */
  public ViewBasis(int width, int height, int bases) {
    if (bases != 1 && bases != BasisPlanes.BASES) {
      throw new IllegalArgumentException("1 or 3 basis images, not " + bases);
    }
    this.width = width;
    this.height = height;
    int samples = Math.multiplyExact(width, height);
    this.redGreen = new int[samples];
    this.blue = new int[samples];
    this.detail = new int[bases == 1 ? 0 : BasisPlanes.CHANNELS][samples];
  }

  /** Columns of the window. */
  public int width() {
    return width;
  }

  /** Rows of the window. */
  public int height() {
    return height;
  }

  /** Whether there are B1 and B2. */
  public boolean hasDetail() {
    return detail.length > 0;
  }

  int bases() {
    return hasDetail() ? BasisPlanes.BASES : 1;
  }

  /** The part of the window that the picture covers; null if none. */
  public @Nullable Rectangle picture() {
    return picture;
  }

  void setPicture(@Nullable Rectangle area) {
    picture = area;
  }

  /** Red and green of B0, packed. */
  int[] redGreen() {
    return redGreen;
  }

  /** Blue of B0. */
  int[] blue() {
    return blue;
  }

  /** B1 and B2 of a channel, packed. */
  int[] detail(int channel) {
    return detail[channel];
  }

  /** A sample in its fixed-point unit. */
  int sample(int basis, int channel, int x, int y) {
    int at = y * width + x;
    if (basis == 0) {
      return channel == 2 ? blue[at] : channel == 1 ? redGreen[at] & 0xffff : redGreen[at] >>> 16;
    }
    int pair = detail[channel][at];
    return basis == 1 ? PixelRows.first(pair) : PixelRows.second(pair);
  }

  /**
   * Stores a piece of a row, rounded.
   *
   * @param samples rows of {@code count} in the fixed-point unit: B0 red, green, blue, and, with
   *     detail, B1 red, green, blue, B2 red, green, blue
   * @param withDetail false to make B1 and B2 zero
   */
  void store(int x, int y, int count, float[] samples, boolean withDetail) {
    int at = y * width + x;
    for (int i = 0; i < count; i++) {
      redGreen[at + i] = unsigned(samples[i]) << 16 | unsigned(samples[count + i]);
      blue[at + i] = unsigned(samples[2 * count + i]);
    }
    for (int channel = 0; channel < detail.length; channel++) {
      int[] pairs = detail[channel];
      if (withDetail) {
        int first = (BasisPlanes.CHANNELS + channel) * count;
        int second = (2 * BasisPlanes.CHANNELS + channel) * count;
        for (int i = 0; i < count; i++) {
          pairs[at + i] = (signed(samples[first + i]) << 16) + signed(samples[second + i]);
        }
      } else {
        Arrays.fill(pairs, at, at + count, 0);
      }
    }
  }

  private static int unsigned(float sample) {
    return (int) Math.max(0f, Math.min(65535f, sample + 0.5f));
  }

  /** Shifted to positive values so that the cast rounds to the nearest step. */
  private static int signed(float sample) {
    return (int) Math.max(0f, Math.min(65535f, sample + 32768.5f)) - 32768;
  }

  /** Moves the content: what was at (x + dx, y + dy) is then at (x, y); the rest is left as is. */
  void scroll(int dx, int dy, StripPool pool) {
    int keptColumns = width - Math.abs(dx);
    int keptRows = height - Math.abs(dy);
    if (keptColumns <= 0 || keptRows <= 0) {
      return;
    }
    int fromX = Math.max(0, dx);
    int toX = Math.max(0, -dx);
    pool.run(
        2 + detail.length,
        (plane, worker) -> {
          int[] samples = plane == 0 ? redGreen : plane == 1 ? blue : detail[plane - 2];
          for (int i = 0; i < keptRows; i++) {
            // Rows move towards the end they come from last, so that none is overwritten unread.
            int fromY = dy >= 0 ? dy + i : keptRows - 1 - i;
            int toY = fromY - dy;
            System.arraycopy(
                samples, fromY * width + fromX, samples, toY * width + toX, keptColumns);
          }
        });
  }
}
