package org.ctsr.engine.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds TIFF files straight from the specification (TIFF 6.0). */
final class TiffBytes {
  static final int NONE = 1;
  static final int LZW = 5;
  static final int DEFLATE = 8;
  static final int PACK_BITS = 32773;

  private final ByteOrder order;
  private final Map<Integer, Object> tags = new TreeMap<>();

  /**
   * Values are {@code short[]}, {@code int[]}, {@code byte[]}, String or {@code long[]} (rational).
   */
  TiffBytes(ByteOrder order) {
    this.order = order;
  }

  TiffBytes tag(int tag, Object value) {
    tags.put(tag, value);
    return this;
  }

  TiffBytes shorts(int tag, int... values) {
    short[] shorts = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      shorts[i] = (short) values[i];
    }
    return tag(tag, shorts);
  }

  /** The tags alone. */
  byte[] bytes() {
    return file(List.of(), false);
  }

  /**
   * A picture, pixel interleaved.
   *
   * @param tile side of square tiles; 0 for strips of three rows
   */
  byte[] picture(
      int width,
      int height,
      int bits,
      int bands,
      int photometric,
      int compression,
      int tile,
      PngBytes.Samples samples)
      throws IOException {
    int[] all = new int[bands];
    java.util.Arrays.fill(all, bits);
    tag(256, new int[] {width}).tag(257, new int[] {height}).shorts(258, all);
    shorts(259, compression).shorts(262, photometric).shorts(277, bands).shorts(284, 1);
    List<byte[]> pieces = new ArrayList<>();
    if (tile == 0) {
      tag(278, new int[] {3});
      for (int y = 0; y < height; y += 3) {
        pieces.add(
            piece(
                0,
                y,
                width,
                Math.min(3, height - y),
                width,
                height,
                bits,
                bands,
                compression,
                samples));
      }
    } else {
      tag(322, new int[] {tile}).tag(323, new int[] {tile});
      for (int y = 0; y < height; y += tile) {
        for (int x = 0; x < width; x += tile) {
          pieces.add(piece(x, y, tile, tile, width, height, bits, bands, compression, samples));
        }
      }
    }
    return file(pieces, tile != 0);
  }

  private byte[] piece(
      int x0,
      int y0,
      int w,
      int h,
      int width,
      int height,
      int bits,
      int bands,
      int compression,
      PngBytes.Samples samples)
      throws IOException {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    for (int y = y0; y < y0 + h; y++) {
      for (int x = x0; x < x0 + w; x++) {
        for (int band = 0; band < bands; band++) {
          int sample = x < width && y < height ? samples.at(band, x, y) : 0;
          if (bits == 8) {
            raw.write(sample);
          } else if (order == ByteOrder.BIG_ENDIAN) {
            raw.write(sample >> 8);
            raw.write(sample);
          } else {
            raw.write(sample);
            raw.write(sample >> 8);
          }
        }
      }
    }
    byte[] bytes = raw.toByteArray();
    return switch (compression) {
      case DEFLATE -> PngBytes.deflate(bytes);
      case PACK_BITS -> packBits(bytes);
      case LZW -> lzw(bytes);
      default -> bytes;
    };
  }

  /** Literal runs only. */
  private static byte[] packBits(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < bytes.length; i += 128) {
      int n = Math.min(128, bytes.length - i);
      out.write(n - 1);
      out.write(bytes, i, n);
    }
    return out.toByteArray();
  }

  /** Nine-bit literals, with the table cleared before the codes would need ten bits. */
  private static byte[] lzw(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int[] state = {0, 0};
    for (int i = 0; i < bytes.length; i++) {
      if (i % 200 == 0) {
        code(out, state, 256);
      }
      code(out, state, bytes[i] & 0xff);
    }
    code(out, state, 257);
    if (state[1] > 0) {
      out.write(state[0] << 8 - state[1]);
    }
    return out.toByteArray();
  }

  private static void code(ByteArrayOutputStream out, int[] state, int code) {
    state[0] = state[0] << 9 | code;
    state[1] += 9;
    while (state[1] >= 8) {
      state[1] -= 8;
      out.write(state[0] >> state[1]);
      state[0] &= (1 << state[1]) - 1;
    }
  }

  private byte[] file(List<byte[]> pieces, boolean tiled) {
    if (!pieces.isEmpty()) {
      tag(tiled ? 324 : 273, new int[pieces.size()]);
      int[] lengths = pieces.stream().mapToInt(piece -> piece.length).toArray();
      tag(tiled ? 325 : 279, lengths);
    }
    int directory = 8;
    int values = directory + 2 + 12 * tags.size() + 4;
    int end = values;
    for (Object value : tags.values()) {
      int length = encode(value).length;
      end += length > 4 ? length + length % 2 : 0;
    }
    if (!pieces.isEmpty()) {
      int[] offsets = new int[pieces.size()];
      int at = end;
      for (int i = 0; i < offsets.length; i++) {
        offsets[i] = at;
        at += pieces.get(i).length;
      }
      tag(tiled ? 324 : 273, offsets);
      end = at;
    }
    ByteBuffer out = ByteBuffer.allocate(end).order(order);
    out.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
    out.putShort((short) 42).putInt(directory).putShort((short) tags.size());
    int at = values;
    for (Map.Entry<Integer, Object> entry : tags.entrySet()) {
      byte[] encoded = encode(entry.getValue());
      int size = size(entry.getValue());
      out.putShort((short) (int) entry.getKey()).putShort((short) type(entry.getValue()));
      out.putInt(encoded.length / size);
      if (encoded.length > 4) {
        out.putInt(at);
        out.put(at, encoded);
        at += encoded.length + encoded.length % 2;
      } else {
        out.put(encoded).position(out.position() + 4 - encoded.length);
      }
    }
    out.putInt(0);
    out.position(at);
    pieces.forEach(out::put);
    return out.array();
  }

  private static int type(Object value) {
    if (value instanceof short[]) {
      return 3;
    }
    if (value instanceof int[]) {
      return 4;
    }
    if (value instanceof long[]) {
      return 5;
    }
    return value instanceof String ? 2 : 7;
  }

  private static int size(Object value) {
    return switch (type(value)) {
      case 3 -> 2;
      case 4 -> 4;
      case 5 -> 8;
      default -> 1;
    };
  }

  private byte[] encode(Object value) {
    if (value instanceof String text) {
      return (text + "\0").getBytes(StandardCharsets.US_ASCII);
    }
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    if (value instanceof short[] shorts) {
      ByteBuffer out = ByteBuffer.allocate(2 * shorts.length).order(order);
      for (short v : shorts) {
        out.putShort(v);
      }
      return out.array();
    }
    if (value instanceof int[] ints) {
      ByteBuffer out = ByteBuffer.allocate(4 * ints.length).order(order);
      for (int v : ints) {
        out.putInt(v);
      }
      return out.array();
    }
    long[] rational = (long[]) value;
    ByteBuffer out = ByteBuffer.allocate(4 * rational.length).order(order);
    for (long v : rational) {
      out.putInt((int) v);
    }
    return out.array();
  }
}
