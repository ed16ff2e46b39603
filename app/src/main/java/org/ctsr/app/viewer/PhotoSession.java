package org.ctsr.app.viewer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ctsr.app.engine.Enlargement;
import org.ctsr.app.engine.OpenedPhoto;
import org.ctsr.engine.image.RgbImage;
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
    private double realness = Double.NaN;
    private @Nullable Position position;

    // One of them at most. Whoever reads both without the lock, which the window does not wait for,
    // reads the stored one first: it goes when the other is there.
    private volatile @Nullable RealnessMask mask;
    private volatile RealnessMask.@Nullable Stored stored;

    private boolean inMemory = true;

    private Kept(int width, int height) {
      this.width = width;
      this.height = height;
    }

    /** Whether they are those of a picture of this size. */
    public boolean isFor(RgbImage image) {
      return image.width() == width && image.height() == height;
    }

    /** The slider's value; NaN as long as the model's default is meant. */
    public double realness() {
      return realness;
    }

    /** Whether something is painted. */
    public boolean isPainted() {
      RealnessMask.Stored away = stored;
      RealnessMask made = mask;
      return away != null ? !away.isEmpty() : made != null && !made.isEmpty();
    }

    private synchronized RealnessMask mask() {
      RealnessMask made = mask;
      if (made == null) {
        RealnessMask.Stored away = stored;
        made =
            away == null ? new RealnessMask(width, height) : new RealnessMask(width, height, away);
        mask = made;
        stored = null;
      }
      return made;
    }

    /** The mask if there is one, painted or not. */
    private @Nullable RealnessMask present() {
      return stored == null ? mask : mask();
    }

    private synchronized void prepareMask() {
      // Asked aside: the pixels may be gone again, and the mask would stay for nothing.
      if (inMemory) {
        mask();
      }
    }

    private synchronized void setInMemory(boolean now) {
      inMemory = now;
      RealnessMask made = mask;
      if (!now && made != null && !made.isInStroke()) {
        stored = made.isUnused() ? null : made.store();
        mask = null;
      }
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
    kept.setInMemory(true);
  }

  /**
   * The settings without the pixels, which are about to be let go: a mask that is empty goes with
   * them, and a painted one takes less memory until it is asked for.
   */
  public Kept keep() {
    settings.setInMemory(false);
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

  /** Makes the mask so that the first stroke finds it; on any thread. */
  void prepareMask() {
    settings.prepareMask();
  }

  /** Whether a step of painting can be taken back. */
  boolean canUndo() {
    RealnessMask made = settings.present();
    return made != null && made.canUndo();
  }

  /** Whether a step of painting can be repeated. */
  boolean canRedo() {
    RealnessMask made = settings.present();
    return made != null && made.canRedo();
  }

  /** Whether something is painted. */
  public boolean isPainted() {
    return settings.isPainted();
  }

  /** Realness with the slider at a value, following later strokes. */
  Realness liveRealness(double slider) {
    RealnessMask made = settings.present();
    return made == null ? Realness.of(slider) : made.realness(slider);
  }

  /** Realness as it is now, for exports and variants. */
  public Realness realnessNow(double slider) {
    RealnessMask made = settings.present();
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
