package org.ctsr.app.viewer;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.ctsr.app.engine.EngineSession;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.render.RenderPlan;
import org.ctsr.engine.render.TileListener;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.tile.Tile;
import org.ctsr.engine.view.Agreement;
import org.ctsr.engine.view.StripPool;
import org.ctsr.engine.view.ViewBasis;
import org.ctsr.engine.view.ViewSampler;
import org.ctsr.engine.view.ViewSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that makes frames. It always takes the newest request, never gives one up halfway, and
 * tells the scheduler what the window needs.
 */
final class RenderLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RenderLoop.class);
  private static final ViewBasis NO_BASIS = new ViewBasis(1, 1, 1);

  private final EngineSession engine;
  private final Consumer<RenderStatus> onStatus;
  private final BiConsumer<RgbImage, Throwable> onFailure;
  private final StripPool pool = StripPool.forThisMachine();
  private final FrameComposer composer = new FrameComposer(pool);
  private final FrameExchange exchange = new FrameExchange();
  private final Thread thread = new Thread(this::loop, "ctsr-render");
  private final TileListener tileListener = new Tiles();

  // Guarded by this.
  private @Nullable ViewRequest newest;
  private boolean changed;
  private boolean tilesChanged;
  private boolean closed;

  private volatile Consumer<Frame> frames = frame -> frame.presented();
  private volatile @Nullable ViewRequest shown;

  // Used by the thread alone.
  private @Nullable ViewSampler after;
  private @Nullable ViewSampler before;
  private @Nullable ViewSampler other;
  private @Nullable ViewSampler alpha;
  private ViewSampler.@Nullable Content beforeContent;
  private @Nullable ViewRequest planned;
  private @Nullable RenderPlan plan;
  private boolean tilesAreNew;
  private boolean mayMeasure;
  private @Nullable Score score;

  /**
   * @param onStatus told what is known after each frame, on any thread
   * @param onFailure told of which photo a tile or a frame could not be made, and why; on any
   *     thread
   */
  RenderLoop(
      EngineSession engine,
      Consumer<RenderStatus> onStatus,
      BiConsumer<RgbImage, Throwable> onFailure) {
    this.engine = engine;
    this.onStatus = onStatus;
    this.onFailure = onFailure;
    engine.addTileListener(tileListener);
    thread.setDaemon(true);
    thread.start();
  }

  /** Where frames go, on the loop's thread; each must be told to be presented. */
  void setFrames(Consumer<Frame> consumer) {
    frames = consumer;
  }

  /** Wants another frame; null for none. */
  synchronized void request(@Nullable ViewRequest request) {
    newest = request;
    changed = true;
    notifyAll();
  }

  private synchronized void tilesArrived() {
    tilesChanged = true;
    notifyAll();
  }

  private final class Tiles implements TileListener {
    @Override
    public void tileReady(RenderPlan plan, Tile tile) {
      tilesArrived();
      // The picture first: the number may come a frame later.
      ViewRequest request = shown;
      if (request != null && request.source().photo() == plan.photo()) {
        request.agreement().measure(tile);
        tilesArrived();
      }
    }

    @Override
    public void tileFailed(RenderPlan plan, Tile tile, Exception reason) {
      onFailure.accept(plan.photo(), reason);
      tilesArrived();
    }
  }

  private void loop() {
    try {
      while (true) {
        waitForWork();
        FrameBuffer buffer = exchange.borrow();
        ViewRequest request = take();
        if (request == null) {
          forgetSamplers();
          shown = null;
          planned = null;
          plan = null;
          score = null;
          engine.show(null);
          continue;
        }
        try {
          render(request, buffer);
        } catch (RuntimeException | OutOfMemoryError e) {
          // The next request may well succeed, for instance in a smaller window.
          log.error("A frame could not be made", e);
          forgetSamplers();
          onFailure.accept(request.source().photo(), e);
        }
      }
    } catch (InterruptedException e) {
      // close() ends the thread this way.
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void waitForWork() throws InterruptedException {
    while (!changed && !tilesChanged) {
      if (closed) {
        throw new InterruptedException();
      }
      wait();
    }
  }

  private synchronized @Nullable ViewRequest take() {
    tilesAreNew = tilesChanged;
    changed = false;
    tilesChanged = false;
    return newest;
  }

  private void render(ViewRequest request, FrameBuffer buffer) {
    long start = System.nanoTime();
    shown = request;
    ViewRequest last = planned;
    mayMeasure |= tilesAreNew;
    if (last == null || last.source() != request.source()) {
      mayMeasure = true;
      // The network starts on a new photo while its first frame is made; making that takes longest.
      plan(request);
    }
    ViewSampler result = resultSampler(request.source());
    List<Rectangle> provisional = List.of();
    if (request.showsAfter()) {
      if (!result.moveTo(request.viewport())) {
        result.refresh();
      }
      provisional = request.source().hasModel() ? result.provisional() : List.of();
    }
    ViewBasis photo = NO_BASIS;
    if (request.showsBefore()) {
      ViewSampler sampler = beforeSampler(request);
      sampler.moveTo(request.viewport());
      photo = sampler.basis();
    }
    ViewSampler compared = otherSampler(request);
    List<Rectangle> missing = provisional;
    if (compared != null) {
      if (!compared.moveTo(
          request.viewport().ofScale(request.source().scale(), compared.source().scale()))) {
        compared.refresh();
      }
      missing = compared.provisional();
    }
    ViewSampler transparency = alphaSampler(request.source());
    if (transparency != null) {
      transparency.moveTo(request.viewport());
    }
    buffer.resize(request.width(), request.height());
    composer.compose(
        request,
        new FrameComposer.Layers(
            result.basis(),
            provisional,
            compared == null ? result.basis() : compared.basis(),
            missing,
            photo,
            transparency == null ? null : transparency.basis()),
        buffer);
    long took = System.nanoTime() - start;
    exchange.deliver(buffer);
    frames.accept(
        new Frame(
            buffer,
            request.viewport(),
            request.split(),
            request.nanos(),
            took,
            provisional.size(),
            exchange::presented));
    plan(request);
    mayMeasure = mayMeasure && measureOne(request);
    onStatus.accept(status(request, provisional.size()));
    boolean fetched = !provisional.isEmpty() && result.fetchOne();
    if (fetched
        || (compared != null && !missing.isEmpty() && compared.fetchOne())
        // Where all tiles are there none is to come that would ask for the next frame.
        || mayMeasure) {
      tilesArrived();
    }
  }

  private ViewSampler resultSampler(ViewSource source) {
    ViewSampler sampler = after;
    if (sampler == null || sampler.source() != source) {
      sampler = new ViewSampler(source, ViewSampler.Content.RESULT, pool);
      forgetSamplers();
      after = sampler;
    }
    return sampler;
  }

  private void forgetSamplers() {
    after = null;
    before = null;
    other = null;
    alpha = null;
  }

  private @Nullable ViewSampler otherSampler(ViewRequest request) {
    ViewSource wanted = request.otherModel();
    ViewSampler sampler = other;
    if (wanted == null) {
      sampler = null;
    } else if (sampler == null || sampler.source() != wanted) {
      sampler = new ViewSampler(wanted, ViewSampler.Content.RESULT, pool);
    }
    other = sampler;
    return sampler;
  }

  private @Nullable ViewSampler alphaSampler(ViewSource source) {
    ViewSampler sampler = alpha;
    if (sampler == null && source.photo().hasAlpha()) {
      sampler = new ViewSampler(source, ViewSampler.Content.ALPHA, pool);
      alpha = sampler;
    }
    return sampler;
  }

  private ViewSampler beforeSampler(ViewRequest request) {
    ViewSampler.Content content =
        request.beforeFilter() == BeforeFilter.SMOOTH
            ? ViewSampler.Content.PHOTO_SMOOTH
            : ViewSampler.Content.PHOTO_NEAREST;
    ViewSampler sampler = before;
    if (sampler == null || content != beforeContent) {
      sampler = new ViewSampler(request.source(), content, pool);
      before = sampler;
      beforeContent = content;
    }
    return sampler;
  }

  private void plan(ViewRequest request) {
    ViewRequest last = planned;
    if (last == null
        || last.source() != request.source()
        || !last.viewport().equals(request.viewport())) {
      planned = request;
      // Tiles far from the window too: they are there when it gets to them.
      plan = request.source().plan(request.viewport(), true);
      engine.show(plan);
    }
  }

  /**
   * Tiles computed for an earlier session of the photo are measured one a frame; returns whether
   * there was one.
   */
  private static boolean measureOne(ViewRequest request) {
    if (!request.source().hasModel()) {
      return false;
    }
    for (Tile tile : request.source().grid().tiles()) {
      if (!request.agreement().has(tile) && request.agreement().measure(tile)) {
        return true;
      }
    }
    return false;
  }

  /** What was said last of the agreement, which goes over the whole photo. */
  private record Score(Agreement of, Realness realness, double decibels, double share) {}

  private Score score(ViewRequest request) {
    Score last = score;
    // A map may have been painted on meanwhile.
    if (last != null
        && !tilesAreNew
        && !mayMeasure
        && last.of() == request.agreement()
        && request.realness() instanceof Realness.Uniform uniform
        && uniform.equals(last.realness())) {
      return last;
    }
    Score now =
        new Score(
            request.agreement(),
            request.realness(),
            request.agreement().decibels(request.realness()),
            request.agreement().measuredShare());
    score = now;
    return now;
  }

  private RenderStatus status(ViewRequest request, int provisional) {
    RenderPlan wanted = plan;
    int total = wanted == null ? 0 : wanted.tiles().size();
    int ready = 0;
    for (int i = 0; wanted != null && i < total; i++) {
      if (engine.cache().contains(wanted.wantedKey(i))) {
        ready++;
      }
    }
    Score agreement = score(request);
    return new RenderStatus(ready, total, provisional, agreement.decibels(), agreement.share());
  }

  /** Ends the thread and waits for it. */
  @Override
  public void close() {
    engine.removeTileListener(tileListener);
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    pool.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
