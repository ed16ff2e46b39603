package org.ctsr.app.viewer;

import java.util.Arrays;
import org.ctsr.engine.export.PhotoExporter;
import org.ctsr.engine.image.RowSource;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.render.RealnessMap;
import org.jspecify.annotations.Nullable;

/**
 * Realness painted over a photo: an offset in [-1, 1] that is added to the slider's value, so that
 * moving the slider keeps what was painted.
 *
 * <p>Positions and radii are shares of the photo's width and height. Used by one thread; the map
 * given out by {@link #realness} follows every change and may be read by others meanwhile.
 */
public final class RealnessMask {
  /** Longest side of the mask: finer than any brush needs. */
  private static final int LONGEST_SIDE = 1536;

  private static final long UNDO_BYTES = 96L << 20;

  /** Of a mask that is stored: many may be. */
  private static final long STORED_UNDO_BYTES = 8L << 20;

  private static final int REHEARSED_SIDE = 256;
  private static final int REHEARSALS = 12;

  private final int width;
  private final int height;
  private final float[] offsets;
  private final float[] values;
  private final RealnessMap map;

  /** As {@link #offsets} at the beginning of a stroke; between strokes, as they are. */
  private final float[] before;

  /** How much the stroke in progress covers; between strokes 0. */
  private final float[] coverage;

  private final MaskHistory history;
  private float base;
  private boolean empty = true;
  private boolean inStroke;

  /** Whether nothing was painted before the last stroke. */
  private boolean firstStroke;

  // The part the stroke in progress has touched.
  private int left;
  private int top;
  private int right;
  private int bottom;

  /**
   * How a brush paints.
   *
   * @param radius share of the photo's longer side
   * @param strength change of realness in the middle, in [-1, 1]
   * @param softness share of the radius over which the stroke fades, in [0, 1]
   * @param erase whether what was painted is taken away instead
   */
  public record Brush(double radius, double strength, double softness, boolean erase) {}

  /** What must not be lost of a mask that is not in use, in a quarter of its memory. */
  static final class Stored {
    private final float[] offsets;
    private final MaskHistory history;
    private final boolean empty;

    private Stored(float[] offsets, MaskHistory history, boolean empty) {
      this.offsets = offsets;
      this.history = history;
      this.empty = empty;
    }

    boolean isEmpty() {
      return empty;
    }
  }

  /** An empty mask for a photo of this size. */
  public RealnessMask(int photoWidth, int photoHeight) {
    this(
        side(photoWidth, Math.max(photoWidth, photoHeight)),
        side(photoHeight, Math.max(photoWidth, photoHeight)),
        null,
        new MaskHistory(UNDO_BYTES));
  }

  /** The mask of a photo of this size as it was stored, which is then not to be used again. */
  RealnessMask(int photoWidth, int photoHeight, Stored stored) {
    this(
        side(photoWidth, Math.max(photoWidth, photoHeight)),
        side(photoHeight, Math.max(photoWidth, photoHeight)),
        stored.offsets,
        stored.history);
    empty = stored.empty;
    // All of the map is made when it is next read.
    base = Float.NaN;
  }

  private RealnessMask(int width, int height, float @Nullable [] painted, MaskHistory history) {
    this.width = width;
    this.height = height;
    this.history = history;
    offsets = painted == null ? new float[width * height] : painted;
    values = new float[width * height];
    map = new RealnessMap(width, height, values);
    before = painted == null ? new float[width * height] : painted.clone();
    coverage = new float[width * height];
  }

  /** What is needed to make this mask again, which is then not to be used any more. */
  Stored store() {
    history.shorten(STORED_UNDO_BYTES);
    return new Stored(offsets, history, empty);
  }

  /** Whether there is nothing to lose. */
  boolean isUnused() {
    return empty && !inStroke && !canUndo() && !canRedo();
  }

  boolean isInStroke() {
    return inStroke;
  }

  private static int side(int photoSide, int longest) {
    return PhotoExporter.enlarged(photoSide, scale(longest));
  }

  private static double scale(int longest) {
    return Math.min(1, LONGEST_SIDE / (double) longest);
  }

  /** The size of a photo's mask as a share of the photo's. */
  public static double scale(int photoWidth, int photoHeight) {
    return scale(Math.max(photoWidth, photoHeight));
  }

  /**
   * Realness as a mask of that photo would give it, without making one, which takes longer than a
   * frame.
   *
   * @param copied what {@link #copy} gave
   */
  public static Realness of(int photoWidth, int photoHeight, float[] copied, double slider) {
    int longest = Math.max(photoWidth, photoHeight);
    float[] values = new float[copied.length];
    add((float) slider, copied, values, 0, values.length);
    return new RealnessMap(side(photoWidth, longest), side(photoHeight, longest), values);
  }

  /**
   * Paints on masks that nobody sees, so that the first stroke, on the window's thread, finds its
   * code compiled. Takes some tens of milliseconds.
   */
  static void rehearse() {
    RealnessMask mask = new RealnessMask(REHEARSED_SIDE, REHEARSED_SIDE);
    for (int i = 0; i < REHEARSALS; i++) {
      Brush brush = new Brush(0.2, 0.5, 0.5, i % 3 == 2);
      mask.beginStroke();
      mask.strokeTo(0.4, 0.5, 0.6, 0.5, brush);
      mask.realness(i % 2);
      mask.strokeTo(0.6, 0.5, 0.6, 0.6, brush);
      mask.realness(i % 2);
      mask.endStroke();
    }
  }

  /** Whether nothing is painted. */
  public boolean isEmpty() {
    return empty;
  }

  /** Whether {@link #undo} would do something. */
  public boolean canUndo() {
    return history.canUndo();
  }

  /** Whether {@link #redo} would do something. */
  public boolean canRedo() {
    return history.canRedo();
  }

  /** Realness with the slider at {@code slider}: one number if nothing is painted, else the map. */
  public Realness realness(double slider) {
    if (empty) {
      return Realness.of(slider);
    }
    if (Float.isNaN(base) && firstStroke) {
      base = (float) slider;
      Arrays.fill(values, Math.max(0f, Math.min(1f, base)));
      update(left, top, right, bottom);
    } else if ((float) slider != base) {
      base = (float) slider;
      update(0, 0, width, height);
    }
    return map;
  }

  /** As {@link #realness}, in memory of its own: later strokes do not change it. */
  public Realness snapshot(double slider) {
    Realness now = realness(slider);
    return now instanceof RealnessMap ? new RealnessMap(width, height, values.clone()) : now;
  }

  private void update(int fromX, int fromY, int toX, int toY) {
    if (Float.isNaN(base)) {
      // All of it is updated when it is next read.
      return;
    }
    for (int y = fromY; y < toY; y++) {
      add(base, offsets, values, y * width + fromX, y * width + toX);
    }
  }

  private static void add(float base, float[] offsets, float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] = Math.max(0f, Math.min(1f, base + offsets[i]));
    }
  }

  /** Starts a stroke; what follows until {@link #endStroke} is undone as one. */
  public void beginStroke() {
    endStroke();
    left = width;
    top = height;
    right = 0;
    bottom = 0;
    inStroke = true;
    firstStroke = empty;
    if (empty) {
      // While nothing was painted the map did not follow the slider: all of it is new, and equal
      // but for what is painted from here on.
      base = Float.NaN;
      empty = false;
    }
  }

  /**
   * Paints along a line. Going over a place again within one stroke does not paint it twice.
   *
   * @throws IllegalStateException outside a stroke
   */
  public void strokeTo(double fromX, double fromY, double toX, double toY, Brush brush) {
    if (!inStroke) {
      throw new IllegalStateException("no stroke was begun");
    }
    double radius = Math.max(0.5, brush.radius() * Math.max(width, height));
    double x0 = fromX * width;
    double y0 = fromY * height;
    double x1 = toX * width;
    double y1 = toY * height;
    int fromColumn = clamp((int) Math.floor(Math.min(x0, x1) - radius), width);
    int toColumn = clamp((int) Math.ceil(Math.max(x0, x1) + radius), width);
    int fromRow = clamp((int) Math.floor(Math.min(y0, y1) - radius), height);
    int toRow = clamp((int) Math.ceil(Math.max(y0, y1) + radius), height);
    BrushLine line = BrushLine.between(x0, y0, x1, y1, radius, brush.softness());
    for (int y = fromRow; y < toRow; y++) {
      strokeRow(y, fromColumn, toColumn, line, brush);
    }
    if (fromColumn < toColumn && fromRow < toRow) {
      update(fromColumn, fromRow, toColumn, toRow);
      left = Math.min(left, fromColumn);
      top = Math.min(top, fromRow);
      right = Math.max(right, toColumn);
      bottom = Math.max(bottom, toRow);
    }
  }

  private void strokeRow(int y, int fromColumn, int toColumn, BrushLine line, Brush brush) {
    float strength = (float) brush.strength();
    for (int x = fromColumn; x < toColumn; x++) {
      float covered = line.covers(x + 0.5, y + 0.5);
      int at = y * width + x;
      if (covered > coverage[at]) {
        coverage[at] = covered;
        float old = before[at];
        offsets[at] =
            brush.erase()
                ? old * (1 - covered)
                : Math.max(-1f, Math.min(1f, old + covered * strength));
      }
    }
  }

  private static int clamp(int value, int limit) {
    return Math.max(0, Math.min(limit, value));
  }

  /** Ends the stroke. */
  public void endStroke() {
    if (inStroke) {
      inStroke = false;
      remember();
    }
  }

  private void remember() {
    if (left < right && top < bottom) {
      int w = right - left;
      int h = bottom - top;
      history.add(
          new MaskHistory.Change(
              left, top, w, h, copy(before, left, top, w, h), copy(offsets, left, top, w, h)));
      for (int y = top; y < bottom; y++) {
        int from = y * width + left;
        System.arraycopy(offsets, from, before, from, w);
        Arrays.fill(coverage, from, from + w, 0);
      }
    }
    empty = isBlank(left, top, right, bottom) && isBlank(0, 0, width, height);
  }

  private float[] copy(float[] source, int x, int y, int w, int h) {
    float[] part = new float[w * h];
    for (int row = 0; row < h; row++) {
      System.arraycopy(source, (y + row) * width + x, part, row * w, w);
    }
    return part;
  }

  private boolean isBlank(int fromX, int fromY, int toX, int toY) {
    for (int y = fromY; y < toY; y++) {
      for (int i = y * width + fromX; i < y * width + toX; i++) {
        if (offsets[i] != 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** Takes the last step back; returns whether there was one. */
  public boolean undo() {
    MaskHistory.Change change = history.undo();
    if (change != null) {
      put(change, change.before());
    }
    return change != null;
  }

  /** Repeats the step that was taken back last; returns whether there was one. */
  public boolean redo() {
    MaskHistory.Change change = history.redo();
    if (change != null) {
      put(change, change.after());
    }
    return change != null;
  }

  private void put(MaskHistory.Change change, float[] part) {
    int w = change.width();
    for (int row = 0; row < change.height(); row++) {
      int at = (change.y() + row) * width + change.x();
      System.arraycopy(part, row * w, offsets, at, w);
      System.arraycopy(part, row * w, before, at, w);
    }
    int toX = change.x() + w;
    int toY = change.y() + change.height();
    update(change.x(), change.y(), toX, toY);
    empty = isBlank(change.x(), change.y(), toX, toY) && isBlank(0, 0, width, height);
  }

  /** What is painted, in memory of its own; null if nothing is. */
  public float @Nullable [] copy() {
    return empty ? null : offsets.clone();
  }

  /** Brings back what {@link #copy} gave, as one step; null takes everything away. */
  public void restore(float @Nullable [] copied) {
    beginStroke();
    if (copied == null) {
      Arrays.fill(offsets, 0);
    } else {
      System.arraycopy(copied, 0, offsets, 0, offsets.length);
    }
    finishWhole();
  }

  /** Takes everything away, as one step. */
  public void clear() {
    changeAll(old -> 0);
  }

  /** Swaps raised and lowered places, as one step. */
  public void invert() {
    changeAll(old -> -old);
  }

  private interface Function {
    float of(float offset);
  }

  private void changeAll(Function function) {
    beginStroke();
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = function.of(before[i]);
    }
    finishWhole();
  }

  private void finishWhole() {
    update(0, 0, width, height);
    left = 0;
    top = 0;
    right = width;
    bottom = height;
    endStroke();
  }

  /**
   * A map of any size at the size of this mask; changes nothing and may run on any thread.
   *
   * @param map no finer than this mask, whose size {@link #scale(int, int)} tells
   */
  public float[] fit(RealnessMap map) {
    float[] fitted = new float[width * height];
    float[] row = new float[width];
    for (int y = 0; y < height; y++) {
      map.sampleRow((y + 0.5) / height, 0.5 / width, 1.0 / width, row, width);
      System.arraycopy(row, 0, fitted, y * width, width);
    }
    return fitted;
  }

  /**
   * Takes realness as it is painted, as one step.
   *
   * @param realness what {@link #fit} gave
   * @param slider the slider's value, which then is the middle between raised and lowered
   */
  public void load(float[] realness, double slider) {
    beginStroke();
    float middle = (float) slider;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = realness[i] - middle;
    }
    finishWhole();
  }

  /**
   * Realness as a grey picture of this mask's size, black for 0 and white for 1.
   *
   * @param realness of {@link #snapshot}, as it is read later
   */
  public RowSource toGrey(Realness realness) {
    return new GreyRows(width, height, realness);
  }
}
