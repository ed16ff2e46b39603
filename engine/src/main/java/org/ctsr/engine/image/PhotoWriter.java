package org.ctsr.engine.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javax.imageio.stream.FileImageOutputStream;
import javax.imageio.stream.ImageOutputStream;

/**
 * Writes results row by row, so that memory does not grow with their height.
 *
 * <p>The result appears under its name whole or not at all. Samples are rounded to nearest, without
 * dithering. Transparency on JPEG is placed on white, with a warning.
 */
public final class PhotoWriter {
  private PhotoWriter() {}

  /**
   * Checks what can be known before any work: size, name, folder, room on the disk. Makes the
   * folder if it is missing.
   *
   * @return the name the result would get; empty if it would be skipped
   * @throws PhotoException if the result could not be written
   */
  public static Optional<Path> check(
      int width, int height, boolean grey, boolean alpha, WriteSettings settings, Path target)
      throws PhotoException {
    requireStorable(width, height, grey, alpha, settings, target);
    Path resolved = TargetFile.resolve(target, settings);
    if (resolved == null) {
      return Optional.empty();
    }
    try (TargetFile file = TargetFile.create(resolved, settings.conflicts())) {
      file.requireSpace(leastBytes(width, height));
      return Optional.of(resolved);
    } catch (PhotoException e) {
      throw e;
    } catch (IOException e) {
      throw TargetFile.failure(resolved, "cannot be written", e);
    }
  }

  /**
   * Pulls all rows of a result and writes them.
   *
   * @param metadata of the photo; orientation, size and thumbnail are corrected here
   * @throws PhotoException if it cannot be written, or if {@code rows} fails with one; nothing is
   *     left behind then
   * @throws CancellationException as {@code rows} throws it; nothing is left behind
   */
  public static WriteResult write(
      RowSource rows, Metadata metadata, WriteSettings settings, Path target)
      throws PhotoException {
    requireStorable(rows.width(), rows.height(), rows.isGrey(), rows.hasAlpha(), settings, target);
    Path resolved = TargetFile.resolve(target, settings);
    if (resolved == null) {
      return new WriteResult(target, true, List.of());
    }
    List<String> warnings = new ArrayList<>();
    ResultMetadata blocks =
        ResultMetadata.of(metadata, rows.width(), rows.height(), settings.tag(), warnings);
    try (TargetFile file = TargetFile.create(resolved, settings.conflicts())) {
      file.requireSpace(leastBytes(rows.width(), rows.height()));
      try (ImageOutputStream output = new FileImageOutputStream(file.temporary().toFile())) {
        encoder(settings.format()).encode(rows, blocks, settings, output, warnings);
      }
      Path written = file.commit();
      return new WriteResult(
          written, false, warnings.stream().map(warning -> written + ": " + warning).toList());
    } catch (IOException | RuntimeException e) {
      throw explain(resolved, e);
    } catch (OutOfMemoryError e) {
      throw new PhotoException(resolved, "could not be written: not enough memory", e);
    }
  }

  /** What the rows threw comes back as it was; anything else is the file's fault. */
  private static PhotoException explain(Path target, Exception e) {
    IOException deepest = null;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CancellationException cancelled) {
        throw cancelled;
      }
      if (cause instanceof PhotoException known) {
        return known;
      }
      if (cause instanceof IOException io) {
        deepest = io;
      }
    }
    if (deepest != null) {
      return TargetFile.failure(target, "could not be written", deepest);
    }
    throw (RuntimeException) e;
  }

  private static void requireStorable(
      int width, int height, boolean grey, boolean alpha, WriteSettings settings, Path target)
      throws PhotoException {
    int samples = (grey ? 1 : 3) + (alpha && settings.format().keepsAlpha() ? 1 : 0);
    String refusal =
        encoder(settings.format()).refusal(width, height, samples, settings.bitDepth());
    if (!refusal.isEmpty()) {
      throw new PhotoException(target, refusal);
    }
  }

  /** A photo packs to no less than about a fiftieth; below that the write cannot succeed. */
  private static long leastBytes(int width, int height) {
    return (long) width * height / 16;
  }

  private static PhotoEncoder encoder(OutputFormat format) {
    return switch (format) {
      case PNG -> new PngEncoder();
      case JPEG -> new JpegEncoder();
      case TIFF -> new TiffEncoder();
    };
  }
}
