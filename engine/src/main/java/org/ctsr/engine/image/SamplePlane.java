package org.ctsr.engine.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/** The samples of one channel, row after row, 8 or 16 bits each. */
public abstract sealed class SamplePlane {
  private static final int CHUNK = 1 << 15;

  private SamplePlane() {}

  /** Wraps 8-bit samples (unsigned). */
  public static SamplePlane of(byte[] samples) {
    return new Bytes(samples);
  }

  /** Wraps 16-bit samples (unsigned). */
  public static SamplePlane of(short[] samples) {
    return new Shorts(samples);
  }

  /** A part of a file, from byte {@code start} on, little-endian. */
  static SamplePlane in(PlaneFile file, long start, long samples, int bitDepth) {
    return new Filed(file, start, samples, bitDepth);
  }

  abstract int bitDepth();

  /** Values in [0, 1]. */
  abstract void copyTo(long index, int count, float[] target, int offset);

  /** Unsigned samples. */
  abstract void get(long index, int count, int[] target, int offset);

  /** Stores unsigned samples; only while a photo is being made. */
  abstract void put(long index, int count, int[] source, int offset);

  abstract void updateDigest(MessageDigest sha);

  abstract long samples();

  boolean isInFile() {
    return false;
  }

  /** Gives back what the collector would not at once; not to be used afterwards. */
  void release() {}

  final void requireSamples(long expected) {
    if (expected != samples()) {
      throw new IllegalArgumentException("expected " + expected + " samples, got " + samples());
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
    void get(long index, int count, int[] target, int offset) {
      int from = Math.toIntExact(index);
      for (int i = 0; i < count; i++) {
        target[offset + i] = samples[from + i] & 0xff;
      }
    }

    @Override
    void put(long index, int count, int[] source, int offset) {
      int to = Math.toIntExact(index);
      for (int i = 0; i < count; i++) {
        samples[to + i] = (byte) source[offset + i];
      }
    }

    @Override
    void updateDigest(MessageDigest sha) {
      sha.update(samples);
    }

    @Override
    long samples() {
      return samples.length;
    }
  }

  private static final class Shorts extends SamplePlane {
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
    void get(long index, int count, int[] target, int offset) {
      int from = Math.toIntExact(index);
      for (int i = 0; i < count; i++) {
        target[offset + i] = samples[from + i] & 0xffff;
      }
    }

    @Override
    void put(long index, int count, int[] source, int offset) {
      int to = Math.toIntExact(index);
      for (int i = 0; i < count; i++) {
        samples[to + i] = (short) source[offset + i];
      }
    }

    @Override
    void updateDigest(MessageDigest sha) {
      ByteBuffer chunk = ByteBuffer.allocate(2 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < samples.length; i += CHUNK) {
        int count = Math.min(CHUNK, samples.length - i);
        chunk.clear();
        chunk.asShortBuffer().put(samples, i, count);
        sha.update(chunk.limit(2 * count));
      }
    }

    @Override
    long samples() {
      return samples.length;
    }
  }

  /** Samples that are read from the disk each time; the system's cache keeps what is used. */
  private static final class Filed extends SamplePlane {
    private final PlaneFile file;
    private final long start;
    private final long samples;
    private final int bytes;

    Filed(PlaneFile file, long start, long samples, int bitDepth) {
      this.file = file;
      this.start = start;
      this.samples = samples;
      this.bytes = bitDepth / 8;
    }

    @Override
    int bitDepth() {
      return 8 * bytes;
    }

    private byte[] read(long index, int count) {
      java.util.Objects.checkFromIndexSize(index, count, samples);
      byte[] packed = new byte[count * bytes];
      try {
        file.read(start + index * bytes, packed, packed.length);
      } catch (IOException e) {
        throw failure("read", e);
      }
      return packed;
    }

    @Override
    void copyTo(long index, int count, float[] target, int offset) {
      byte[] packed = read(index, count);
      if (bytes == 1) {
        for (int i = 0; i < count; i++) {
          target[offset + i] = (packed[i] & 0xff) / 255f;
        }
      } else {
        for (int i = 0; i < count; i++) {
          target[offset + i] = (packed[2 * i] & 0xff | (packed[2 * i + 1] & 0xff) << 8) / 65535f;
        }
      }
    }

    @Override
    void get(long index, int count, int[] target, int offset) {
      byte[] packed = read(index, count);
      for (int i = 0; i < count; i++) {
        target[offset + i] =
            bytes == 1 ? packed[i] & 0xff : packed[2 * i] & 0xff | (packed[2 * i + 1] & 0xff) << 8;
      }
    }

    @Override
    void put(long index, int count, int[] source, int offset) {
      java.util.Objects.checkFromIndexSize(index, count, samples);
      byte[] packed = new byte[count * bytes];
      for (int i = 0; i < count; i++) {
        int sample = source[offset + i];
        if (bytes == 1) {
          packed[i] = (byte) sample;
        } else {
          packed[2 * i] = (byte) sample;
          packed[2 * i + 1] = (byte) (sample >> 8);
        }
      }
      try {
        file.write(start + index * bytes, packed, packed.length);
      } catch (IOException e) {
        throw failure("written", e);
      }
    }

    @Override
    void updateDigest(MessageDigest sha) {
      for (long i = 0; i < samples; i += CHUNK) {
        sha.update(read(i, (int) Math.min(CHUNK, samples - i)));
      }
    }

    @Override
    long samples() {
      return samples;
    }

    private static UncheckedIOException failure(String what, IOException e) {
      return new UncheckedIOException(
          "its temporary file cannot be " + what + " (" + e.getMessage() + ")", e);
    }

    @Override
    boolean isInFile() {
      return true;
    }

    @Override
    void release() {
      file.release();
    }
  }
}
