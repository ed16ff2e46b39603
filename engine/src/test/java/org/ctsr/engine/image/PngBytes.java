package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Builds PNG files of any colour type and depth, straight from the specification. */
final class PngBytes {
  /** A stored sample. */
  interface Samples {
    int at(int band, int x, int y);
  }

  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final int width;
  private final int height;
  private final int depth;
  private final int bands;
  private final boolean interlaced;

  PngBytes(int width, int height, int depth, int colorType, boolean interlaced) {
    this.width = width;
    this.height = height;
    this.depth = depth;
    this.interlaced = interlaced;
    bands =
        switch (colorType) {
          case 2 -> 3;
          case 4 -> 2;
          case 6 -> 4;
          default -> 1;
        };
    out.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1));
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) depth).put((byte) colorType).put((byte) 0).put((byte) 0);
    chunk("IHDR", header.put((byte) (interlaced ? 1 : 0)).array());
  }

  PngBytes chunk(String type, byte... content) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + content.length);
    chunk.putInt(content.length).put(type.getBytes(ISO_8859_1)).put(content);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, 4 + content.length);
    out.writeBytes(chunk.putInt((int) crc.getValue()).array());
    return this;
  }

  static byte[] deflate(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(bytes);
    }
    return packed.toByteArray();
  }

  /** Adds the picture in two IDAT chunks and ends the file. */
  byte[] picture(Samples samples) throws IOException {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    int[][] passes = interlaced ? PASSES : new int[][] {{0, 0, 1, 1}};
    for (int[] pass : passes) {
      for (int y = pass[1]; y < height; y += pass[3]) {
        if (pass[0] < width) {
          rows.write(0); // filter: none
          writeRow(rows, samples, pass[0], pass[2], y);
        }
      }
    }
    byte[] packed = deflate(rows.toByteArray());
    int half = packed.length / 2;
    chunk("IDAT", java.util.Arrays.copyOf(packed, half));
    chunk("IDAT", java.util.Arrays.copyOfRange(packed, half, packed.length));
    chunk("IEND");
    return out.toByteArray();
  }

  private void writeRow(ByteArrayOutputStream rows, Samples samples, int firstX, int stepX, int y) {
    int bits = 0;
    int held = 0;
    for (int x = firstX; x < width; x += stepX) {
      for (int band = 0; band < bands; band++) {
        int sample = samples.at(band, x, y);
        if (depth == 16) {
          rows.write(sample >> 8);
          rows.write(sample);
        } else {
          bits = bits << depth | sample;
          held += depth;
          if (held == 8) {
            rows.write(bits);
            bits = 0;
            held = 0;
          }
        }
      }
    }
    if (held > 0) {
      rows.write(bits << 8 - held);
    }
  }
}
