package org.ctsr.engine.tile;

import java.nio.ByteBuffer;

/**
 * The three basis images of one tile at one pyramid level, in 12 bytes a pixel: B0 in 16 bits, B1
 * and B2 in 8 bits a channel with a scale of their own per channel.
 *
 * <p>At realness 0 the error is at most {@code 1/65536}; elsewhere B1 and B2 add at most half a
 * step of their range over 127 each (under {@code 0.6/255} where B1 spans as much as ±0.6). Views
 * are blended from this form, exports from {@link BasisPlanes}.
 */
public final class BasisTile {
  /** Memory a pixel takes. */
  public static final int BYTES_PER_PIXEL = 12;

  /**
   * Fixed-point unit of B0: a stored value is {@code (v + 1/2) * UNIT}, which covers -1/2 to 3/2.
   */
  public static final int UNIT = 32768;

  private static final int HEADER_BYTES = 8 + 2 * 4 * BasisPlanes.CHANNELS;

  private final int width;
  private final int height;
  private final short[] base;
  private final byte[] detail;
  private final float[] scales;

  private BasisTile(int width, int height, short[] base, byte[] detail, float[] scales) {
    this.width = width;
    this.height = height;
    this.base = base;
    this.detail = detail;
    this.scales = scales;
  }

  /** Pixels in a row. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** Memory taken by the samples. */
  public long bytes() {
    return (long) width * height * BYTES_PER_PIXEL;
  }

  /**
   * B0: planes (3, height, width) of unsigned 16-bit values {@code (v + 1/2) * UNIT}. Not to be
   * written to.
   */
  public short[] base() {
    return base;
  }

  /**
   * B1, then B2: planes (6, height, width) of signed steps of {@link #scale}. Not to be written to.
   */
  public byte[] detail() {
    return detail;
  }

  /**
   * Value of one step of {@link #detail()}.
   *
   * @param basis 1 or 2
   * @param channel 0 to 2
   */
  public float scale(int basis, int channel) {
    return scales[(basis - 1) * BasisPlanes.CHANNELS + channel];
  }

  /** One decoded value, for tests and probes; blending reads the arrays. */
  public float value(int basis, int channel, int x, int y) {
    int plane = width * height;
    int at = y * width + x;
    if (basis == 0) {
      return (base[channel * plane + at] & 0xffff) / (float) UNIT - 0.5f;
    }
    int detailPlane = (basis - 1) * BasisPlanes.CHANNELS + channel;
    return detail[detailPlane * plane + at] * scales[detailPlane];
  }

  /** The tile as planes of floats. */
  public BasisPlanes planes() {
    return new BasisPlanes() {
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
        return true;
      }

      @Override
      public void row(int basis, int channel, int y, float[] target, int offset) {
        for (int x = 0; x < width; x++) {
          target[offset + x] = value(basis, channel, x, y);
        }
      }

      @Override
      public void close() {}
    };
  }

  /**
   * Quantises float planes.
   *
   * @param planes B0, B1, B2, channels in order: (9, height, width); the last six may be missing
   *     and count as zero
   */
  public static BasisTile quantise(float[][] planes, int width, int height) {
    Builder builder = new Builder(width, height);
    for (int plane = 0; plane < planes.length; plane++) {
      builder.quantise(plane, planes[plane]);
    }
    return builder.build();
  }

  /** Fills a tile plane by plane, so that only one plane of floats is needed at a time. */
  static final class Builder {
    private final int width;
    private final int height;
    private final short[] base;
    private final byte[] detail;
    private final float[] scales = new float[2 * BasisPlanes.CHANNELS];

    /** Planes that are not set are zero; B0 must be set. */
    Builder(int width, int height) {
      this.width = width;
      this.height = height;
      this.base = new short[BasisPlanes.CHANNELS * width * height];
      this.detail = new byte[2 * BasisPlanes.CHANNELS * width * height];
    }

    /**
     * Quantises one plane.
     *
     * @param plane basis * 3 + channel
     * @param values at least (height, width)
     */
    void quantise(int plane, float[] values) {
      int size = width * height;
      if (plane < BasisPlanes.CHANNELS) {
        quantiseBase(values, base, plane * size, size);
      } else {
        int index = plane - BasisPlanes.CHANNELS;
        scales[index] = quantiseDetail(values, detail, index * size, size);
      }
    }

    BasisTile build() {
      return new BasisTile(width, height, base, detail, scales);
    }
  }

  private static void quantiseBase(float[] values, short[] target, int offset, int count) {
    for (int i = 0; i < count; i++) {
      float scaled = (values[i] + 0.5f) * UNIT + 0.5f;
      target[offset + i] = (short) (int) Math.max(0f, Math.min(65535f, scaled));
    }
  }

  private static float quantiseDetail(float[] values, byte[] target, int offset, int count) {
    float largest = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, Math.abs(values[i]));
    }
    if (largest == 0) {
      return 0;
    }
    float perStep = 127 / largest;
    for (int i = 0; i < count; i++) {
      // Shifted to positive values so that the cast rounds to the nearest step.
      target[offset + i] = (byte) ((int) (values[i] * perStep + 128.5f) - 128);
    }
    return largest / 127;
  }

  /** Size of {@link #write}. */
  public long storedBytes() {
    return HEADER_BYTES + bytes();
  }

  /** Writes the tile, {@link #storedBytes()} long, at the buffer's position. */
  public void write(ByteBuffer target) {
    target.putInt(width).putInt(height);
    for (float scale : scales) {
      target.putFloat(scale);
    }
    target.asShortBuffer().put(base);
    target.position(target.position() + 2 * base.length);
    target.put(detail);
  }

  /** Reads what {@link #write} wrote. */
  public static BasisTile read(ByteBuffer source) {
    int width = source.getInt();
    int height = source.getInt();
    float[] scales = new float[2 * BasisPlanes.CHANNELS];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = source.getFloat();
    }
    short[] base = new short[BasisPlanes.CHANNELS * width * height];
    source.asShortBuffer().get(base);
    source.position(source.position() + 2 * base.length);
    byte[] detail = new byte[2 * BasisPlanes.CHANNELS * width * height];
    source.get(detail);
    return new BasisTile(width, height, base, detail, scales);
  }
}
