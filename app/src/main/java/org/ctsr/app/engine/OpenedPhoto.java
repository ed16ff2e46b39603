package org.ctsr.app.engine;

import java.nio.file.Path;
import org.ctsr.engine.image.RgbImage;
import org.jspecify.annotations.Nullable;

/**
 * A photo that was read.
 *
 * @param name what to call it
 * @param file where it came from; null if it was pasted
 * @param stamp what the file was like when it was read; null without one, or if that is not known
 * @param image its pixels
 */
public record OpenedPhoto(
    String name, @Nullable Path file, @Nullable FileStamp stamp, RgbImage image) {
  /** A photo of which it is not known what its file was like. */
  public OpenedPhoto(String name, @Nullable Path file, RgbImage image) {
    this(name, file, null, image);
  }
}
