package org.ctsr.app.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ctsr.engine.image.RgbImage;

/** Reads a photo; called off the window's thread. */
@FunctionalInterface
public interface PhotoLoader {
  /**
   * Reads it.
   *
   * @param cancelled asked while it is read, where that is possible
   * @param warnings receives what was wrong but could be helped, on any thread, each a sentence
   *     beginning with the file
   * @throws IOException with a message that names the file and the reason
   * @throws CancellationException if the photo is not wanted any more
   */
  RgbImage load(Path file, BooleanSupplier cancelled, Consumer<String> warnings) throws IOException;
}
