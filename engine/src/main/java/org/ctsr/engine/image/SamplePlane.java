package org.ctsr.engine.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/** The samples of one channel, row after row, 8 or 16 bits each. */
public abstract sealed class SamplePlane {
  private SamplePlane() {}

  /** Wraps 8-bit samples (unsigned). */
  public static SamplePlane of(byte[] samples) {
    return new Bytes(samples);
  }

  /** Wraps 16-bit samples (unsigned). */
  public static SamplePlane of(short[] samples) {
    return new Shorts(samples);
  }

  abstract int bitDepth();

  abstract void copyTo(long index, int count, float[] target, int offset);

  abstract void updateDigest(MessageDigest sha);

  abstract void requireSamples(long count);

  private static void require(long expected, long actual) {
    if (expected != actual) {
      throw new IllegalArgumentException("expected " + expected + " samples, got " + actual);
    }
  }

  private static final class Bytes extends SamplePlane {
    private final byte[] samples;

    Bytes(byte[] samples) {
      this.samples = samples;
    }

    @Override
    int bitDepth() {
      return 8;
    }

    @Override
    void copyTo(long index, int count, float[] target, int offset) {
      int from = Math.toIntExact(index);
      for (int i = 0; i < count; i++) {
        target[offset + i] = (samples[from + i] & 0xff) / 255f;
      }
    }

    @Override
    void updateDigest(MessageDigest sha) {
      sha.update(samples);
    }

    @Override
    void requireSamples(long count) {
      require(count, samples.length);
    }
  }

  private static final class Shorts extends SamplePlane {
    private static final int DIGEST_CHUNK = 1 << 15;
    private final short[] samples;

    Shorts(short[] samples) {
      this.samples = samples;
    }

    @Override
    int bitDepth() {
      return 16;
    }

    @Override
    void copyTo(long index, int count, float[] target, int offset) {
      int from = Math.toIntExact(index);
      for (int i = 0; i < count; i++) {
        target[offset + i] = (samples[from + i] & 0xffff) / 65535f;
      }
    }

    @Override
    void updateDigest(MessageDigest sha) {
      ByteBuffer chunk = ByteBuffer.allocate(2 * DIGEST_CHUNK).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < samples.length; i += DIGEST_CHUNK) {
        int count = Math.min(DIGEST_CHUNK, samples.length - i);
        chunk.clear();
        chunk.asShortBuffer().put(samples, i, count);
        sha.update(chunk.limit(2 * count));
      }
    }

    @Override
    void requireSamples(long count) {
      require(count, samples.length);
    }
  }
}
