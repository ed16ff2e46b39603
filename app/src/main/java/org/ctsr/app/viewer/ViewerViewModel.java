package org.ctsr.app.viewer;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.ctsr.app.engine.EngineSession;
import org.ctsr.app.engine.Enlargement;
import org.ctsr.app.engine.LoadedModel;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.view.Agreement;
import org.ctsr.engine.view.ViewSource;
import org.ctsr.engine.view.Viewport;
import org.jspecify.annotations.Nullable;

/**
 * What the viewer shows and what can be done with it. Used on the window's thread; frames are made
 * on a thread of their own and always from the newest values.
 */
public final class ViewerViewModel implements AutoCloseable {
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

  private final ReadOnlyObjectWrapper<RenderStatus> status =
      new ReadOnlyObjectWrapper<>(RenderStatus.NOTHING);
  private final ReadOnlyObjectWrapper<@Nullable Throwable> failure = new ReadOnlyObjectWrapper<>();

  private final Placement placement = new Placement(this::changed);
  private final Painting painting =
      new Painting(photo, placement, this::slider, this::changed, this::onFailure);

  private @Nullable Enlargement enlargement;
  private @Nullable ViewSource source;
  private @Nullable Agreement agreement;
  private boolean batching;

  /**
   * @param windowThread runs tasks on the window's thread, later
   */
  public ViewerViewModel(EngineSession engine, Executor windowThread) {
    this.engine = engine;
    this.windowThread = windowThread;
    this.loop = new RenderLoop(engine, this::onStatus, this::onFailure);
    for (Observable value :
        new Observable[] {compared, splitPosition, holdOriginal, beforeFilter, inventedOverlay}) {
      value.addListener(observable -> changed());
    }
    compareMode.addListener(
        (observable, old, now) -> placement.setSideBySide(now == CompareMode.SIDE_BY_SIDE));
    realness.addListener(
        (observable, old, now) -> {
          PhotoSession shown = photo.get();
          if (shown != null && !batching) {
            shown.setRealness(now.doubleValue());
          }
          changed();
        });
    photo.addListener((observable, old, now) -> switchTo(old, now));
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

  // ---- parts

  /** Which part of the result is in the window. */
  public Placement placement() {
    return placement;
  }

  /** The brush, and what it has painted. */
  public Painting painting() {
    return painting;
  }

  // ---- state

  /** What is known after the last frame. */
  public ReadOnlyObjectProperty<RenderStatus> statusProperty() {
    return status.getReadOnlyProperty();
  }

  /**
   * Why a tile or a frame could not be made, the last time that happened with this photo and this
   * model; null if never.
   */
  public ReadOnlyObjectProperty<@Nullable Throwable> failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** How the photo that is shown is enlarged; null without one. */
  public @Nullable Enlargement enlargementNow() {
    return enlargement;
  }

  private double slider() {
    return Math.max(0, Math.min(1, realness.get()));
  }

  // ---- photo and model

  private void switchTo(@Nullable PhotoSession old, @Nullable PhotoSession now) {
    PhotoSession.Position left = placement.position();
    if (old != null && left != null) {
      old.setPosition(left);
    }
    failure.set(null);
    useSource(now);
    placement.setPicture(sourceWidth(), sourceHeight());
    // One frame for all of it: one between would show a part of the photo nobody asked for.
    batching = true;
    try {
      takeUp(now);
    } finally {
      batching = false;
    }
    painting.maskChanged();
  }

  /** Brings back a photo's realness and position. */
  private void takeUp(@Nullable PhotoSession now) {
    if (now == null) {
      status.set(RenderStatus.NOTHING);
      return;
    }
    realness.set(Double.isNaN(now.realness()) ? defaultRealness() : now.realness());
    placement.goTo(now.position());
  }

  private void useSource(@Nullable PhotoSession session) {
    if (session == null) {
      enlargement = null;
      source = null;
      agreement = null;
      return;
    }
    RgbImage image = session.photo().image();
    Enlargement how = engine.enlargementOf(image);
    ViewSource made = engine.sourceOf(image, how);
    enlargement = how;
    source = made;
    agreement = session.agreement(how, made);
  }

  private double defaultRealness() {
    LoadedModel model = engine.model();
    return model == null ? 0.5 : model.modelPackage().defaultRealness();
  }

  /** The engine uses another model now: the same place of the photo is shown with it. */
  public void modelChanged() {
    failure.set(null);
    PhotoSession shown = photo.get();
    if (shown == null) {
      return;
    }
    useSource(shown);
    if (Double.isNaN(shown.realness())) {
      batching = true;
      realness.set(defaultRealness());
      batching = false;
    }
    placement.rescale(sourceWidth(), sourceHeight());
  }

  private int sourceWidth() {
    return source == null ? 0 : source.width();
  }

  private int sourceHeight() {
    return source == null ? 0 : source.height();
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
    Viewport view = placement.viewport();
    Agreement measured = agreement;
    if (shown == null || from == null || view == null || measured == null) {
      loop.request(null);
      return;
    }
    loop.request(
        new ViewRequest(
            from,
            measured,
            placement.windowWidth(),
            placement.windowHeight(),
            view,
            shown.liveRealness(slider()),
            compared.get(),
            painting.isTinted() ? (float) slider() : Float.NaN,
            compareMode.get(),
            Math.max(0, Math.min(1, splitPosition.get())),
            holdOriginal.get(),
            beforeFilter.get(),
            inventedOverlay.get(),
            System.nanoTime()));
  }

  private void onStatus(RenderStatus now) {
    if (newestStatus.getAndSet(now) == null) {
      windowThread.execute(
          () -> {
            RenderStatus newest = newestStatus.getAndSet(null);
            // The last frame of a photo may end when that is closed.
            if (newest != null && source != null) {
              status.set(newest);
            }
          });
    }
  }

  /** A tile in flight may fail when another photo is shown. */
  void onFailure(RgbImage of, Throwable reason) {
    windowThread.execute(
        () -> {
          PhotoSession shown = photo.get();
          if (shown != null && shown.photo().image() == of) {
            failure.set(reason);
          }
        });
  }

  /** Stops making frames. */
  @Override
  public void close() {
    loop.close();
  }
}
