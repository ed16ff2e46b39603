package org.ctsr.engine.training.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A file of records of one size, each followed by its CRC-32 (little-endian), appended in order and
 * read at random. A record cut short by a crash is not counted, and overwritten. One process writes
 * at a time; others wait for it, or read.
 */
final class RecordFile implements Closeable {
  private static final int CHECKSUM_BYTES = 4;
  private static final long WAIT_MILLISECONDS = 200;

  /** The byte that is locked, beyond all records: Windows lets nobody else read what is locked. */
  private static final long LOCKED = 1L << 62;

  private final Path file;
  private final int recordBytes;
  private final FileChannel channel;
  private @Nullable FileLock lock;
  private int count;

  private RecordFile(Path file, int recordBytes, FileChannel channel) {
    this.file = file;
    this.recordBytes = recordBytes;
    this.channel = channel;
  }

  static RecordFile open(Path file, int recordBytes) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    RecordFile records = new RecordFile(file, recordBytes, channel);
    try {
      records.countIntact();
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    return records;
  }

  /** Bytes on disk of one record. */
  static long storedBytes(int recordBytes) {
    return recordBytes + CHECKSUM_BYTES;
  }

  private void countIntact() throws IOException {
    long stored = storedBytes(recordBytes);
    count = Math.toIntExact(channel.size() / stored);
    byte[] scratch = new byte[recordBytes];
    // Blocks may reach the disk out of order: whole records at the end can still be torn.
    while (count > 0 && !readIfIntact(count - 1, scratch)) {
      count--;
    }
  }

  synchronized int count() {
    return count;
  }

  synchronized void append(byte[] record) throws IOException {
    if (record.length != recordBytes) {
      throw new IllegalArgumentException(
          "expected " + recordBytes + " bytes, got " + record.length);
    }
    if (lock == null) {
      throw new IllegalStateException("beginWriting() comes first");
    }
    ByteBuffer buffer =
        ByteBuffer.allocate(recordBytes + CHECKSUM_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(record).putInt(checksum(record)).flip();
    long position = count * storedBytes(recordBytes);
    while (buffer.hasRemaining()) {
      position += channel.write(buffer, position);
    }
    count++;
  }

  /**
   * Waits until no other process writes to the file, and counts again what is there.
   *
   * @throws CancellationException if stopped while waiting
   */
  synchronized void beginWriting(CacheProgress progress) throws IOException {
    FileLock held = tryLock();
    if (held == null) {
      progress.waiting(file);
    }
    // Not lock(), which nothing but an interrupt ends.
    while (held == null) {
      if (progress.cancelled()) {
        throw new CancellationException("stopped while waiting for another process");
      }
      try {
        Thread.sleep(WAIT_MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while waiting for another process");
      }
      held = tryLock();
    }
    lock = held;
    countIntact();
    channel.truncate(count * storedBytes(recordBytes));
  }

  /** Null if another writes, be it another process or a task of this one. */
  private @Nullable FileLock tryLock() throws IOException {
    try {
      return channel.tryLock(LOCKED, 1, false);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Makes sure that all is on disk, and lets others write. */
  synchronized void endWriting() throws IOException {
    FileLock held = lock;
    lock = null;
    if (held != null) {
      channel.force(false);
      held.release();
    }
  }

  /**
   * Reads record {@code index}.
   *
   * @throws IOException if its checksum does not match
   */
  synchronized void read(int index, byte[] target) throws IOException {
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException(file + ": record " + index + " of " + count);
    }
    if (!readIfIntact(index, target)) {
      throw new IOException(
          file + ": record " + index + " is damaged; delete the file and it is made again");
    }
  }

  private boolean readIfIntact(int index, byte[] target) throws IOException {
    ByteBuffer buffer =
        ByteBuffer.allocate(recordBytes + CHECKSUM_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long position = index * storedBytes(recordBytes);
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, position + buffer.position());
      if (read < 0) {
        return false;
      }
    }
    buffer.flip().get(target);
    return buffer.getInt() == checksum(target);
  }

  private static int checksum(byte[] record) {
    CRC32 crc = new CRC32();
    crc.update(record);
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
