package org.ctsr.engine.render;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.inference.TileUpscaler;
import org.ctsr.engine.system.BackgroundPriority;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.BasisTile;
import org.ctsr.engine.tile.Tile;
import org.ctsr.engine.tile.TileCache;
import org.ctsr.engine.tile.TilePyramid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tiles on the workers' networks: what the view shows first, then background work such as
 * exports.
 *
 * <p>Each worker is one thread with one {@link TileUpscaler}. Results are post-processed
 * (quantised, blended, cached) on another thread while the network is already at the next tile; at
 * most {@value #RESULTS_IN_FLIGHT} results a worker wait for that, then the worker pauses.
 */
public final class TileScheduler implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TileScheduler.class);
  private static final int RESULTS_IN_FLIGHT = 2;

  private final TileCache cache;
  private final List<Thread> workers = new ArrayList<>();
  private final ExecutorService finishing;
  private final Semaphore resultSlots;
  private final List<TileListener> listeners = new CopyOnWriteArrayList<>();

  // Guarded by this.
  private @Nullable RenderPlan plan;
  private final Deque<Tile> wanted = new ArrayDeque<>();
  private final Set<Object> running = new HashSet<>();
  private final Deque<TileFeed> feeds = new ArrayDeque<>();
  private boolean closed;

  /** Until when no tile of the view is begun; {@link System#nanoTime}, counts if {@link #held}. */
  private long heldUntil;

  private boolean held;

  /**
   * Starts one worker a network copy.
   *
   * @param upscalers one for each worker; the caller closes their runners after this scheduler
   * @param cache where tiles of views are kept
   */
  public TileScheduler(List<TileUpscaler> upscalers, TileCache cache) {
    this(upscalers, cache, false);
  }

  /**
   * As above.
   *
   * @param yielding whether the networks give way to other work of the machine, so that a window
   *     stays smooth
   */
  public TileScheduler(List<TileUpscaler> upscalers, TileCache cache, boolean yielding) {
    this.cache = cache;
    this.resultSlots = new Semaphore(RESULTS_IN_FLIGHT * upscalers.size());
    this.finishing =
        Executors.newFixedThreadPool(upscalers.size(), task -> daemon(task, "ctsr-tile-finishing"));
    for (TileUpscaler upscaler : upscalers) {
      Thread worker =
          daemon(
              () -> {
                if (yielding) {
                  BackgroundPriority.lowerThisThread();
                }
                work(upscaler);
              },
              "ctsr-tile-network");
      workers.add(worker);
      worker.start();
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Adds a listener for tiles of views. */
  public void addListener(TileListener listener) {
    listeners.add(listener);
  }

  /**
   * Replaces what the view wants. Tiles already cached at the level it shows are not computed
   * again; tiles that are running finish and are cached.
   */
  public synchronized void show(RenderPlan newPlan) {
    RenderPlan before = plan;
    if (before == null || before.photo() != newPlan.photo()) {
      held = false;
    }
    plan = newPlan;
    wanted.clear();
    for (int i = 0; i < newPlan.tiles().size(); i++) {
      Tile tile = newPlan.tiles().get(i);
      if (!cache.contains(newPlan.wantedKey(i)) && !running.contains(newPlan.key(tile, 0))) {
        wanted.add(tile);
      }
    }
    notifyAll();
  }

  /**
   * Begins no tile of the photo in the view any more, as another one is about to be shown: its
   * first tile would have to wait for the one in flight. Ends when another photo is shown, with
   * {@link #goOn}, or by itself.
   *
   * @param most how long the other photo is waited for
   */
  public synchronized void holdView(Duration most) {
    held = true;
    heldUntil = System.nanoTime() + most.toNanos();
  }

  /** Ends {@link #holdView}. */
  public synchronized void goOn() {
    held = false;
    notifyAll();
  }

  /** Stops computing for the view. */
  public synchronized void showNothing() {
    plan = null;
    wanted.clear();
    // Workers that wait have looked at the plan, and would hold the photo until there is more to
    // do.
    notifyAll();
  }

  /** Tiles of the view that are waiting or running. */
  public synchronized int pending() {
    return wanted.size() + running.size();
  }

  /** Adds background work, done after the view's tiles and after earlier background work. */
  public synchronized void submit(TileFeed feed) {
    if (closed) {
      throw new IllegalStateException("the scheduler is closed");
    }
    feeds.add(feed);
    notifyAll();
  }

  /** Removes background work; a tile in flight is still delivered. */
  public synchronized void withdraw(TileFeed feed) {
    feeds.remove(feed);
  }

  /** Says that a feed may have tiles again. */
  public synchronized void wake() {
    notifyAll();
  }

  /** One tile to run and what to do with its result. */
  private interface Job {
    RgbImage photo();

    Tile tile();

    /** The result if it is known without the network. */
    default @Nullable BasisPlanes known() {
      return null;
    }

    void finish(BasisPlanes planes);

    void fail(Throwable reason);
  }

  private static Exception asException(Throwable reason) {
    if (reason instanceof Exception exception) {
      return exception;
    }
    return new IllegalStateException(
        reason instanceof OutOfMemoryError
            ? "there is not enough memory for it (" + reason.getMessage() + ")"
            : reason.toString(),
        reason);
  }

  private void work(TileUpscaler upscaler) {
    try {
      while (true) {
        resultSlots.acquire();
        Job job = take();
        if (job == null) {
          return;
        }
        run(upscaler, job);
      }
    } catch (InterruptedException e) {
      // Not by close(): whoever interrupts a worker wants it to end.
      Thread.currentThread().interrupt();
    }
  }

  private void run(TileUpscaler upscaler, Job job) {
    BasisPlanes planes;
    try {
      BasisPlanes known = job.known();
      planes = known != null ? known : upscaler.upscale(job.photo(), job.tile());
    } catch (Throwable e) {
      // Errors too: nobody would hear of a worker that has ended, and its tiles would be waited
      // for.
      resultSlots.release();
      job.fail(e);
      return;
    }
    finishing.execute(
        () -> {
          try (planes) {
            job.finish(planes);
          } catch (Throwable e) {
            job.fail(e);
          } finally {
            resultSlots.release();
          }
        });
  }

  private synchronized @Nullable Job take() throws InterruptedException {
    while (!closed) {
      long hold = held ? (heldUntil - System.nanoTime()) / 1_000_000 : 0;
      Tile tile = hold > 0 ? null : wanted.poll();
      RenderPlan current = plan;
      if (tile != null && current != null) {
        running.add(current.key(tile, 0));
        return new ViewJob(current, tile);
      }
      Job background = takeBackground();
      if (background != null) {
        return background;
      }
      if (hold > 0) {
        wait(hold);
      } else {
        wait();
      }
    }
    return null;
  }

  private @Nullable Job takeBackground() {
    for (var iterator = feeds.iterator(); iterator.hasNext(); ) {
      TileFeed feed = iterator.next();
      Tile tile;
      try {
        tile = feed.next();
      } catch (Throwable e) {
        // A feed makes room for results here, so this is where memory runs out first.
        iterator.remove();
        feed.failed(asException(e));
        continue;
      }
      if (tile != null) {
        return new FeedJob(feed, tile);
      }
      if (feed.isExhausted()) {
        iterator.remove();
      }
    }
    return null;
  }

  private final class ViewJob implements Job {
    private final RenderPlan from;
    private final Tile tile;
    private boolean fullSizeKnown;

    ViewJob(RenderPlan from, Tile tile) {
      this.from = from;
      this.tile = tile;
    }

    @Override
    public RgbImage photo() {
      return from.photo();
    }

    @Override
    public Tile tile() {
      return tile;
    }

    @Override
    public @Nullable BasisPlanes known() {
      BasisTile full = cache.get(from.key(tile, 0));
      fullSizeKnown = full != null;
      return full == null ? null : full.planes();
    }

    @Override
    public void finish(BasisPlanes planes) {
      List<BasisTile> levels = TilePyramid.build(planes);
      // What was quantised once is not quantised again.
      int first = fullSizeKnown ? 1 : 0;
      for (int level = levels.size() - 1; level >= first; level--) {
        cache.put(from.key(tile, level), levels.get(level));
      }
      done();
      for (TileListener listener : listeners) {
        listener.tileReady(from, tile);
      }
    }

    @Override
    public void fail(Throwable reason) {
      done();
      log.warn("Tile {},{} failed", tile.column(), tile.row(), reason);
      Exception told = asException(reason);
      for (TileListener listener : listeners) {
        listener.tileFailed(from, tile, told);
      }
    }

    private void done() {
      synchronized (TileScheduler.this) {
        running.remove(from.key(tile, 0));
      }
    }
  }

  private final class FeedJob implements Job {
    private final TileFeed feed;
    private final Tile tile;

    FeedJob(TileFeed feed, Tile tile) {
      this.feed = feed;
      this.tile = tile;
    }

    @Override
    public RgbImage photo() {
      return feed.photo();
    }

    @Override
    public Tile tile() {
      return tile;
    }

    @Override
    public void finish(BasisPlanes planes) {
      feed.accept(tile, planes);
    }

    @Override
    public void fail(Throwable reason) {
      withdraw(feed);
      feed.failed(asException(reason));
    }
  }

  /**
   * Ends the workers after the tiles in flight; waits for them. Background work that had more to do
   * is told that it has failed.
   */
  @Override
  public void close() {
    List<TileFeed> dropped;
    synchronized (this) {
      closed = true;
      wanted.clear();
      dropped = List.copyOf(feeds);
      feeds.clear();
      notifyAll();
    }
    // Workers are not interrupted: one that is just moving tiles to the disk would find the file,
    // which all share, closed for good. Those that wait for a slot get one, and then no tile.
    resultSlots.release(workers.size());
    boolean interrupted = false;
    for (Thread worker : workers) {
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    finishing.shutdown();
    try {
      if (!finishing.awaitTermination(1, TimeUnit.MINUTES)) {
        log.warn("Tiles are still being finished after a minute");
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    for (TileFeed feed : dropped) {
      if (!feed.isExhausted()) {
        feed.failed(new IllegalStateException("the model was closed before all of it was done"));
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
