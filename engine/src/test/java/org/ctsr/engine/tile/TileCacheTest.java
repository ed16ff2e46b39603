package org.ctsr.engine.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TileCacheTest {
  @TempDir Path folder;

  private static TileKey key(int number) {
    Rectangle area = new Rectangle(number, 0, 1, 1);
    return new TileKey("photo", "model", "float32", area, area, 0);
  }

  private static BasisTile tile(int number) {
    return BasisTile.quantise(ArrayPlanes.random(50, 40, number).planes(), 50, 40);
  }

  @Test
  void dropsTheLeastRecentlyUsedWithoutASpillFile() {
    try (TileCache cache = new TileCache(2 * tile(0).bytes(), null)) {
      cache.put(key(0), tile(0));
      cache.put(key(1), tile(1));
      assertThat(cache.get(key(0))).isNotNull();
      cache.put(key(2), tile(2));
      assertThat(cache.peek(key(1))).isNull();
      assertThat(cache.peek(key(0))).isNotNull();
      assertThat(cache.usage().memoryBytes()).isEqualTo(2 * tile(0).bytes());
    }
  }

  @Test
  void aSmallerBudgetCountsAtOnce() {
    try (TileCache cache = new TileCache(Long.MAX_VALUE, null)) {
      IntStream.range(0, 6).forEach(i -> cache.put(key(i), tile(i)));
      cache.setBudget(2 * tile(0).bytes(), 0);
      assertThat(cache.usage().tilesInMemory()).isEqualTo(2);
      assertThat(cache.usage().memoryBudget()).isEqualTo(2 * tile(0).bytes());
      assertThat(cache.peek(key(5))).isNotNull();
      assertThat(cache.peek(key(0))).isNull();
    }
  }

  @Test
  void spilledTilesComeBackUnchanged() throws Exception {
    try (TileCache cache = new TileCache(3 * tile(0).bytes(), new SpillFile(folder, 1L << 30))) {
      IntStream.range(0, 20).forEach(i -> cache.put(key(i), tile(i)));
      assertThat(cache.usage().tilesInMemory()).isEqualTo(3);
      for (int i = 0; i < 20; i++) {
        BasisTile found = cache.get(key(i));
        assertThat(found).isNotNull();
        assertThat(found.base()).isEqualTo(tile(i).base());
        assertThat(found.detail()).isEqualTo(tile(i).detail());
      }
      assertThat(cache.usage().memoryBytes()).isLessThanOrEqualTo(3 * tile(0).bytes());
    }
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void spillFileKeepsToItsLimitAndReusesRoom() throws Exception {
    long limit = 10L * (1 << 16) * 3;
    try (TileCache cache = new TileCache(0, new SpillFile(folder, limit))) {
      for (int i = 0; i < 60; i++) {
        cache.put(key(i), tile(i));
        assertThat(cache.usage().diskBytes()).isLessThanOrEqualTo(limit);
      }
      assertThat(cache.usage().tilesOnDisk()).isGreaterThan(1);
    }
  }

  @Test
  void theLeastRecentlyUsedLeavesTheDiskFirst() throws Exception {
    long slot = 1 << 16;
    assertThat(tile(0).storedBytes()).isLessThan(slot);
    try (TileCache cache = new TileCache(0, new SpillFile(folder, 5 * slot))) {
      // The last one put stays in memory.
      IntStream.range(0, 6).forEach(i -> cache.put(key(i), tile(i)));
      assertThat(cache.usage().tilesOnDisk()).isEqualTo(5);
      assertThat(cache.get(key(0))).isNotNull();
      IntStream.range(6, 9).forEach(i -> cache.put(key(i), tile(i)));
      assertThat(IntStream.range(0, 9).filter(i -> cache.contains(key(i))))
          .containsExactly(0, 4, 5, 6, 7, 8);
    }
  }

  @Test
  void aTileThatCannotGoToTheDiskIsDropped() throws Exception {
    SpillFile file = new SpillFile(folder, 1L << 30);
    try (TileCache cache = new TileCache(0, file)) {
      assertThat(cache.hasRoomFor(1L << 30)).isTrue();
      file.close();
      cache.put(key(0), tile(0));
      cache.put(key(1), tile(1));
      assertThat(cache.contains(key(0))).isFalse();
      assertThat(cache.contains(key(1))).isTrue();
      assertThat(cache.hasRoomFor(1)).as("on the disk").isFalse();
    }
  }

  @Test
  void knowsWhatItHasRoomFor() throws Exception {
    try (TileCache memory = new TileCache(100, null);
        TileCache both = new TileCache(100, new SpillFile(folder, 300))) {
      assertThat(memory.hasRoomFor(100)).isTrue();
      assertThat(memory.hasRoomFor(101)).isFalse();
      assertThat(both.hasRoomFor(300)).isTrue();
      assertThat(both.hasRoomFor(301)).isFalse();
    }
  }

  @Test
  void forgetsAPhoto() throws Exception {
    try (TileCache cache = new TileCache(tile(0).bytes(), new SpillFile(folder, 1L << 30))) {
      IntStream.range(0, 5).forEach(i -> cache.put(key(i), tile(i)));
      cache.forgetPhoto("photo");
      assertThat(cache.usage().tilesInMemory()).isZero();
      assertThat(cache.usage().tilesOnDisk()).isZero();
      assertThat(cache.usage().diskBytes()).isZero();
      assertThat(cache.usage().memoryBytes()).isZero();
    }
  }

  /** Puts a tile on a thread of its own, and returns when that waits for the spill file. */
  private static Thread putUpToTheDisk(TileCache cache, int number) {
    Thread thread = new Thread(() -> cache.put(key(number), tile(number)));
    thread.start();
    while (thread.isAlive() && thread.getState() != Thread.State.BLOCKED) {
      Thread.onSpinWait();
    }
    return thread;
  }

  @Test
  void forgetsTilesOnTheirWayToTheDisk() throws Exception {
    SpillFile file = new SpillFile(folder, 1L << 30);
    try (TileCache cache = new TileCache(0, file)) {
      cache.put(key(0), tile(0));
      Thread thread;
      synchronized (file) {
        thread = putUpToTheDisk(cache, 1);
        assertThat(cache.usage().tilesInMemory()).isEqualTo(1);
        assertThat(cache.contains(key(0))).isTrue();
        cache.forgetPhoto("photo");
        assertThat(cache.contains(key(0))).isFalse();
      }
      thread.join();
      assertThat(cache.contains(key(0))).isFalse();
      assertThat(cache.usage().diskBytes()).isZero();
    }
  }

  @Test
  void aTileThatGoesToTheDiskTwiceAtATimeTakesOnePlace() throws Exception {
    SpillFile file = new SpillFile(folder, 1L << 30);
    try (TileCache cache = new TileCache(0, file)) {
      cache.put(key(0), tile(0));
      List<Thread> threads;
      synchronized (file) {
        // 0 leaves for 1, 1 for 0, and 0 again for 2.
        threads =
            List.of(putUpToTheDisk(cache, 1), putUpToTheDisk(cache, 0), putUpToTheDisk(cache, 2));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(cache.usage().tilesOnDisk()).isEqualTo(2);
      assertThat(cache.usage().diskBytes()).isEqualTo(2L << 16);
      assertThat(cache.contains(key(0))).isTrue();
    }
  }

  @Test
  void manyThreadsGetWhatWasPut() throws Exception {
    try (TileCache cache = new TileCache(4 * tile(0).bytes(), new SpillFile(folder, 1L << 30))) {
      List<Thread> threads =
          IntStream.range(0, 4)
              .mapToObj(
                  n ->
                      new Thread(
                          () -> {
                            for (int i = 0; i < 200; i++) {
                              int number = (i * 7 + n) % 24;
                              cache.put(key(number), tile(number));
                              BasisTile found = cache.get(key((i * 5) % 24));
                              if (found != null
                                  && !java.util.Arrays.equals(
                                      found.base(), tile((i * 5) % 24).base())) {
                                throw new AssertionError("wrong tile");
                              }
                            }
                          }))
              .toList();
      List<Throwable> failures = new java.util.concurrent.CopyOnWriteArrayList<>();
      threads.forEach(t -> t.setUncaughtExceptionHandler((thread, e) -> failures.add(e)));
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(failures).isEmpty();
      assertThat(cache.usage().memoryBytes()).isLessThanOrEqualTo(4 * tile(0).bytes());
    }
  }
}
