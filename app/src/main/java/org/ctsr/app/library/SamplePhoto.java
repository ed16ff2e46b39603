package org.ctsr.app.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.image.RgbImage;

/** The photo that is shipped to be tried. */
public final class SamplePhoto {
  /** Where it is, beside this class. */
  public static final String RESOURCE = "sample.jpg";

  /** Name for people. */
  public static final String NAME = "osprey.jpg";

  /** Where its face is, in [0, 1] of width and height: the part to show if only one is. */
  public static final double FACE_X = 0.43;

  /** As {@link #FACE_X}. */
  public static final double FACE_Y = 0.21;

  private SamplePhoto() {}

  /** Reads it; it takes the same way as any other photo. */
  public static RgbImage read() throws IOException {
    Path copy = Files.createTempFile("ctsr-sample", ".jpg");
    try (InputStream stream =
        Objects.requireNonNull(
            SamplePhoto.class.getResourceAsStream(RESOURCE), "the sample is missing")) {
      Files.copy(stream, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      return PhotoReader.read(copy, ReadLimits.DEFAULT);
    } finally {
      Files.deleteIfExists(copy);
    }
  }
}
