package org.ctsr.app.viewer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.ctsr.app.engine.EngineSession;
import org.ctsr.app.engine.LoadedModel;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.view.Agreement;
import org.ctsr.engine.view.ViewSource;
import org.ctsr.engine.view.Viewport;
import org.jspecify.annotations.Nullable;

/**
 * What the viewer shows and what can be done with it. Used on the window's thread; frames are made
 * on a thread of their own and always from the newest values.
 *
 * <p>Window positions are in screen pixels (device pixels) from the upper left corner; picture
 * positions in pixels of the result.
 */
public final class ViewerViewModel implements AutoCloseable {
  /** Largest zoom. */
  public static final double LARGEST_ZOOM = 32;

  private static final double SMALLEST_ZOOM = 1.0 / 128;

  /** Zooms the keyboard stops at. */
  private static final double[] STOPS = {
    1.0 / 64, 1.0 / 32, 1.0 / 16, 1.0 / 8, 1.0 / 6, 0.25, 1.0 / 3, 0.5, 2.0 / 3, 1, 1.5, 2, 3, 4, 6,
    8, 12, 16, 24, 32
  };

  private final EngineSession engine;
  private final Executor windowThread;
  private final RenderLoop loop;
  private final AtomicReference<@Nullable RenderStatus> newestStatus = new AtomicReference<>();

  private final ObjectProperty<@Nullable PhotoSession> photo = new SimpleObjectProperty<>();
  private final DoubleProperty realness = new SimpleDoubleProperty(0.5);
  private final ObjectProperty<CompareMode> compareMode =
      new SimpleObjectProperty<>(CompareMode.NONE);
  private final ObjectProperty<@Nullable Comparand> compared = new SimpleObjectProperty<>();
  private final DoubleProperty splitPosition = new SimpleDoubleProperty(0.5);
  private final BooleanProperty holdOriginal = new SimpleBooleanProperty();
  private final ObjectProperty<BeforeFilter> beforeFilter =
      new SimpleObjectProperty<>(BeforeFilter.SMOOTH);
  private final BooleanProperty inventedOverlay = new SimpleBooleanProperty();
  private final BooleanProperty pixelGrid = new SimpleBooleanProperty(true);
  private final BooleanProperty maskTint = new SimpleBooleanProperty(true);
  private final BooleanProperty brushActive = new SimpleBooleanProperty();
  private final DoubleProperty brushRadius = new SimpleDoubleProperty(60);
  private final DoubleProperty brushStrength = new SimpleDoubleProperty(0.5);
  private final DoubleProperty brushSoftness = new SimpleDoubleProperty(0.6);
  private final BooleanProperty brushErase = new SimpleBooleanProperty();
  private final BooleanProperty wholePhoto = new SimpleBooleanProperty(true);

  private final ReadOnlyDoubleWrapper zoom = new ReadOnlyDoubleWrapper(1);
  private final ReadOnlyBooleanWrapper fitted = new ReadOnlyBooleanWrapper(true);
  private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper painted = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<RenderStatus> status =
      new ReadOnlyObjectWrapper<>(RenderStatus.NOTHING);
  private final ReadOnlyObjectWrapper<@Nullable Throwable> failure = new ReadOnlyObjectWrapper<>();

  private @Nullable ViewSource source;
  private @Nullable Agreement agreement;
  private double centreX;
  private double centreY;
  private int windowWidth;
  private int windowHeight;
  private boolean batching;

  /**
   * @param windowThread runs tasks on the window's thread, later
   */
  public ViewerViewModel(EngineSession engine, Executor windowThread) {
    this.engine = engine;
    this.windowThread = windowThread;
    this.loop = new RenderLoop(engine, this::onStatus, this::onFailure);
    for (Observable value :
        new Observable[] {
          compareMode,
          compared,
          splitPosition,
          holdOriginal,
          beforeFilter,
          inventedOverlay,
          pixelGrid,
          maskTint,
          brushActive,
          wholePhoto
        }) {
      value.addListener(observable -> changed());
    }
    compareMode.addListener(
        (observable, old, now) -> {
          if (fitted.get()) {
            fit();
          } else {
            moveInside();
          }
        });
    realness.addListener(
        (observable, old, now) -> {
          PhotoSession shown = photo.get();
          if (shown != null && !batching) {
            shown.setRealness(now.doubleValue());
          }
          changed();
        });
    photo.addListener((observable, old, now) -> switchTo(old, now));
    photo.addListener(observable -> prepareMask());
    brushActive.addListener(observable -> prepareMask());
  }

  // ---- settings

  /** The photo in the window; null for none. */
  public ObjectProperty<@Nullable PhotoSession> photoProperty() {
    return photo;
  }

  /** t in [0, 1]; values outside are cut. */
  public DoubleProperty realnessProperty() {
    return realness;
  }

  /** How before and after are shown. */
  public ObjectProperty<CompareMode> compareModeProperty() {
    return compareMode;
  }

  /** The result that comparisons show in the photo's place; null for the photo itself. */
  public ObjectProperty<@Nullable Comparand> comparedProperty() {
    return compared;
  }

  /** Position of the divider, share of the window's width. */
  public DoubleProperty splitPositionProperty() {
    return splitPosition;
  }

  /** Whether the photo is shown in place of the result. */
  public BooleanProperty holdOriginalProperty() {
    return holdOriginal;
  }

  /** How the photo is enlarged for comparing. */
  public ObjectProperty<BeforeFilter> beforeFilterProperty() {
    return beforeFilter;
  }

  /** Whether invented detail is shown. */
  public BooleanProperty inventedOverlayProperty() {
    return inventedOverlay;
  }

  /** Whether pixels are outlined at high zoom. */
  public BooleanProperty pixelGridProperty() {
    return pixelGrid;
  }

  /** Whether painted realness is tinted. */
  public BooleanProperty maskTintProperty() {
    return maskTint;
  }

  /** Whether dragging paints. */
  public BooleanProperty brushActiveProperty() {
    return brushActive;
  }

  /** Radius of the brush, screen pixels. */
  public DoubleProperty brushRadiusProperty() {
    return brushRadius;
  }

  /** Change of realness in the middle of the brush, in [-1, 1]. */
  public DoubleProperty brushStrengthProperty() {
    return brushStrength;
  }

  /** Share of the radius over which the brush fades, in [0, 1]. */
  public DoubleProperty brushSoftnessProperty() {
    return brushSoftness;
  }

  /** Whether the brush takes away what was painted. */
  public BooleanProperty brushEraseProperty() {
    return brushErase;
  }

  /** Whether tiles far from the window are computed too. */
  public BooleanProperty wholePhotoProperty() {
    return wholePhoto;
  }

  // ---- state

  /** Screen pixels per pixel of the result. */
  public ReadOnlyDoubleProperty zoomProperty() {
    return zoom.getReadOnlyProperty();
  }

  /** Whether the whole picture is kept in the window. */
  public ReadOnlyBooleanProperty fittedProperty() {
    return fitted.getReadOnlyProperty();
  }

  /** Whether a stroke can be taken back. */
  public ReadOnlyBooleanProperty canUndoProperty() {
    return canUndo.getReadOnlyProperty();
  }

  /** Whether a stroke can be repeated. */
  public ReadOnlyBooleanProperty canRedoProperty() {
    return canRedo.getReadOnlyProperty();
  }

  /** Whether something is painted. */
  public ReadOnlyBooleanProperty paintedProperty() {
    return painted.getReadOnlyProperty();
  }

  /** What is known after the last frame. */
  public ReadOnlyObjectProperty<RenderStatus> statusProperty() {
    return status.getReadOnlyProperty();
  }

  /** Why a tile or a frame could not be made, the last time that happened; null if never. */
  public ReadOnlyObjectProperty<@Nullable Throwable> failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** The photo as it is shown, with its tiles; null without one. */
  public @Nullable ViewSource sourceNow() {
    return source;
  }

  /** Columns of the result; 0 without a photo. */
  public int pictureWidth() {
    return source == null ? 0 : source.width();
  }

  /** Rows of the result; 0 without a photo. */
  public int pictureHeight() {
    return source == null ? 0 : source.height();
  }

  /** Realness of the photo in the window as it is now, also where it is painted. */
  public Realness realnessNow() {
    PhotoSession shown = photo.get();
    double slider = slider();
    return shown == null ? Realness.of(slider) : shown.realnessNow(slider);
  }

  private double slider() {
    return Math.max(0, Math.min(1, realness.get()));
  }

  // ---- photo and model

  private void switchTo(@Nullable PhotoSession old, @Nullable PhotoSession now) {
    if (old != null) {
      rememberPosition(old);
    }
    failure.set(null);
    useSource(now);
    // One frame for all of it: one between would show a part of the photo nobody asked for.
    batching = true;
    try {
      takeUp(now);
    } finally {
      batching = false;
    }
    maskChanged();
  }

  /** Brings back a photo's realness and position. */
  private void takeUp(@Nullable PhotoSession now) {
    if (now == null) {
      status.set(RenderStatus.NOTHING);
      return;
    }
    realness.set(Double.isNaN(now.realness()) ? defaultRealness() : now.realness());
    PhotoSession.Position position = now.position();
    if (position == null || position.fitted()) {
      fit();
    } else {
      zoom.set(position.zoom());
      fitted.set(false);
      centreX = position.centreX() * pictureWidth();
      centreY = position.centreY() * pictureHeight();
      moveInside();
    }
  }

  private void rememberPosition(PhotoSession session) {
    if (source != null) {
      session.setPosition(
          new PhotoSession.Position(
              zoom.get(), centreX / pictureWidth(), centreY / pictureHeight(), fitted.get()));
    }
  }

  private void useSource(@Nullable PhotoSession session) {
    if (session == null) {
      source = null;
      agreement = null;
      return;
    }
    RgbImage image = session.photo().image();
    ViewSource made = engine.sourceOf(image);
    source = made;
    LoadedModel model = engine.model();
    agreement = session.agreement(model == null ? "" : model.modelPackage().digest(), made);
  }

  private double defaultRealness() {
    LoadedModel model = engine.model();
    return model == null ? 0.5 : model.modelPackage().defaultRealness();
  }

  /** The engine uses another model now: the same place of the photo is shown with it. */
  public void modelChanged() {
    PhotoSession shown = photo.get();
    if (shown == null) {
      return;
    }
    double widthBefore = Math.max(1, pictureWidth());
    useSource(shown);
    double ratio = pictureWidth() / widthBefore;
    centreX *= ratio;
    centreY *= ratio;
    if (Double.isNaN(shown.realness())) {
      batching = true;
      realness.set(defaultRealness());
      batching = false;
    }
    if (fitted.get()) {
      fit();
    } else {
      zoom.set(limit(zoom.get() / ratio));
      moveInside();
    }
  }

  // ---- position

  /** The window's size in screen pixels; nothing is drawn before it is known. */
  public void setWindowSize(int width, int height) {
    if (width == windowWidth && height == windowHeight) {
      return;
    }
    windowWidth = width;
    windowHeight = height;
    if (fitted.get()) {
      fit();
    } else {
      moveInside();
    }
  }

  /** Width of what one picture is shown in: the window, or one side of it. */
  private int paneWidth() {
    return compareMode.get() == CompareMode.SIDE_BY_SIDE
        ? FrameComposer.sideWidth(windowWidth)
        : windowWidth;
  }

  /** A window column within its side when two are shown. */
  private double paneX(double x) {
    int side = paneWidth();
    boolean second = compareMode.get() == CompareMode.SIDE_BY_SIDE && x >= side;
    return second ? x - side - FrameComposer.GAP : x;
  }

  /** The zoom at which the whole picture is in the window, at most 100 % of four screen pixels. */
  public double fitZoom() {
    if (source == null || windowWidth < 1 || windowHeight < 1) {
      return 1;
    }
    double horizontal = paneWidth() / (double) pictureWidth();
    double vertical = windowHeight / (double) pictureHeight();
    return limit(Math.min(1, Math.min(horizontal, vertical)));
  }

  private static double limit(double wanted) {
    return Math.max(SMALLEST_ZOOM, Math.min(LARGEST_ZOOM, wanted));
  }

  /** Shows the whole picture, and keeps doing so when the window changes. */
  public void fit() {
    zoom.set(fitZoom());
    fitted.set(true);
    centreX = pictureWidth() / 2.0;
    centreY = pictureHeight() / 2.0;
    changed();
  }

  /** 100 %, around the middle of the window. */
  public void actualSize() {
    zoomTo(1, paneWidth() / 2.0, windowHeight / 2.0);
  }

  /** The next larger zoom of the keyboard. */
  public void zoomIn() {
    double now = zoom.get() * 1.001;
    for (double stop : STOPS) {
      if (stop > now) {
        zoomTo(stop, paneWidth() / 2.0, windowHeight / 2.0);
        return;
      }
    }
  }

  /** The next smaller zoom of the keyboard. */
  public void zoomOut() {
    double now = zoom.get() * 0.999;
    for (int i = STOPS.length - 1; i >= 0; i--) {
      if (STOPS[i] < now) {
        zoomTo(STOPS[i], paneWidth() / 2.0, windowHeight / 2.0);
        return;
      }
    }
  }

  /** Zooms by a factor; what is at a window position stays there. */
  public void zoomBy(double factor, double x, double y) {
    double before = zoom.get();
    double wanted = before * factor;
    if ((before < 1 && wanted > 1) || (before > 1 && wanted < 1)) {
      // Exact pixels are not passed over.
      wanted = 1;
    }
    zoomTo(wanted, paneX(x), y);
  }

  /** Zooms; what is at a window position stays there. */
  public void zoomTo(double wanted, double x, double y) {
    if (source == null) {
      return;
    }
    double before = zoom.get();
    double now = limit(wanted);
    double fromMiddleX = x - paneWidth() / 2.0;
    double fromMiddleY = y - windowHeight / 2.0;
    centreX += fromMiddleX / before - fromMiddleX / now;
    centreY += fromMiddleY / before - fromMiddleY / now;
    zoom.set(now);
    fitted.set(false);
    moveInside();
  }

  /** Moves the picture with the hand, by screen pixels. */
  public void panBy(double dx, double dy) {
    centreX -= dx / zoom.get();
    centreY -= dy / zoom.get();
    if (dx != 0 || dy != 0) {
      fitted.set(false);
    }
    moveInside();
  }

  /** Shows a place in the middle, as shares of the picture's size. */
  public void centreOn(double shareX, double shareY) {
    centreX = shareX * pictureWidth();
    centreY = shareY * pictureHeight();
    fitted.set(false);
    moveInside();
  }

  /** Keeps the picture's border from coming further into the window than to its middle. */
  private void moveInside() {
    centreX = inside(centreX, pictureWidth(), paneWidth() / zoom.get());
    centreY = inside(centreY, pictureHeight(), windowHeight / zoom.get());
    changed();
  }

  private static double inside(double centre, double picture, double window) {
    if (picture <= window) {
      return picture / 2;
    }
    return Math.max(window / 2, Math.min(picture - window / 2, centre));
  }

  /** What the window shows (one side when comparing side by side); null without a photo. */
  public @Nullable Viewport viewport() {
    if (source == null || windowWidth < 1 || windowHeight < 1) {
      return null;
    }
    return Viewport.centred(zoom.get(), centreX, centreY, paneWidth(), windowHeight);
  }

  // ---- painting

  /** Takes the memory of a mask aside, so that the first stroke does not hold up the window. */
  private void prepareMask() {
    PhotoSession shown = photo.get();
    if (shown != null && brushActive.get()) {
      CompletableFuture.runAsync(
              () -> {
                shown.mask();
                RealnessMask.rehearse();
              })
          .exceptionally(
              failure -> {
                onFailure(failure);
                return null;
              });
    }
  }

  /** Starts painting at a window position. */
  public void beginStroke(double x, double y) {
    PhotoSession shown = photo.get();
    if (shown != null) {
      shown.mask().beginStroke();
      strokeTo(x, y, x, y);
    }
  }

  /** Paints along a line between window positions. */
  public void strokeTo(double fromX, double fromY, double toX, double toY) {
    PhotoSession shown = photo.get();
    Viewport view = viewport();
    if (shown == null || view == null) {
      return;
    }
    double longer = Math.max(pictureWidth(), pictureHeight());
    RealnessMask.Brush brush =
        new RealnessMask.Brush(
            brushRadius.get() / zoom.get() / longer,
            brushStrength.get(),
            brushSoftness.get(),
            brushErase.get());
    shown
        .mask()
        .strokeTo(
            view.pictureX(paneX(fromX)) / pictureWidth(),
            view.pictureY(fromY) / pictureHeight(),
            view.pictureX(paneX(toX)) / pictureWidth(),
            view.pictureY(toY) / pictureHeight(),
            brush);
    changed();
  }

  /** Ends the stroke. */
  public void endStroke() {
    changeMask(RealnessMask::endStroke);
  }

  /** Takes the last step of painting back. */
  public void undo() {
    changeMask(RealnessMask::undo);
  }

  /** Repeats the step that was taken back last. */
  public void redo() {
    changeMask(RealnessMask::redo);
  }

  /** Takes away everything painted. */
  public void clearMask() {
    changeMask(RealnessMask::clear);
  }

  /** Swaps raised and lowered places. */
  public void invertMask() {
    changeMask(RealnessMask::invert);
  }

  /**
   * Takes realness as a photo's mask, also of one that is not shown.
   *
   * @param fitted what {@link RealnessMask#fit} gave
   */
  public void loadMask(PhotoSession session, float[] fitted) {
    double middle =
        session == photo.get() || Double.isNaN(session.realness()) ? slider() : session.realness();
    session.mask().load(fitted, middle);
    maskChanged();
  }

  /** What is painted, in memory of its own; null if nothing is. */
  public float @Nullable [] copyMask() {
    PhotoSession shown = photo.get();
    return shown == null || !shown.isPainted() ? null : shown.mask().copy();
  }

  /** Brings back what {@link #copyMask} gave for this photo; null takes everything away. */
  public void restoreMask(float @Nullable [] copied) {
    PhotoSession shown = photo.get();
    if (shown != null && (copied != null || shown.isPainted())) {
      changeMask(mask -> mask.restore(copied));
    }
  }

  private void changeMask(Consumer<RealnessMask> change) {
    PhotoSession shown = photo.get();
    if (shown != null) {
      change.accept(shown.mask());
      maskChanged();
    }
  }

  private void maskChanged() {
    PhotoSession shown = photo.get();
    boolean has = shown != null && shown.isPainted();
    canUndo.set(shown != null && shown.hasMask() && shown.mask().canUndo());
    canRedo.set(shown != null && shown.hasMask() && shown.mask().canRedo());
    painted.set(has);
    changed();
  }

  // ---- frames

  /**
   * Where frames go, on the rendering thread; {@link Frame#presented} must be called for each once
   * it is on the screen.
   */
  public void setFrames(Consumer<Frame> consumer) {
    loop.setFrames(consumer);
    changed();
  }

  private void changed() {
    if (batching) {
      return;
    }
    PhotoSession shown = photo.get();
    ViewSource from = source;
    Viewport view = viewport();
    Agreement measured = agreement;
    if (shown == null || from == null || view == null || measured == null) {
      loop.request(null);
      return;
    }
    boolean tint = maskTint.get() && brushActive.get() && shown.isPainted();
    loop.request(
        new ViewRequest(
            from,
            measured,
            windowWidth,
            windowHeight,
            view,
            shown.liveRealness(slider()),
            compared.get(),
            tint ? (float) slider() : Float.NaN,
            compareMode.get(),
            Math.max(0, Math.min(1, splitPosition.get())),
            holdOriginal.get(),
            beforeFilter.get(),
            inventedOverlay.get(),
            pixelGrid.get(),
            wholePhoto.get(),
            System.nanoTime()));
  }

  private void onStatus(RenderStatus now) {
    if (newestStatus.getAndSet(now) == null) {
      windowThread.execute(
          () -> {
            RenderStatus newest = newestStatus.getAndSet(null);
            if (newest != null) {
              status.set(newest);
            }
          });
    }
  }

  private void onFailure(Throwable reason) {
    windowThread.execute(() -> failure.set(reason));
  }

  /** Stops making frames. */
  @Override
  public void close() {
    loop.close();
  }
}
