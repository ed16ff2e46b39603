package org.ctsr.engine.tile;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps basis tiles within a budget of heap memory; what is used least goes to a spill file, and
 * from there back when it is wanted. Safe for several threads; no disk access happens under the
 * lock.
 */
public final class TileCache implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TileCache.class);

  private long memoryBudget;
  private final @Nullable SpillFile spill;
  // Access order: the eldest entry is the one used least recently.
  private final LinkedHashMap<TileKey, BasisTile> inMemory = new LinkedHashMap<>(64, 0.75f, true);
  private final LinkedHashMap<TileKey, SpillFile.Slot> onDisk =
      new LinkedHashMap<>(64, 0.75f, true);
  private final Map<TileKey, BasisTile> leaving = new HashMap<>();
  private long memoryBytes;
  private boolean spillFails;
  private boolean closed;

  /**
   * @param memoryBudget bytes of tiles to keep on the heap
   * @param spill where tiles go that do not fit; null drops them. Closed with the cache
   */
  public TileCache(long memoryBudget, @Nullable SpillFile spill) {
    this.memoryBudget = checked(memoryBudget);
    this.spill = spill;
  }

  private static long checked(long budget) {
    if (budget < 0) {
      throw new IllegalArgumentException("negative budget " + budget);
    }
    return budget;
  }

  /**
   * Changes the limits; tiles that no longer fit leave before this returns, which may take disk
   * accesses.
   *
   * @param memory bytes of tiles to keep on the heap
   * @param disk bytes of tiles to keep in the spill file, if there is one
   */
  public void setBudget(long memory, long disk) {
    synchronized (this) {
      memoryBudget = checked(memory);
      if (spill != null) {
        spill.setLimit(disk);
      }
    }
    while (evictOne()) {}
    synchronized (this) {
      trimSpill();
    }
  }

  /** Whether tiles of so many bytes can be kept all at once, if nothing else is. */
  public synchronized boolean hasRoomFor(long bytes) {
    // A tile that came back from the disk is in both.
    long disk = spill == null || spillFails ? 0 : spill.limit();
    return bytes <= Math.max(memoryBudget, disk);
  }

  /** The tile if it is on the heap; never waits for the disk. */
  public synchronized @Nullable BasisTile peek(TileKey key) {
    BasisTile tile = inMemory.get(key);
    return tile != null ? tile : leaving.get(key);
  }

  /** Whether {@link #get} would find the tile. */
  public synchronized boolean contains(TileKey key) {
    return inMemory.containsKey(key) || leaving.containsKey(key) || onDisk.containsKey(key);
  }

  /** The tile from the heap or the spill file; null if it is in neither. */
  public @Nullable BasisTile get(TileKey key) {
    SpillFile.Slot slot;
    synchronized (this) {
      BasisTile tile = inMemory.get(key);
      if (tile == null) {
        tile = leaving.get(key);
      }
      if (tile != null) {
        return tile;
      }
      slot = onDisk.get(key);
      if (slot == null || spill == null) {
        return null;
      }
      slot.pin();
    }
    BasisTile tile;
    try {
      tile = spill.read(slot);
    } finally {
      synchronized (this) {
        slot.unpin();
      }
    }
    insert(key, tile);
    return tile;
  }

  /** Keeps a tile, making room for it. */
  public void put(TileKey key, BasisTile tile) {
    insert(key, tile);
  }

  private void insert(TileKey key, BasisTile tile) {
    synchronized (this) {
      if (closed) {
        return;
      }
      BasisTile before = inMemory.put(key, tile);
      memoryBytes += tile.bytes() - (before == null ? 0 : before.bytes());
    }
    while (evictOne()) {}
  }

  /** Moves the least recently used tile out if the budget is exceeded. */
  private boolean evictOne() {
    TileKey key;
    BasisTile tile;
    synchronized (this) {
      if (memoryBytes <= memoryBudget || inMemory.size() <= 1) {
        return false;
      }
      Map.Entry<TileKey, BasisTile> eldest = inMemory.entrySet().iterator().next();
      key = eldest.getKey();
      tile = eldest.getValue();
      inMemory.remove(key);
      memoryBytes -= tile.bytes();
      // Asked with get(), as this was a use of it.
      if (spill == null || onDisk.get(key) != null) {
        return true;
      }
      leaving.put(key, tile);
    }
    SpillFile.Slot slot = null;
    try {
      slot = spill.write(tile);
    } catch (IOException e) {
      // The tile can be computed again, so a full disk costs time, not the result.
      log.warn(
          "Cannot spill cached tiles to disk ({}); they will be computed again when needed",
          e.getMessage());
    } finally {
      synchronized (this) {
        // Not if its photo was forgotten, or the tile put anew and moved out by another thread.
        boolean current = leaving.remove(key, tile);
        spillFails = slot == null;
        if (slot != null && !closed) {
          if (current) {
            onDisk.put(key, slot);
          } else {
            spill.free(slot);
          }
          trimSpill();
        }
      }
    }
    return true;
  }

  /**
   * Drops spilled tiles, the least recently used first, until the file is within its limit again;
   * callers hold the lock.
   */
  private void trimSpill() {
    if (spill == null || !spill.isOverLimit()) {
      return;
    }
    var iterator = onDisk.entrySet().iterator();
    while (spill.isOverLimit() && iterator.hasNext()) {
      SpillFile.Slot slot = iterator.next().getValue();
      if (!slot.isPinned()) {
        iterator.remove();
        spill.free(slot);
      }
    }
  }

  /** Forgets every tile of a photo. */
  public synchronized void forgetPhoto(String digest) {
    inMemory
        .entrySet()
        .removeIf(
            entry -> {
              boolean drop = entry.getKey().photo().equals(digest);
              if (drop) {
                memoryBytes -= entry.getValue().bytes();
              }
              return drop;
            });
    leaving.keySet().removeIf(key -> key.photo().equals(digest));
    onDisk
        .entrySet()
        .removeIf(
            entry -> {
              boolean drop = entry.getKey().photo().equals(digest) && !entry.getValue().isPinned();
              if (drop && spill != null) {
                spill.free(entry.getValue());
              }
              return drop;
            });
  }

  /** What the cache holds now. */
  public synchronized Usage usage() {
    return new Usage(
        inMemory.size(),
        memoryBytes,
        memoryBudget,
        onDisk.size(),
        spill == null ? 0 : spill.usedBytes());
  }

  /** Drops everything and deletes the spill file. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      inMemory.clear();
      onDisk.clear();
      memoryBytes = 0;
    }
    if (spill != null) {
      spill.close();
    }
  }

  /**
   * Counters of a cache.
   *
   * @param tilesInMemory tiles on the heap
   * @param memoryBytes their size
   * @param memoryBudget allowed size
   * @param tilesOnDisk tiles in the spill file
   * @param diskBytes their size
   */
  public record Usage(
      int tilesInMemory, long memoryBytes, long memoryBudget, int tilesOnDisk, long diskBytes) {}
}
