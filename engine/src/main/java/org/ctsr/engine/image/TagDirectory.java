package org.ctsr.engine.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A directory of TIFF tags whose values are kept byte by byte, with the directories it points to.
 */
record TagDirectory(List<Entry> entries) {
  private static final int LONG = 4;

  /** BigTIFF's offset of a directory. */
  private static final int IFD8 = 18;

  /**
   * A tag.
   *
   * @param value in the file's byte order
   * @param directory what the tag points to, in place of a value
   */
  record Entry(int tag, int type, long count, byte[] value, @Nullable TagDirectory directory) {
    static Entry of(int tag, int type, long count, byte[] value) {
      return new Entry(tag, type, count, value, null);
    }
  }

  /** A TIFF file of this directory first, in the byte order of its values. */
  byte[] toTiff(ByteOrder order) {
    return write(Layout.CLASSIC, order);
  }

  /** As {@link #toTiff}, with offsets of 8 bytes. */
  byte[] toBigTiff(ByteOrder order) {
    return write(Layout.BIG, order);
  }

  private byte[] write(Layout layout, ByteOrder order) {
    int header = layout == Layout.BIG ? 16 : 8;
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(header + bytes(layout))).order(order);
    byte letter = (byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I');
    out.put(letter).put(letter);
    if (layout == Layout.BIG) {
      out.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(header);
    } else {
      out.putShort((short) 42).putInt(header);
    }
    write(layout, out, header);
    return out.array();
  }

  /** Bytes of the directory with all that belongs to it, an even number. */
  private long bytes(Layout layout) {
    long bytes = layout.directoryBytes(entries.size());
    for (Entry entry : entries) {
      if (entry.directory != null) {
        bytes += entry.directory.bytes(layout);
      } else if (entry.value.length > layout.offsetBytes) {
        bytes += even(entry.value.length);
      }
    }
    return bytes;
  }

  private static long even(long bytes) {
    return bytes + bytes % 2;
  }

  private void write(Layout layout, ByteBuffer out, int start) {
    int at = start;
    if (layout == Layout.BIG) {
      out.putLong(at, entries.size());
    } else {
      out.putShort(at, (short) entries.size());
    }
    at += layout.countBytes;
    int values = (int) (start + layout.directoryBytes(entries.size()));
    List<Entry> sorted = entries.stream().sorted(Comparator.comparingInt(Entry::tag)).toList();
    for (Entry entry : sorted) {
      TagDirectory directory = entry.directory;
      int type = directory == null ? entry.type : layout == Layout.BIG ? IFD8 : LONG;
      long count = directory == null ? entry.count : 1;
      out.putShort(at, (short) entry.tag).putShort(at + 2, (short) type);
      layout.putOffset(out, at + 4, count);
      int place = at + 4 + layout.offsetBytes;
      if (directory == null && entry.value.length <= layout.offsetBytes) {
        out.put(place, entry.value);
      } else {
        layout.putOffset(out, place, values);
        if (directory != null) {
          directory.write(layout, out, values);
          values += (int) directory.bytes(layout);
        } else {
          out.put(values, entry.value);
          values += (int) even(entry.value.length);
        }
      }
      at += layout.entryBytes();
    }
  }

  private enum Layout {
    CLASSIC(2, 4),
    BIG(8, 8);

    final int countBytes;
    final int offsetBytes;

    Layout(int countBytes, int offsetBytes) {
      this.countBytes = countBytes;
      this.offsetBytes = offsetBytes;
    }

    int entryBytes() {
      return 4 + 2 * offsetBytes;
    }

    /** With the offset of a next one, of which there is none. */
    long directoryBytes(int entries) {
      return countBytes + (long) entries * entryBytes() + offsetBytes;
    }

    void putOffset(ByteBuffer out, int at, long offset) {
      if (this == BIG) {
        out.putLong(at, offset);
      } else {
        out.putInt(at, (int) offset);
      }
    }
  }
}
