package org.ctsr.app.status;

import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Sizes;

/** What the status bar says. Used on the FX thread. */
public final class StatusViewModel {
  /** Progress while nothing is computed. */
  public static final double IDLE = -1;

  private static final Messages TEXTS = Messages.of(StatusViewModel.class);
  private static final double NANOS = 1e9;

  /** Between two estimates of the time left, as long as no tile is done. */
  private static final long PAUSE_NANOS = 1_000_000_000;

  private final LongSupplier clock;
  private final ReadOnlyStringWrapper activity = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper photo = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper device = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper memory = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(IDLE);
  private long startedAt;
  private int doneAtStart;
  private int lastTotal = -1;
  private int lastDone;
  private long saidAt;

  /**
   * @param clock nanoseconds, such as {@link System#nanoTime}
   */
  public StatusViewModel(LongSupplier clock) {
    this.clock = clock;
  }

  /** What is going on, such as tiles being enlarged. */
  public ReadOnlyStringProperty activityProperty() {
    return activity.getReadOnlyProperty();
  }

  /** Sizes of photo and result. */
  public ReadOnlyStringProperty photoProperty() {
    return photo.getReadOnlyProperty();
  }

  /** Where the networks run. */
  public ReadOnlyStringProperty deviceProperty() {
    return device.getReadOnlyProperty();
  }

  /** Memory enlarged tiles take. */
  public ReadOnlyStringProperty memoryProperty() {
    return memory.getReadOnlyProperty();
  }

  /** Share of the view's tiles that is done, or {@link #IDLE}. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Nothing is open. */
  public void nothingOpen() {
    say("");
    photo.set("");
  }

  /** Something without a measure goes on, such as loading a model; empty for nothing. */
  public void say(String text) {
    activity.set(text);
    progress.set(IDLE);
    lastTotal = -1;
  }

  /**
   * Tiles the view wants.
   *
   * @param done those that are in the cache
   * @param total all of them
   */
  public void tiles(int done, int total) {
    if (total == 0) {
      say("");
      return;
    }
    if (done >= total) {
      say(TEXTS.get("sharp"));
      return;
    }
    boolean news = total != lastTotal || done != lastDone;
    if (!news && clock.getAsLong() - saidAt < PAUSE_NANOS) {
      // Asked at every frame; each new text lays out the window's line anew.
      return;
    }
    lastDone = done;
    saidAt = clock.getAsLong();
    if (total != lastTotal || done < doneAtStart) {
      lastTotal = total;
      doneAtStart = done;
      startedAt = clock.getAsLong();
    }
    progress.set((double) done / total);
    int finished = done - doneAtStart;
    if (finished == 0) {
      activity.set(TEXTS.get("tiles", done, total));
      return;
    }
    double seconds = (clock.getAsLong() - startedAt) / NANOS;
    long left = Math.max(1, Math.round(seconds / finished * (total - done)));
    activity.set(TEXTS.get("tiles.left", done, total, Sizes.duration(left)));
  }

  /** Sizes of the photo and, enlarged {@code scale} times, of the result. */
  public void photo(int width, int height, int scale) {
    long megapixels = Math.round((double) width * height * scale * scale / 1e5);
    photo.set(
        TEXTS.get(
            "photo",
            Integer.toString(width),
            Integer.toString(height),
            Integer.toString(width * scale),
            Integer.toString(height * scale),
            megapixels / 10.0));
  }

  /** Where the networks run, {@code cpu} or {@code cuda:N}. */
  public void device(String name) {
    device.set(name.equals("cpu") ? TEXTS.get("device.cpu") : TEXTS.get("device.gpu", name));
  }

  /** Bytes of enlarged tiles and how many are allowed. */
  public void memory(long used, long budget) {
    memory.set(TEXTS.get("memory", Sizes.bytes(used), Sizes.bytes(budget)));
  }
}
