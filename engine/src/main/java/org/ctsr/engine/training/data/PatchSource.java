package org.ctsr.engine.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ctsr.engine.image.IncompletePhotoException;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.Shortage;

/**
 * Makes patch number {@code i} of a run from the photographs: the same patch for the same seed, in
 * whatever order and on however many threads patches are asked for. Thread-safe.
 */
final class PatchSource {
  private static final int ATTEMPTS = 12;

  /** Of photographs kept decoded: reading one takes as long as making a patch. */
  private static final long MOST_BYTES = Runtime.getRuntime().maxMemory() / 4;

  /** Neighbouring patches share a photograph, as decoding it takes longer than making a patch. */
  private static final int PATCHES_A_VISIT = 4;

  private final List<Path> photos;
  private final PatchSettings settings;
  private final int patch;
  private final long seed;
  private final DegradationPipeline pipeline;

  /** Of each photograph that is not whole, why. */
  private final Map<Path, IncompletePhotoException> skipped = new ConcurrentHashMap<>();

  private final Queue<Path> untold = new ConcurrentLinkedQueue<>();
  private final Map<Path, RgbImage> decoded = new LinkedHashMap<>(16, 0.75f, true);
  private long decodedBytes;

  PatchSource(List<Path> photos, PatchSettings settings, int patch, long seed) {
    this.photos = photos;
    this.settings = settings;
    this.patch = patch;
    this.seed = seed;
    this.pipeline = new DegradationPipeline(settings.degradation());
  }

  /**
   * Patch {@code index}. Where a part of its photograph is missing, the next one on the list takes
   * its place.
   *
   * @throws UnusablePhotoException if the photograph cannot be read or is too small to cut a patch
   *     from, or if a part of each one is missing
   * @throws PhotoException if there is not enough memory to read it
   */
  Degraded patch(long index) throws IOException {
    Dice dice = Dice.of(seed, index);
    Photograph from = whole(Shuffle.item(seed, index / PATCHES_A_VISIT, photos.size()));

    Raster best = null;
    double bestDetail = -1;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Raster crop = crop(from.file(), from.image(), dice);
      double detail = detail(crop);
      if (detail > bestDetail) {
        best = crop;
        bestDetail = detail;
      }
      if (detail >= settings.minimumDetail()) {
        break;
      }
    }
    if (best == null) {
      throw new IllegalStateException("no crop was tried");
    }
    return pipeline.degrade(best, patch, dice);
  }

  private record Photograph(Path file, RgbImage image) {}

  /** The photograph at a place of the list, or the first whole one after it. */
  private Photograph whole(int place) throws IOException {
    for (int i = 0; i < photos.size(); i++) {
      Path file = photos.get((place + i) % photos.size());
      if (!skipped.containsKey(file)) {
        try {
          return new Photograph(file, read(file));
        } catch (IncompletePhotoException e) {
          if (skipped.putIfAbsent(file, e) == null) {
            untold.add(file);
          }
        }
      }
    }
    Path file = photos.get(place);
    throw new UnusablePhotoException(
        file,
        new PhotoException(
            sentence(file)
                + "; none of the photographs to cut these patches from ("
                + photos.size()
                + ") is whole",
            Objects.requireNonNull(skipped.get(file))));
  }

  private String sentence(Path skippedPhoto) {
    return String.valueOf(Objects.requireNonNull(skipped.get(skippedPhoto)).getMessage());
  }

  /** Tells of the photographs skipped since the last time. */
  void tellSkipped(CacheProgress progress) {
    for (Path file = untold.poll(); file != null; file = untold.poll()) {
      progress.skipped(file, sentence(file));
    }
  }

  private RgbImage read(Path file) throws IOException {
    synchronized (decoded) {
      RgbImage known = decoded.get(file);
      if (known != null) {
        return known;
      }
    }
    RgbImage photo = decode(file);
    synchronized (decoded) {
      RgbImage first = decoded.putIfAbsent(file, photo);
      if (first != null) {
        return first;
      }
      decodedBytes += bytes(photo);
      Iterator<RgbImage> eldest = decoded.values().iterator();
      while (decodedBytes > MOST_BYTES && decoded.size() > 1) {
        decodedBytes -= bytes(eldest.next());
        eldest.remove();
      }
    }
    return photo;
  }

  private static RgbImage decode(Path file) throws PhotoException {
    try {
      return PhotoReader.readWhole(file, ReadLimits.DEFAULT);
    } catch (IncompletePhotoException e) {
      throw e;
    } catch (PhotoException e) {
      // Others would want memory too.
      throw Shortage.of(e) == Shortage.MEMORY ? e : new UnusablePhotoException(file, e);
    }
  }

  private static long bytes(RgbImage photo) {
    return Raster.CHANNELS * photo.pixels() * photo.bitDepth() / Byte.SIZE;
  }

  /** Lets go of the decoded photographs: no more patches are wanted for now. */
  void rest() {
    synchronized (decoded) {
      decoded.clear();
      decodedBytes = 0;
    }
  }

  private Raster crop(Path file, RgbImage photo, Dice dice) throws PhotoException {
    int side = DegradationPipeline.cropSize(patch);
    int longest = Math.max(photo.width(), photo.height());
    int shortest = Math.min(photo.width(), photo.height());
    double fit = Math.min(1.0, (double) settings.longestSide() / longest);
    double factor = fit * dice.in(settings.reduction());
    // A photograph that is too small at this factor is shrunk less, never enlarged.
    factor = Math.max(factor, (double) side / shortest);
    if (factor > 1.0) {
      throw new UnusablePhotoException(
          file,
          String.format(
              "%d x %d pixels are too few for patches of %d LR pixels, which need %d x %d",
              photo.width(), photo.height(), patch, side, side));
    }
    int window = Math.min(shortest, (int) Math.round(side / factor));
    int x = dice.in(0, photo.width() - window);
    int y = dice.in(0, photo.height() - window);
    Raster raw = new Raster(window, window);
    for (int c = 0; c < Raster.CHANNELS; c++) {
      photo.readRegion(c, x, y, window, window, raw.values, c * raw.plane(), window);
    }
    return window == side
        ? raw
        : RasterResizer.resize(raw, side, side, RasterResizer.Filter.BICUBIC);
  }

  /** Mean absolute difference of luma between neighbouring pixels: near 0 for skies and walls. */
  private static double detail(Raster crop) {
    int w = crop.width;
    int n = crop.plane();
    float[] luma = new float[n];
    for (int i = 0; i < n; i++) {
      luma[i] = crop.luma(i);
    }
    double sum = 0;
    for (int j = 1; j < crop.height; j++) {
      for (int i = 1; i < w; i++) {
        float here = luma[j * w + i];
        sum += Math.abs(here - luma[j * w + i - 1]) + Math.abs(here - luma[(j - 1) * w + i]);
      }
    }
    return sum / (2.0 * (crop.height - 1) * (w - 1));
  }
}
