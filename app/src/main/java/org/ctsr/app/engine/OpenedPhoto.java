package org.ctsr.app.engine;

import java.nio.file.Path;
import java.util.List;
import org.ctsr.engine.image.RgbImage;
import org.jspecify.annotations.Nullable;

/**
 * A photo that was read.
 *
 * @param name what to call it
 * @param file where it came from; null if it was pasted
 * @param stamp what the file was like when it was read; null without one, or if that is not known
 * @param image its pixels
 * @param warnings what was wrong with it but could be helped, sentences beginning with the file
 */
public record OpenedPhoto(
    String name,
    @Nullable Path file,
    @Nullable FileStamp stamp,
    RgbImage image,
    List<String> warnings) {
  /** Keeps a copy of the list. */
  public OpenedPhoto {
    warnings = List.copyOf(warnings);
  }

  /** A photo of which it is not known what its file was like, and with which nothing was wrong. */
  public OpenedPhoto(String name, @Nullable Path file, RgbImage image) {
    this(name, file, null, image, List.of());
  }
}
