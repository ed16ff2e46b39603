package org.ctsr.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.ctsr.engine.TestModels;
import org.ctsr.engine.TestPhotos;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.inference.BlockNetwork;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.inference.OutOfDeviceMemoryException;
import org.ctsr.engine.inference.TileUpscaler;
import org.ctsr.engine.model.ModelManifest;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.BasisTile;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.tile.Tile;
import org.ctsr.engine.tile.TileCache;
import org.ctsr.engine.tile.TileGrid;
import org.ctsr.engine.tile.TilePyramid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileSchedulerTest {
  /** Tiles that a worker has begun and that were not finished. */
  private static final int IN_FLIGHT = 2;

  private final RgbImage photo = TestPhotos.photo(160, 96, 9);
  private final TileGrid grid = new TileGrid(160, 96, 32, 12);
  private final List<Tile> ready = Collections.synchronizedList(new ArrayList<>());
  private ModelRunner runner;
  private TileCache cache;
  private TileScheduler scheduler;

  @BeforeEach
  void start() throws Exception {
    runner = TestModels.load(TestModels.STUDENT);
    cache = new TileCache(1L << 28, null);
    scheduler = new TileScheduler(List.of(new TileUpscaler(runner)), cache);
    scheduler.addListener(
        new TileListener() {
          @Override
          public void tileReady(RenderPlan plan, Tile tile) {
            ready.add(tile);
            synchronized (ready) {
              ready.notifyAll();
            }
          }

          @Override
          public void tileFailed(RenderPlan plan, Tile tile, Exception reason) {
            throw new AssertionError(reason);
          }
        });
  }

  @AfterEach
  void stop() {
    scheduler.close();
    cache.close();
    runner.close();
  }

  private RenderPlan plan(Rectangle view, boolean whole) {
    return RenderPlan.around(photo, grid, runner.model().digest(), runner.precision(), view, whole);
  }

  private void await(int count) throws InterruptedException {
    await(() -> ready.size() >= count);
    assertThat(ready.size()).isGreaterThanOrEqualTo(count);
  }

  private void await(BooleanSupplier state) throws InterruptedException {
    synchronized (ready) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (!state.getAsBoolean() && System.nanoTime() < end) {
        ready.wait(100);
      }
    }
  }

  @Test
  void aPlanStartsAtTheCentreOfTheViewAndEndsFarFromIt() {
    Rectangle view = new Rectangle(96, 32, 40, 40);
    List<Tile> tiles = plan(view, true).tiles();
    assertThat(tiles).hasSize(grid.size());
    assertThat(tiles.get(0).core().intersects(view)).isTrue();
    int visible = (int) tiles.stream().filter(tile -> tile.core().intersects(view)).count();
    assertThat(tiles.subList(0, visible)).allMatch(tile -> tile.core().intersects(view));
    assertThat(tiles.subList(visible, tiles.size()))
        .noneMatch(tile -> tile.core().intersects(view));
    assertThat(plan(view, false).tiles().size()).isLessThan(grid.size());
  }

  @Test
  void tilesArriveInTheCacheAtEveryLevelInOrder() throws Exception {
    RenderPlan plan = plan(new Rectangle(0, 0, 30, 30), true);
    scheduler.show(plan);
    await(grid.size());
    assertThat(ready).containsExactlyElementsOf(plan.tiles());
    for (Tile tile : grid.tiles()) {
      for (int level = 0; level < TilePyramid.LEVELS; level++) {
        assertThat(cache.peek(plan.key(tile, level))).isNotNull();
      }
    }
  }

  @Test
  void cachedTilesAreNotComputedAgain() throws Exception {
    scheduler.show(plan(new Rectangle(0, 0, 160, 96), false));
    await(grid.size());
    long evaluations = runner.evaluations();
    scheduler.show(plan(new Rectangle(50, 20, 60, 50), true));
    assertThat(scheduler.pending()).isZero();
    assertThat(runner.evaluations()).isEqualTo(evaluations);
  }

  private BasisTile cached(RenderPlan plan, Tile tile, int level) {
    return Objects.requireNonNull(cache.peek(plan.key(tile, level)));
  }

  @Test
  void aTileThatIsThereOnlyAtAnotherLevelIsMadeAtTheOneTheViewShows() throws Exception {
    Rectangle view = new Rectangle(0, 0, 160, 96);
    RenderPlan full = plan(view, false);
    scheduler.show(full);
    await(grid.size());
    try (TileCache left = new TileCache(1L << 28, null);
        TileScheduler other = new TileScheduler(List.of(new TileUpscaler(runner)), left)) {
      Tile large = grid.tile(0, 0);
      Tile small = grid.tile(1, 0);
      for (Tile tile : grid.tiles()) {
        int level = tile.equals(large) ? 0 : 3;
        left.put(full.key(tile, level), cached(full, tile, level));
      }
      long evaluations = runner.evaluations();
      CountDownLatch made = new CountDownLatch(1);
      other.addListener(
          new TileListener() {
            @Override
            public void tileReady(RenderPlan plan, Tile tile) {
              assertThat(tile).isEqualTo(large);
              made.countDown();
            }

            @Override
            public void tileFailed(RenderPlan plan, Tile tile, Exception reason) {}
          });
      other.show(
          RenderPlan.around(
              photo, grid, runner.model().digest(), runner.precision(), view, false, 3));
      assertThat(made.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(other.pending()).isZero();
      assertThat(runner.evaluations()).as("made from the full size").isEqualTo(evaluations);
      BasisTile reduced = Objects.requireNonNull(left.peek(full.key(large, 3)));
      BasisTile expected = cached(full, large, 3);
      for (int x = 0; x < expected.width(); x++) {
        assertThat(reduced.value(0, 1, x, 2))
            .isCloseTo(expected.value(0, 1, x, 2), within(2f / BasisTile.UNIT));
        assertThat(reduced.value(1, 1, x, 2)).isCloseTo(expected.value(1, 1, x, 2), within(0.01f));
      }
      other.show(full);
      await(() -> left.contains(full.key(small, 0)));
      assertThat(left.contains(full.key(small, 0))).isTrue();
    }
  }

  @Test
  void aNewPlanReplacesTheOld() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch replaced = new CountDownLatch(1);
    scheduler.addListener(
        new TileListener() {
          @Override
          public void tileReady(RenderPlan plan, Tile tile) {
            first.countDown();
            try {
              replaced.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }

          @Override
          public void tileFailed(RenderPlan plan, Tile tile, Exception reason) {}
        });
    RenderPlan second = plan(new Rectangle(130, 64, 30, 30), false);
    assertThat(second.tiles().size()).isLessThan(grid.size() - IN_FLIGHT);
    scheduler.show(plan(new Rectangle(0, 0, 30, 30), true));
    assertThat(first.await(60, TimeUnit.SECONDS)).isTrue();
    scheduler.show(second);
    replaced.countDown();
    await(() -> ready.containsAll(second.tiles()) && scheduler.pending() == 0);
    assertThat(ready).containsAll(second.tiles());
    assertThat(ready.size())
        .as("what was in flight when the plan changed came in addition")
        .isLessThanOrEqualTo(second.tiles().size() + IN_FLIGHT);
  }

  @Test
  void aViewThatIsHeldBeginsNothingUntilAnotherPhotoIsShown() throws Exception {
    RenderPlan first = plan(new Rectangle(0, 0, 8, 8), false);
    scheduler.show(first);
    int begun = first.tiles().size();
    await(begun);
    scheduler.holdView(Duration.ofMinutes(5));
    scheduler.show(plan(new Rectangle(0, 0, 160, 96), true));
    TimeUnit.MILLISECONDS.sleep(300);
    assertThat(ready).hasSize(begun);
    RgbImage other = TestPhotos.photo(160, 96, 10);
    RenderPlan second =
        RenderPlan.around(
            other,
            grid,
            runner.model().digest(),
            runner.precision(),
            new Rectangle(0, 0, 160, 96),
            false);
    scheduler.show(second);
    await(begun + grid.size());
    assertThat(cache.contains(second.key(second.tiles().get(0), 0))).isTrue();
  }

  @Test
  void aHeldViewGoesOnByItself() throws Exception {
    RenderPlan first = plan(new Rectangle(0, 0, 8, 8), false);
    scheduler.show(first);
    await(first.tiles().size());
    scheduler.holdView(Duration.ofMillis(300));
    scheduler.show(plan(new Rectangle(90, 60, 30, 30), true));
    await(grid.size());
  }

  @Test
  void aHeldViewCanBeToldToGoOn() throws Exception {
    RenderPlan first = plan(new Rectangle(0, 0, 8, 8), false);
    scheduler.show(first);
    await(first.tiles().size());
    scheduler.holdView(Duration.ofMinutes(5));
    scheduler.show(plan(new Rectangle(90, 60, 30, 30), true));
    scheduler.goOn();
    await(grid.size());
  }

  @Test
  void backgroundWorkWaitsForTheView() throws Exception {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch fed = new CountDownLatch(3);
    scheduler.addListener(
        new TileListener() {
          @Override
          public void tileReady(RenderPlan plan, Tile tile) {
            order.add("view");
          }

          @Override
          public void tileFailed(RenderPlan plan, Tile tile, Exception reason) {}
        });
    scheduler.show(plan(new Rectangle(0, 0, 160, 96), false));
    scheduler.submit(
        new TileFeed() {
          private int given;

          @Override
          public RgbImage photo() {
            return photo;
          }

          @Override
          public @Nullable Tile next() {
            return isExhausted() ? null : grid.tile(given++, 0);
          }

          @Override
          public boolean isExhausted() {
            return given == 3;
          }

          @Override
          public void accept(Tile tile, BasisPlanes planes) {
            order.add("background");
            fed.countDown();
          }

          @Override
          public void failed(Exception reason) {
            throw new AssertionError(reason);
          }
        });
    assertThat(fed.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(order.subList(0, grid.size())).containsOnly("view");
    assertThat(order.subList(grid.size(), order.size())).containsOnly("background").hasSize(3);
  }

  /** Gives one tile, and runs out of memory at one place. */
  private final class FullFeed implements TileFeed {
    private final String where;
    private final CompletableFuture<Exception> told = new CompletableFuture<>();

    FullFeed(String where) {
      this.where = where;
    }

    private void pass(String place) {
      if (place.equals(where)) {
        throw new OutOfMemoryError("Java heap space");
      }
    }

    @Override
    public RgbImage photo() {
      pass("network");
      return photo;
    }

    @Override
    public Tile next() {
      pass("next");
      return grid.tile(0, 0);
    }

    @Override
    public boolean isExhausted() {
      return false;
    }

    @Override
    public void accept(Tile tile, BasisPlanes planes) {
      pass("accept");
    }

    @Override
    public void failed(Exception reason) {
      told.complete(reason);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"next", "network", "accept"})
  void aFeedThatRunsOutOfMemoryIsToldAndTilesGoOn(String where) throws Exception {
    FullFeed feed = new FullFeed(where);
    scheduler.submit(feed);
    assertThat(feed.told.get(60, TimeUnit.SECONDS)).hasMessageContaining("not enough memory");
    scheduler.show(plan(new Rectangle(0, 0, 160, 96), false));
    await(grid.size());
  }

  /** Waits for room that nobody makes. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFeedWithMoreToDoIsToldThatTheSchedulerClosed(boolean exhausted) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    List<Exception> told = Collections.synchronizedList(new ArrayList<>());
    scheduler.submit(
        new TileFeed() {
          @Override
          public RgbImage photo() {
            return photo;
          }

          @Override
          public @Nullable Tile next() {
            asked.countDown();
            return null;
          }

          @Override
          public boolean isExhausted() {
            return exhausted;
          }

          @Override
          public void accept(Tile tile, BasisPlanes planes) {}

          @Override
          public void failed(Exception reason) {
            told.add(reason);
          }
        });
    assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
    scheduler.close();
    assertThat(told).hasSize(exhausted ? 0 : 1);
  }

  /** An interrupt would close the file on disk that all tiles share. */
  @Test
  void closingDoesNotInterruptATileInFlight() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    BlockNetwork slow =
        new BlockNetwork() {
          @Override
          public ModelManifest manifest() {
            return runner.manifest();
          }

          @Override
          public BasisPlanes run(float[] pixels, int width, int height, Rectangle keep)
              throws OutOfDeviceMemoryException {
            begun.countDown();
            try {
              goOn.await();
              interrupted.complete(Thread.interrupted());
            } catch (InterruptedException e) {
              interrupted.complete(true);
            }
            return runner.run(pixels, width, height, keep);
          }
        };
    TileScheduler other = new TileScheduler(List.of(new TileUpscaler(slow)), cache);
    other.show(plan(new Rectangle(0, 0, 160, 96), true));
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    Thread closing = new Thread(other::close);
    closing.start();
    await(() -> closing.getState() == Thread.State.WAITING);
    goOn.countDown();
    closing.join();
    assertThat(interrupted.get(60, TimeUnit.SECONDS)).isFalse();
  }
}
