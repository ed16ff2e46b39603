package org.ctsr.engine.tile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.ctsr.engine.io.DiskSpace;

/**
 * A memory-mapped temporary file of tiles. It grows by {@value #CHUNK_BYTES} bytes at a time up to
 * its limit, reuses freed slots, and disappears when it is closed or the program ends.
 */
public final class SpillFile implements AutoCloseable {
  private static final int CHUNK_BYTES = 256 << 20;
  private static final int BLOCK_BYTES = 1 << 16;

  private final Path folder;
  private long limit;
  private final FileChannel channel;
  private final List<MappedByteBuffer> chunks = new ArrayList<>();
  private final List<TreeMap<Integer, Integer>> freeRuns = new ArrayList<>();
  private long usedBytes;

  /** So much of the file, from its beginning, has room on the disk. */
  private long reservedBytes;

  /**
   * @param folder where the file is made
   * @param limit bytes after which {@link #isOverLimit()} asks for slots back
   * @throws IOException if the folder is not writable
   */
  public SpillFile(Path folder, long limit) throws IOException {
    this.folder = folder;
    this.limit = limit;
    Path file = Files.createTempFile(folder, "ctsr-tiles-", ".tmp");
    this.channel =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** A place in the file that holds one tile. */
  static final class Slot {
    private final int chunk;
    private final int start;
    private final int length;
    private int pins;

    Slot(int chunk, int start, int length) {
      this.chunk = chunk;
      this.start = start;
      this.length = length;
    }

    /** Keeps the slot from being reused while it is read; guarded by the cache's lock. */
    void pin() {
      pins++;
    }

    void unpin() {
      pins--;
    }

    boolean isPinned() {
      return pins > 0;
    }
  }

  Slot write(BasisTile tile) throws IOException {
    if (tile.storedBytes() > CHUNK_BYTES) {
      throw new IOException("a tile of " + tile.storedBytes() + " bytes is larger than a chunk");
    }
    Slot slot = allocate((int) tile.storedBytes());
    boolean written = false;
    try {
      reserve(slot);
      tile.write(view(slot));
      written = true;
      return slot;
    } finally {
      if (!written) {
        free(slot);
      }
    }
  }

  BasisTile read(Slot slot) {
    return BasisTile.read(view(slot));
  }

  private synchronized ByteBuffer view(Slot slot) {
    return chunks.get(slot.chunk).slice(slot.start, slot.length);
  }

  private synchronized Slot allocate(int bytes) throws IOException {
    int length = (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      for (var run : freeRuns.get(chunk).entrySet()) {
        if (run.getValue() >= length) {
          return take(chunk, run.getKey(), run.getValue(), length);
        }
      }
    }
    requireFreeSpace();
    long position = (long) chunks.size() * CHUNK_BYTES;
    chunks.add(channel.map(FileChannel.MapMode.READ_WRITE, position, CHUNK_BYTES));
    freeRuns.add(new TreeMap<>());
    return take(chunks.size() - 1, 0, CHUNK_BYTES, length);
  }

  /**
   * Writing to a mapped page that the disk has no room for would kill the process, so room is asked
   * for first.
   */
  private void requireFreeSpace() throws IOException {
    long free = DiskSpace.usable(folder);
    if (free < 4L * CHUNK_BYTES) {
      throw new IOException("only " + (free >> 20) + " MiB free in " + folder);
    }
  }

  /**
   * Takes the room of a slot, which others may have used up since it was asked for: an exception
   * here, but not once the pages are mapped.
   */
  private synchronized void reserve(Slot slot) throws IOException {
    long end = (long) slot.chunk * CHUNK_BYTES + slot.start + slot.length;
    ByteBuffer zeros = ByteBuffer.allocate(BLOCK_BYTES);
    while (reservedBytes < end) {
      zeros.clear();
      reservedBytes += channel.write(zeros, reservedBytes);
    }
  }

  private Slot take(int chunk, int start, int available, int length) {
    freeRuns.get(chunk).remove(start);
    if (available > length) {
      freeRuns.get(chunk).put(start + length, available - length);
    }
    usedBytes += length;
    return new Slot(chunk, start, length);
  }

  synchronized void free(Slot slot) {
    usedBytes -= slot.length;
    TreeMap<Integer, Integer> runs = freeRuns.get(slot.chunk);
    int start = slot.start;
    int length = slot.length;
    Integer after = runs.remove(start + length);
    if (after != null) {
      length += after;
    }
    var before = runs.lowerEntry(start);
    if (before != null && before.getKey() + before.getValue() == start) {
      start = before.getKey();
      length += before.getValue();
    }
    runs.put(start, length);
  }

  synchronized void setLimit(long bytes) {
    limit = bytes;
  }

  synchronized long limit() {
    return limit;
  }

  synchronized boolean isOverLimit() {
    return usedBytes > limit;
  }

  synchronized long usedBytes() {
    return usedBytes;
  }

  /** Deletes the file. */
  @Override
  public synchronized void close() {
    chunks.clear();
    freeRuns.clear();
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("closing the tile spill file", e);
    }
  }
}
