package org.ctsr.engine.image;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes the small pictures out of an EXIF block whose bytes must stay where they are. They are in
 * the directories that follow the first one; nothing is taken that this or those it points to have
 * a use for, whatever the offsets say.
 */
final class Thumbnails {
  private static final int STRIP_OFFSETS = 273;
  private static final int STRIP_BYTE_COUNTS = 279;
  private static final int JPEG_OFFSET = 0x0201;
  private static final int JPEG_LENGTH = 0x0202;

  private static final int HEADER_BYTES = 8;
  private static final int OFFSET_BYTES = 4;

  /** Cameras write one, or one more with a larger preview. */
  private static final int MOST_DIRECTORIES = 16;

  /** More than a thumbnail has rows; each costs a look at the whole block. */
  private static final int MOST_STRIPS = 256;

  private final TagReader reader;
  private final byte[] bytes;
  private final BitSet kept;
  private final Set<Long> seen = new HashSet<>();

  private Thumbnails(byte[] bytes) throws IOException {
    this.bytes = bytes;
    reader = TagReader.of(bytes);
    kept = new BitSet(bytes.length);
  }

  /**
   * A copy whose thumbnails are zeros.
   *
   * @throws IOException if the block's first directory cannot be read
   */
  static byte[] erased(byte[] exif) throws IOException {
    Thumbnails thumbnails = new Thumbnails(exif.clone());
    thumbnails.keep(thumbnails.reader.first());
    thumbnails.eraseChain();
    return thumbnails.bytes;
  }

  private void keep(long directory) throws IOException {
    if (!seen.add(directory)) {
      return;
    }
    keep(0, HEADER_BYTES);
    keep(directory, reader.end(directory) - directory + OFFSET_BYTES);
    for (TagReader.Field field : reader.fields(directory)) {
      keep(field.place(), field.bytes());
      if (TagReader.isDirectory(field.tag())) {
        keepIfReadable(reader.offset(field));
      }
    }
  }

  private void keepIfReadable(long directory) {
    try {
      keep(directory);
    } catch (IOException e) {
      // Nothing is lost of a directory that nobody can read.
    }
  }

  private void keep(long from, long length) {
    int start = within(from);
    kept.set(start, Math.max(start, within(from + Math.max(0, length))));
  }

  private void eraseChain() {
    try {
      long directory = reader.next(reader.first());
      for (int i = 0; i < MOST_DIRECTORIES && directory > 0 && seen.add(directory); i++) {
        List<TagReader.Field> fields = reader.fields(directory);
        erase(fields, JPEG_OFFSET, JPEG_LENGTH);
        erase(fields, STRIP_OFFSETS, STRIP_BYTE_COUNTS);
        directory = reader.next(directory);
      }
    } catch (IOException e) {
      // The chain ends at a directory that is not in the block.
    }
  }

  private void erase(List<TagReader.Field> fields, int offsets, int lengths) throws IOException {
    long[] from = numbers(fields, offsets);
    long[] length = numbers(fields, lengths);
    int strips = Math.min(MOST_STRIPS, Math.min(from.length, length.length));
    for (int i = 0; i < strips; i++) {
      int end = within(from[i] + Math.max(0, length[i]));
      for (int at = kept.nextClearBit(within(from[i])); at < end; at = kept.nextClearBit(at + 1)) {
        bytes[at] = 0;
      }
    }
  }

  private long[] numbers(List<TagReader.Field> fields, int tag) throws IOException {
    for (TagReader.Field field : fields) {
      if (field.tag() == tag) {
        return reader.numbers(field);
      }
    }
    return new long[0];
  }

  private int within(long position) {
    return (int) Math.max(0, Math.min(bytes.length, position));
  }
}
