package org.ctsr.engine.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * BigTIFF directories: those of an ordinary TIFF, with offsets of 8 bytes. Made here, since Commons
 * Imaging writes none, and TwelveMonkeys takes text for UTF-8, which that of photos often is not.
 */
final class BigTiff {
  private static final int STRIP_OFFSETS = 273;
  private static final int STRIP_BYTE_COUNTS = 279;

  /** BigTIFF's unsigned 8-byte type. */
  private static final int LONG8 = 16;

  private BigTiff() {}

  /**
   * The first bytes of the file; as many for any offsets and lengths.
   *
   * @param classic header and directories of an ordinary TIFF
   * @param offsets of the strips
   * @param lengths of the strips
   */
  static byte[] bytes(byte[] classic, long[] offsets, long[] lengths) throws IOException {
    TagReader reader = TagReader.of(classic);
    List<TagDirectory.Entry> entries = new ArrayList<>();
    for (TagDirectory.Entry entry : reader.read(Long.MAX_VALUE, (tag, bytes) -> true).entries()) {
      entries.add(
          switch (entry.tag()) {
            case STRIP_OFFSETS -> numbers(STRIP_OFFSETS, offsets, reader.order());
            case STRIP_BYTE_COUNTS -> numbers(STRIP_BYTE_COUNTS, lengths, reader.order());
            default -> entry;
          });
    }
    return new TagDirectory(entries).toBigTiff(reader.order());
  }

  private static TagDirectory.Entry numbers(int tag, long[] values, ByteOrder order) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(8, values.length)).order(order);
    for (long value : values) {
      bytes.putLong(value);
    }
    return TagDirectory.Entry.of(tag, LONG8, values.length, bytes.array());
  }
}
