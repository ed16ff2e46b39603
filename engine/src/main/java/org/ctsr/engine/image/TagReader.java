package org.ctsr.engine.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.IIOException;

/**
 * Reads tags of a TIFF or BigTIFF file without loading what is not wanted of them: the libraries
 * load every value first, and Photoshop keeps all layers in one.
 */
final class TagReader {
  private static final int EXIF = 34665;
  private static final int GPS = 34853;
  private static final int INTEROPERABILITY = 40965;

  /** Tags that point to directories of tags about the photo. */
  private static final Set<Integer> DIRECTORIES = Set.of(EXIF, GPS, INTEROPERABILITY);

  private static final int MOST_ENTRIES = 0xffff;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int LONG8 = 16;

  /** Bytes of a value of each type; 0 for types that do not exist. */
  private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

  private final Source source;
  private final ByteOrder order;
  private final boolean big;
  private final long first;
  private long budget;
  private boolean complete = true;

  private TagReader(Source source) throws IOException {
    this.source = source;
    ByteBuffer head = source.read(0, 8);
    order = head.get(0) == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    head.order(order);
    big = head.getShort(2) == 43;
    if (!big && head.getShort(2) != 42) {
      throw new IIOException("is damaged: its TIFF header is of no known kind");
    }
    first = big ? source.read(8, 8).order(order).getLong(0) : unsigned(head.getInt(4));
  }

  /**
   * @throws IOException if the file has no TIFF header
   */
  static TagReader of(FileChannel channel) throws IOException {
    return new TagReader(new ChannelSource(channel, channel.size()));
  }

  /**
   * @throws IOException if there is no TIFF header
   */
  static TagReader of(byte[] tiff) throws IOException {
    return new TagReader(new ArraySource(tiff));
  }

  /**
   * A tag as the file has it.
   *
   * @param entry where its entry in the directory is
   * @param bytes of its value; -1 if the type is not known
   * @param place where the value is
   */
  record Field(int tag, int type, long count, long entry, long bytes, long place) {}

  /** Which values of the first directory to load. */
  interface Wanted {
    boolean test(int tag, long bytes);
  }

  ByteOrder order() {
    return order;
  }

  /** Bytes of an entry of a directory. */
  int entryBytes() {
    return big ? 20 : 12;
  }

  /** Whether no value was left out for the budget's sake. */
  boolean isComplete() {
    return complete;
  }

  /** Where the first directory is. */
  long first() {
    return first;
  }

  /** Whether a tag points to a directory of tags about the photo. */
  static boolean isDirectory(int tag) {
    return DIRECTORIES.contains(tag);
  }

  /** The offset that ends a directory, of the one that follows it; 0 if none does. */
  long next(long directory) throws IOException {
    long end = end(directory);
    ByteBuffer next = source.read(end, big ? 8 : 4).order(order);
    return big ? next.getLong(0) : unsigned(next.getInt(0));
  }

  /** Where a directory's entries end. */
  long end(long directory) throws IOException {
    return directory + (big ? 8 : 2) + count(directory) * entryBytes();
  }

  /** Whole numbers without a sign; none if the value is of another kind or not in the file. */
  long[] numbers(Field field) throws IOException {
    int size = field.type == SHORT ? 2 : field.type == LONG ? 4 : field.type == LONG8 ? 8 : 0;
    if (size == 0 || !isInside(field)) {
      return new long[0];
    }
    ByteBuffer value = source.read(field.place, (int) field.bytes).order(order);
    long[] numbers = new long[value.capacity() / size];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          switch (size) {
            case 2 -> value.getShort() & 0xffff;
            case 4 -> unsigned(value.getInt());
            default -> value.getLong();
          };
    }
    return numbers;
  }

  private boolean isInside(Field field) {
    return field.bytes >= 0 && field.place >= 0 && field.bytes <= source.size() - field.place;
  }

  /** An entry that fits the place of another and says nothing. */
  byte[] blankEntry(int tag) {
    ByteBuffer entry = ByteBuffer.allocate(entryBytes()).order(order);
    entry.putShort((short) tag).putShort((short) 1);
    if (big) {
      entry.putLong(1);
    } else {
      entry.putInt(1);
    }
    return entry.array();
  }

  /**
   * Reads the first directory and those it points to.
   *
   * @param mostBytes most bytes of values to load; a value beyond is left out
   * @throws IOException if the first directory cannot be read
   */
  TagDirectory read(long mostBytes, Wanted wanted) throws IOException {
    budget = mostBytes;
    return read(first, wanted, new HashSet<>());
  }

  private TagDirectory read(long directory, Wanted wanted, Set<Long> seen) throws IOException {
    seen.add(directory);
    List<TagDirectory.Entry> entries = new ArrayList<>();
    for (Field field : fields(directory)) {
      if (!isInside(field)) {
        continue; // of no known type, or not in the file
      }
      if (isDirectory(field.tag)) {
        long offset = offset(field);
        if (offset > 0 && !seen.contains(offset)) {
          addDirectory(entries, field, offset, seen);
        }
      } else if (wanted.test(field.tag, field.bytes)) {
        if (field.bytes > budget) {
          complete = false;
        } else {
          budget -= field.bytes;
          entries.add(entry(field));
        }
      }
    }
    return new TagDirectory(entries);
  }

  private void addDirectory(
      List<TagDirectory.Entry> entries, Field field, long offset, Set<Long> seen) {
    try {
      TagDirectory directory = read(offset, (tag, bytes) -> true, seen);
      entries.add(new TagDirectory.Entry(field.tag, LONG, 1, new byte[0], directory));
    } catch (IOException e) {
      complete = false;
    }
  }

  private TagDirectory.Entry entry(Field field) throws IOException {
    byte[] value = source.read(field.place, (int) field.bytes).array();
    if (field.type == LONG8 && field.count == 1) {
      long number = ByteBuffer.wrap(value).order(order).getLong();
      byte[] shorter = ByteBuffer.allocate(4).order(order).putInt((int) number).array();
      if (number == unsigned((int) number)) {
        return TagDirectory.Entry.of(field.tag, LONG, 1, shorter);
      }
    }
    return TagDirectory.Entry.of(field.tag, field.type, field.count, value);
  }

  /** What a tag that points to a directory points to; 0 if to nothing. */
  long offset(Field field) throws IOException {
    if (!isInside(field)) {
      return 0;
    }
    ByteBuffer value = source.read(field.place, (int) Math.min(8, field.bytes)).order(order);
    return switch (value.capacity()) {
      case 4 -> unsigned(value.getInt(0));
      case 8 -> value.getLong(0);
      default -> 0;
    };
  }

  private long count(long directory) throws IOException {
    ByteBuffer head = source.read(directory, big ? 8 : 2).order(order);
    long count = big ? head.getLong(0) : head.getShort(0) & 0xffff;
    if (count < 0 || count > MOST_ENTRIES) {
      throw new IIOException("is damaged: a TIFF directory has " + count + " entries");
    }
    return count;
  }

  /** The tags of a directory, as many as the file has. */
  List<Field> fields(long directory) throws IOException {
    long count = count(directory);
    long start = directory + (big ? 8 : 2);
    int size = entryBytes();
    int whole = (int) Math.min(count, Math.max(0, source.size() - start) / size);
    ByteBuffer table = source.read(start, whole * size).order(order);
    List<Field> fields = new ArrayList<>(whole);
    for (int i = 0; i < whole; i++) {
      fields.add(field(table, i * size, start + (long) i * size));
    }
    return fields;
  }

  private Field field(ByteBuffer table, int at, long entry) {
    int type = table.getShort(at + 2) & 0xffff;
    long count = big ? table.getLong(at + 4) : unsigned(table.getInt(at + 4));
    int valueAt = at + (big ? 12 : 8);
    int inline = big ? 8 : 4;
    int typeBytes = type < TYPE_BYTES.length ? TYPE_BYTES[type] : 0;
    boolean known = typeBytes > 0 && count >= 0 && count <= source.size() / typeBytes;
    long bytes = known ? count * typeBytes : -1;
    long place =
        bytes <= inline
            ? entry + valueAt - at
            : big ? table.getLong(valueAt) : unsigned(table.getInt(valueAt));
    return new Field(table.getShort(at) & 0xffff, type, count, entry, bytes, place);
  }

  private static long unsigned(int value) {
    return value & 0xffffffffL;
  }

  private interface Source {
    long size();

    /** So many bytes from a position, or an exception if there are fewer. */
    ByteBuffer read(long position, int count) throws IOException;
  }

  private record ChannelSource(FileChannel channel, long size) implements Source {
    @Override
    public ByteBuffer read(long position, int count) throws IOException {
      requireInside(position, count, size);
      ByteBuffer buffer = ByteBuffer.allocate(count);
      JpegSegments.readFully(channel, buffer, position);
      return buffer.rewind();
    }
  }

  private static final class ArraySource implements Source {
    private final byte[] bytes;

    ArraySource(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public ByteBuffer read(long position, int count) throws IOException {
      requireInside(position, count, bytes.length);
      byte[] copy = new byte[count];
      System.arraycopy(bytes, (int) position, copy, 0, count);
      return ByteBuffer.wrap(copy);
    }
  }

  private static void requireInside(long position, int count, long size) throws EOFException {
    if (position < 0 || position > size - count) {
      throw new EOFException("is truncated: it ends inside a TIFF directory");
    }
  }
}
