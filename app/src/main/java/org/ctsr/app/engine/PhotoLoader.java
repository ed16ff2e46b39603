package org.ctsr.app.engine;

import java.io.IOException;
import java.nio.file.Path;
import org.ctsr.engine.image.RgbImage;

/** Reads a photo; called off the window's thread. */
@FunctionalInterface
public interface PhotoLoader {
  /**
   * @throws IOException with a message that names the file and the reason
   */
  RgbImage load(Path file) throws IOException;
}
