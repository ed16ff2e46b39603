package org.ctsr.app.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import org.ctsr.engine.image.PhotoHeader;
import org.ctsr.engine.image.RgbImage;

/** Finds and reads photos; called off the FX thread. */
public interface PhotoSurvey {
  /**
   * The photos among files and in folders.
   *
   * @param searching hears with each file and folder, on this thread, about how many photos were
   *     found before it; what it throws ends the search
   * @throws IOException if a folder cannot be listed
   */
  List<Path> find(List<Path> given, IntConsumer searching) throws IOException;

  /**
   * Size and format.
   *
   * @throws IOException with a sentence that names the file and the reason
   */
  PhotoHeader header(Path photo) throws IOException;

  /**
   * All of it, or of one that is damaged what can be read.
   *
   * @throws IOException with a sentence that names the file and the reason
   */
  RgbImage read(Path photo) throws IOException;

  /**
   * All of it.
   *
   * @throws IOException with a sentence that names the file and the reason, also if a part of it is
   *     missing
   */
  RgbImage readWhole(Path photo) throws IOException;
}
