package org.ctsr.app.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ctsr.engine.image.HiddenColors;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.inference.TorchRuntime;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.ModelLibrary;
import org.ctsr.engine.model.ModelPackage;
import org.ctsr.engine.render.RenderPlan;
import org.ctsr.engine.render.TileListener;
import org.ctsr.engine.tile.SpillFile;
import org.ctsr.engine.tile.Tile;
import org.ctsr.engine.tile.TileCache;
import org.ctsr.engine.tile.TileGrid;
import org.ctsr.engine.view.ViewSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One model at a time, one tile cache for all photos, and threads to read photos and load models
 * aside. Everything returns at once; results come through futures and listeners, on the session's
 * threads. Safe for several threads.
 */
public final class EngineSession implements AutoCloseable {
  /** Enlargement shown as long as no model is loaded. */
  public static final int SCALE_WITHOUT_MODEL = 4;

  private static final Logger log = LoggerFactory.getLogger(EngineSession.class);
  private static final int CORE_WITHOUT_MODEL = 256;

  /** A photo that takes longer to read does not hold up the one in the window. */
  private static final Duration READING = Duration.ofSeconds(3);

  private volatile EngineSettings settings;
  private final ModelLibrary library;
  private final PhotoLoader loader;
  private final Consumer<String> notice;
  private final TileCache cache;
  private final ExecutorService models = daemon("ctsr-models");
  private final ExecutorService photos = daemon("ctsr-photos");
  private final List<TileListener> listeners = new CopyOnWriteArrayList<>();
  private final TileListener forward =
      new TileListener() {
        @Override
        public void tileReady(RenderPlan plan, Tile tile) {
          listeners.forEach(listener -> listener.tileReady(plan, tile));
        }

        @Override
        public void tileFailed(RenderPlan plan, Tile tile, Exception reason) {
          listeners.forEach(listener -> listener.tileFailed(plan, tile, reason));
        }
      };

  /** Photos that are being read or wait for it. */
  private final AtomicInteger waiting = new AtomicInteger();

  private volatile @Nullable LoadedModel model;
  private volatile boolean closed;

  /**
   * @param notice receives sentences for the user, such as that there is no CUDA, on any thread
   */
  public EngineSession(
      EngineSettings settings, ModelLibrary library, PhotoLoader loader, Consumer<String> notice) {
    this.settings = settings;
    this.library = library;
    this.loader = loader;
    this.notice = notice;
    this.cache = new TileCache(settings.cacheBytes(), spillFile(settings));
  }

  private static ExecutorService daemon(String name) {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  private static @Nullable SpillFile spillFile(EngineSettings settings) {
    if (settings.spillBytes() <= 0) {
      return null;
    }
    try {
      return new SpillFile(settings.spillFolder(), settings.spillBytes());
    } catch (IOException e) {
      log.warn(
          "No disk for tiles in {} ({}); only memory is used",
          settings.spillFolder(),
          e.getMessage());
      return null;
    }
  }

  /**
   * Starts PyTorch aside, ahead of the first model, while the window is being built. What fails is
   * told when a model is loaded.
   */
  public void prepare() {
    models.execute(
        () -> {
          try {
            TorchRuntime.start(settings.threads(), notice);
          } catch (RuntimeException | LinkageError e) {
            log.debug("PyTorch does not start", e);
          }
        });
  }

  /** What the engine may use. */
  public EngineSettings settings() {
    return settings;
  }

  /** The models that can be loaded. */
  public ModelLibrary library() {
    return library;
  }

  /** Basis tiles of all photos. */
  public TileCache cache() {
    return cache;
  }

  /** The model in use; null before the first is loaded. */
  public @Nullable LoadedModel model() {
    return model;
  }

  /**
   * The model in use, which stays loaded until {@link LoadedModel#release} also if another one
   * takes its place; null before the first is loaded.
   */
  public @Nullable LoadedModel holdModel() {
    LoadedModel used = model;
    while (used != null && !used.tryHold()) {
      // It was replaced just now.
      used = model;
    }
    return used;
  }

  /** Adds a listener for tiles of views; it is called on the workers' threads. */
  public void addTileListener(TileListener listener) {
    listeners.add(listener);
  }

  /** Removes a listener. */
  public void removeTileListener(TileListener listener) {
    listeners.remove(listener);
  }

  /**
   * Loads a model and uses it from then on; the one before is unloaded when nobody holds it.
   *
   * @return completes with the model, or exceptionally with a {@link ModelException}, and then the
   *     model in use stays
   */
  public CompletableFuture<LoadedModel> useModel(String nameOrFolder) {
    return useModel(nameOrFolder, () -> true);
  }

  /**
   * As the other.
   *
   * @param wanted asked, on another thread, when it is the model's turn: without it the future
   *     completes with a {@link CancellationException}, and the model in use stays
   */
  public CompletableFuture<LoadedModel> useModel(String nameOrFolder, BooleanSupplier wanted) {
    return inBackground(
        models,
        () -> {
          if (!wanted.getAsBoolean()) {
            throw new CancellationException();
          }
          return replace(library.open(nameOrFolder));
        });
  }

  private LoadedModel replace(ModelPackage found) throws ModelException {
    EngineSettings now = settings;
    LoadedModel loaded =
        LoadedModel.load(found, now.device(), now.threads(), cache, forward, notice);
    LoadedModel before = model;
    model = loaded;
    if (before != null) {
      before.scheduler().showNothing();
      before.release();
    }
    if (closed) {
      unload();
    }
    return loaded;
  }

  /**
   * Works with other settings from now on. Tiles that are computed stay; what is being exported
   * ends as it began.
   *
   * @return completes when they count: with the model in use, loaded anew if it has to run
   *     elsewhere or with other threads; with null if there is none; or exceptionally as {@link
   *     #useModel}
   */
  public CompletableFuture<@Nullable LoadedModel> configure(EngineSettings now) {
    return inBackground(
        models,
        () -> {
          EngineSettings before = settings;
          settings = now;
          cache.setBudget(now.cacheBytes(), now.spillBytes());
          boolean otherThreads = now.threads() != before.threads();
          if (otherThreads) {
            TorchRuntime.useThreads(now.threads());
          }
          LoadedModel used = model;
          // PyTorch counts threads anew for the new model's worker.
          return used != null && (otherThreads || !now.device().equals(before.device()))
              ? replace(used.modelPackage())
              : used;
        });
  }

  /**
   * Loads a model for work aside, or takes the one in use if it is that; the view is not changed.
   *
   * @return completes with the model, which stays loaded until {@link LoadedModel#release}, or
   *     exceptionally with a {@link org.ctsr.engine.model.ModelException}
   */
  public CompletableFuture<LoadedModel> hold(String name) {
    return inBackground(
        models,
        () -> {
          LoadedModel used = model;
          if (used != null && used.modelPackage().name().equals(name)) {
            used.hold();
            return used;
          }
          return LoadedModel.load(
              library.open(name), settings.device(), settings.threads(), cache, forward, notice);
        });
  }

  /**
   * Reads a photo that is to be shown. Meanwhile no tile of the one in the window is begun.
   *
   * @param wanted asked, on another thread, when it is the photo's turn and while it is read
   * @return completes with the photo, or exceptionally: with an {@link IOException} that names the
   *     file and the reason, or with a {@link CancellationException} if it is not wanted any more
   */
  public CompletableFuture<OpenedPhoto> open(Path file, BooleanSupplier wanted) {
    LoadedModel used = model;
    if (used != null) {
      used.scheduler().holdView(READING);
    }
    waiting.incrementAndGet();
    return inBackground(
            photos,
            () -> {
              if (!wanted.getAsBoolean()) {
                throw new CancellationException();
              }
              return read(file, () -> !wanted.getAsBoolean());
            })
        .whenComplete(
            (photo, failure) -> {
              boolean last = waiting.decrementAndGet() == 0;
              if (failure != null && last && used != null) {
                used.scheduler().goOn();
              }
            });
  }

  private OpenedPhoto read(Path file, BooleanSupplier cancelled) throws IOException {
    // Before it is read: what is written meanwhile is a change.
    FileStamp stamp = FileStamp.of(file);
    List<String> warnings = new CopyOnWriteArrayList<>();
    RgbImage stored = loader.load(file, cancelled, warnings::add);
    RgbImage image;
    try {
      // As an export does: the view would show fringes that are not in the file, and compute its
      // tiles again for it.
      image = HiddenColors.fill(stored, cancelled);
    } catch (CancellationException e) {
      stored.release();
      throw e;
    }
    // Computed here and not when a view first asks for it.
    image.digest();
    return new OpenedPhoto(String.valueOf(file.getFileName()), file, stamp, image, warnings);
  }

  private static <T extends @Nullable Object> CompletableFuture<T> inBackground(
      ExecutorService where, Callable<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.call();
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        where);
  }

  /** How the model in use enlarges a photo, or how it is enlarged without one. */
  public Enlargement enlargementOf(RgbImage photo) {
    LoadedModel used = model;
    if (used == null) {
      TileGrid grid = new TileGrid(photo.width(), photo.height(), CORE_WITHOUT_MODEL, 0);
      return new Enlargement(SCALE_WITHOUT_MODEL, grid, null, "none");
    }
    return new Enlargement(
        used.modelPackage().manifest().scale(),
        used.grid(photo),
        used.modelPackage().digest(),
        used.runner().precision());
  }

  /** A photo as views see it, enlarged as {@link #enlargementOf} said for it. */
  public ViewSource sourceOf(RgbImage photo, Enlargement how) {
    return new ViewSource(photo, how.scale(), how.grid(), cache, how.model(), how.precision());
  }

  /** Replaces what is computed for the view; null for nothing. */
  public void show(@Nullable RenderPlan plan) {
    LoadedModel used = model;
    if (used == null) {
      return;
    }
    if (plan == null || !plan.modelDigest().equals(used.modelPackage().digest())) {
      used.scheduler().showNothing();
    } else {
      used.scheduler().show(plan);
      if (used != model) {
        // Another one took its place in between: where an export holds this one, it would compute
        // the view's tiles for nobody, before the export's.
        used.scheduler().showNothing();
      }
    }
  }

  private synchronized void unload() {
    LoadedModel used = model;
    model = null;
    if (used != null) {
      used.scheduler().showNothing();
      used.release();
    }
  }

  /** Stops all work after the tiles in flight, unloads the model and deletes the spill file. */
  @Override
  public void close() {
    closed = true;
    photos.shutdownNow();
    models.shutdown();
    try {
      if (!models.awaitTermination(1, TimeUnit.MINUTES)) {
        log.warn("A model is still being loaded after a minute");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    unload();
    cache.close();
  }
}
