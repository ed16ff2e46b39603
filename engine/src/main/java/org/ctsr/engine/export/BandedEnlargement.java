package org.ctsr.engine.export;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.RowSource;
import org.ctsr.engine.model.ModelManifest;
import org.ctsr.engine.render.BasisBlender;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.render.TileFeed;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.tile.Tile;
import org.ctsr.engine.tile.TileGrid;
import org.jspecify.annotations.Nullable;

/**
 * Enlarges a photo band by band (a band is one row of tiles) and offers the result at several
 * realness values as row sources.
 *
 * <p>Every tile runs through the network once, whatever the number of realness values. At most
 * {@value #BANDS_AHEAD} bands are held, blended, in 16 bits a sample; the networks wait until the
 * slowest reader has used one up. Each row source must be read by a thread of its own, to the end
 * or until {@link #abandon}.
 */
final class BandedEnlargement implements TileFeed {
  private static final int BANDS_AHEAD = 2;

  private static final int CANCEL_MILLIS = 100;

  /** Bytes of all bands together. */
  private static final long MOST_BYTES = Math.min(512L << 20, Runtime.getRuntime().maxMemory() / 6);

  private final RgbImage photo;
  private final TileGrid grid;
  private final int scale;
  private final List<Realness> variants;
  private final Runnable wake;
  private final ExportProgress progress;
  private final int channels;

  // Guarded by this.
  private final Map<Integer, Band> bands = new HashMap<>();
  private final Deque<short[][]> spare = new ArrayDeque<>();
  private final int[] readerBand;
  private int nextTile;
  private int finishedTiles;
  private @Nullable Exception failure;
  private boolean cancelled;

  /**
   * @param scale of the network
   * @param variants one row source each
   * @param wake called when {@link #next()} may have tiles again
   * @param progress hears of finished tiles and says when to pause or stop
   */
  BandedEnlargement(
      RgbImage photo,
      TileGrid grid,
      int scale,
      List<Realness> variants,
      Runnable wake,
      ExportProgress progress) {
    this.photo = photo;
    this.grid = grid;
    this.scale = scale;
    this.variants = List.copyOf(variants);
    this.wake = wake;
    this.progress = progress;
    this.channels = photo.isGrey() ? 1 : BasisPlanes.CHANNELS;
    this.readerBand = new int[variants.size()];
  }

  /**
   * The grid for a photo: square cores, or flatter and longer ones if a band would otherwise take
   * too much memory. With their halos they have the area of a square one with its own, on which the
   * network's memory depends.
   *
   * @param core side of a square core, LR pixels
   * @param variants realness values at once
   */
  static TileGrid grid(RgbImage photo, ModelManifest model, int core, int variants) {
    long rowBytes =
        2L * (photo.isGrey() ? 1 : BasisPlanes.CHANNELS) * variants * photo.width() * model.scale();
    long fitting = MOST_BYTES / (BANDS_AHEAD * rowBytes * model.scale());
    int coreHeight = (int) Math.max(TileGrid.ALIGNMENT, Math.min(core, fitting));
    int border = 2 * model.halo();
    long side = (long) core + border;
    long longest = side * side / (coreHeight + border) - border;
    int coreWidth = (int) Math.min(photo.width(), longest);
    return new TileGrid(
        photo.width(), photo.height(), Math.max(core, coreWidth), coreHeight, model.halo());
  }

  /** The samples of one row of tiles at every realness. */
  private final class Band {
    final int row;
    final int height;
    final short[][] samples;
    int tilesLeft = grid.columns();

    Band(int row) {
      this.row = row;
      this.height = grid.tile(0, row).core().height() * scale;
      // Used again and again: arrays of this size are costly to collect.
      short[][] used = spare.poll();
      this.samples =
          used != null
              ? used
              : new short[variants.size() * channels][width() * grid.coreHeight() * scale];
    }
  }

  private int width() {
    return photo.width() * scale;
  }

  @Override
  public RgbImage photo() {
    return photo;
  }

  @Override
  public synchronized @Nullable Tile next() {
    if (isExhausted() || progress.isPaused()) {
      return null;
    }
    int row = nextTile / grid.columns();
    int slowest = Arrays.stream(readerBand).min().orElse(0);
    if (row >= slowest + BANDS_AHEAD) {
      return null;
    }
    bands.computeIfAbsent(row, Band::new);
    Tile tile = grid.tile(nextTile % grid.columns(), row);
    nextTile++;
    return tile;
  }

  @Override
  public synchronized boolean isExhausted() {
    return nextTile >= grid.size() || failure != null || cancelled || isAbandoned();
  }

  private boolean isAbandoned() {
    return Arrays.stream(readerBand).allMatch(band -> band == Integer.MAX_VALUE);
  }

  @Override
  public void accept(Tile tile, BasisPlanes planes) {
    Band band;
    synchronized (this) {
      band = bands.get(tile.row());
    }
    if (band != null) {
      blend(tile, planes, band);
    }
    int done;
    synchronized (this) {
      if (band != null) {
        band.tilesLeft--;
      }
      finishedTiles++;
      done = finishedTiles;
      notifyAll();
    }
    progress.tilesDone(done, grid.size());
    checkCancelled();
  }

  private void blend(Tile tile, BasisPlanes planes, Band band) {
    Rectangle area = tile.core().times(scale);
    int width = area.width();
    BasisBlender blender = new BasisBlender(width);
    float[] realness = new float[width];
    float[] blended = new float[width];
    float[] sum = new float[width];
    double step = 1.0 / width();
    for (int variant = 0; variant < variants.size(); variant++) {
      for (int y = 0; y < area.height(); y++) {
        double centreY = (area.y() + y + 0.5) / (photo.height() * (double) scale);
        variants.get(variant).sampleRow(centreY, (area.x() + 0.5) * step, step, realness, width);
        int target = y * width() + area.x();
        if (channels == 1) {
          Arrays.fill(sum, 0);
          for (int channel = 0; channel < BasisPlanes.CHANNELS; channel++) {
            blender.blendRow(planes, channel, y, realness, blended, 0);
            for (int x = 0; x < width; x++) {
              sum[x] += blended[x] / BasisPlanes.CHANNELS;
            }
          }
          store(sum, width, band.samples[variant], target);
        } else {
          for (int channel = 0; channel < channels; channel++) {
            blender.blendRow(planes, channel, y, realness, blended, 0);
            store(blended, width, band.samples[variant * channels + channel], target);
          }
        }
      }
    }
  }

  private static void store(float[] values, int count, short[] target, int offset) {
    for (int x = 0; x < count; x++) {
      target[offset + x] = (short) (int) (values[x] * 65535f + 0.5f);
    }
  }

  @Override
  public synchronized void failed(Exception reason) {
    failure = reason;
    notifyAll();
  }

  /** Stops if the user wants to. */
  void checkCancelled() {
    if (progress.isCancelled()) {
      cancel();
    }
  }

  /** Ends all readers with a {@link CancellationException}. */
  void cancel() {
    synchronized (this) {
      cancelled = true;
      notifyAll();
    }
    // Outside the lock: the scheduler asks for tiles while it holds its own.
    wake.run();
  }

  /** Says that a row source will not be read any further, so that nobody waits for it. */
  void abandon(int variant) {
    moveReader(variant, Integer.MAX_VALUE);
  }

  private void moveReader(int variant, int band) {
    synchronized (this) {
      readerBand[variant] = band;
      int slowest = Arrays.stream(readerBand).min().orElse(0);
      bands.values().removeIf(passed -> retire(passed, slowest));
    }
    wake.run();
  }

  private boolean retire(Band band, int slowest) {
    if (band.row >= slowest) {
      return false;
    }
    // A tile may still be written to a band that nobody wants any more.
    if (band.tilesLeft == 0) {
      spare.add(band.samples);
    }
    return true;
  }

  private synchronized Band await(int row, Path target) throws PhotoException {
    while (true) {
      if (cancelled || progress.isCancelled()) {
        cancelled = true;
        throw new CancellationException("cancelled");
      }
      if (failure != null) {
        throw new PhotoException(FailureText.of(target, failure), failure);
      }
      Band band = bands.get(row);
      if (band != null && band.tilesLeft == 0) {
        return band;
      }
      try {
        // Tiles of a view come first, so it may be long until one of ours asks about cancelling.
        wait(CANCEL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
      }
    }
  }

  /**
   * The result at one realness, without alpha, at the network's own scale.
   *
   * @param target what the rows are for, which is named if there are none
   */
  RowSource rows(int variant, Path target) {
    return new RowSource() {
      private int y;
      private int row;
      private @Nullable Band band;
      private int rowInBand;

      @Override
      public int width() {
        return BandedEnlargement.this.width();
      }

      @Override
      public int height() {
        return photo.height() * scale;
      }

      @Override
      public boolean isGrey() {
        return photo.isGrey();
      }

      @Override
      public boolean hasAlpha() {
        return false;
      }

      @Override
      public void nextRow(float[][] samples) throws PhotoException {
        if (y >= height()) {
          throw new IllegalStateException("all " + height() + " rows were read");
        }
        Band current = band;
        if (current == null) {
          current = await(row, target);
          band = current;
          rowInBand = 0;
        }
        for (int channel = 0; channel < BasisPlanes.CHANNELS; channel++) {
          short[] stored = current.samples[variant * channels + Math.min(channel, channels - 1)];
          int from = rowInBand * width();
          for (int x = 0; x < width(); x++) {
            samples[channel][x] = (stored[from + x] & 0xffff) / 65535f;
          }
        }
        y++;
        rowInBand++;
        if (rowInBand == current.height) {
          band = null;
          row++;
          moveReader(variant, row == grid.rows() ? Integer.MAX_VALUE : row);
        }
      }
    };
  }
}
