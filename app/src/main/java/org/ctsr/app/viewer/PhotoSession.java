package org.ctsr.app.viewer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ctsr.app.engine.Enlargement;
import org.ctsr.app.engine.OpenedPhoto;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.view.Agreement;
import org.ctsr.engine.view.ViewSource;
import org.jspecify.annotations.Nullable;

/** A photo that is open, with the settings it keeps while another one is shown. */
public final class PhotoSession {
  private final OpenedPhoto photo;
  private final Map<Enlargement, Agreement> agreements = new ConcurrentHashMap<>();
  private final Kept settings;

  /**
   * Where the window was.
   *
   * @param zoom screen pixels per pixel of the result
   * @param centreX middle of the window, as a share of the picture's width
   * @param centreY middle of the window, as a share of the picture's height
   * @param fitted whether the whole picture is kept in the window
   */
  record Position(double zoom, double centreX, double centreY, boolean fitted) {}

  /**
   * The settings of a photo without its pixels, to be kept while it is not in memory. The photo has
   * the same ones when it is read again, so that what is changed meanwhile, such as by a mask that
   * is being loaded, is not lost.
   */
  public static final class Kept {
    private final int width;
    private final int height;
    private volatile @Nullable RealnessMask mask;
    private double realness = Double.NaN;
    private @Nullable Position position;

    private Kept(int width, int height) {
      this.width = width;
      this.height = height;
    }

    private synchronized RealnessMask mask() {
      RealnessMask made = mask;
      if (made == null) {
        made = new RealnessMask(width, height);
        mask = made;
      }
      return made;
    }
  }

  /** A photo without settings of its own yet. */
  public PhotoSession(OpenedPhoto photo) {
    this(photo, new Kept(photo.image().width(), photo.image().height()));
  }

  /** A photo that was open before, with the settings it had. */
  public PhotoSession(OpenedPhoto photo, Kept kept) {
    this.photo = photo;
    this.settings = kept;
  }

  /** The settings without the pixels. */
  public Kept keep() {
    return settings;
  }

  /** What was opened. */
  public OpenedPhoto photo() {
    return photo;
  }

  /** The slider's value; NaN as long as the model's default is meant. */
  public double realness() {
    return settings.realness;
  }

  /** Keeps the slider's value. */
  public void setRealness(double value) {
    settings.realness = value;
  }

  /** What is painted, made when it is first asked for; that takes tens of milliseconds. */
  public RealnessMask mask() {
    return settings.mask();
  }

  /** Whether there is a mask, painted or not. */
  boolean hasMask() {
    return settings.mask != null;
  }

  /** Whether something is painted. */
  public boolean isPainted() {
    RealnessMask made = settings.mask;
    return made != null && !made.isEmpty();
  }

  /** Realness with the slider at a value, following later strokes. */
  Realness liveRealness(double slider) {
    RealnessMask made = settings.mask;
    return made == null ? Realness.of(slider) : made.realness(slider);
  }

  /** Realness as it is now, for exports and variants. */
  public Realness realnessNow(double slider) {
    RealnessMask made = settings.mask;
    return made == null ? Realness.of(slider) : made.snapshot(slider);
  }

  @Nullable Position position() {
    return settings.position;
  }

  void setPosition(Position now) {
    settings.position = now;
  }

  /** What is measured of one enlargement: the same model may cut its tiles otherwise elsewhere. */
  Agreement agreement(Enlargement how, ViewSource source) {
    return agreements.computeIfAbsent(how, unused -> new Agreement(source));
  }
}
