package org.ctsr.engine.export;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.render.RealnessMap;

/** Reads realness masks. */
public final class RealnessMaskFile {
  private RealnessMaskFile() {}

  /**
   * A mask for one photo: the mean of red, green and blue is the realness.
   *
   * @param limits what the mask may cost
   * @param warnings receives what was wrong with the mask but could be helped
   * @throws PhotoException if it cannot be read, or is neither of the photo's size nor a whole
   *     number of times that
   */
  public static RealnessMap read(
      Path mask, RgbImage photo, Path photoFile, ReadLimits limits, Consumer<String> warnings)
      throws PhotoException {
    return read(mask, photo, photoFile, limits, warnings, () -> false);
  }

  /**
   * As the other, for a mask that somebody may not want any more before it is read.
   *
   * @param cancelled asked while it is read
   * @throws CancellationException if it said so
   */
  public static RealnessMap read(
      Path mask,
      RgbImage photo,
      Path photoFile,
      ReadLimits limits,
      Consumer<String> warnings,
      BooleanSupplier cancelled)
      throws PhotoException {
    RgbImage grey = PhotoReader.read(mask, limits, warnings, cancelled);
    try {
      return map(mask, grey, photo, photoFile);
    } finally {
      grey.release();
    }
  }

  private static RealnessMap map(Path mask, RgbImage grey, RgbImage photo, Path photoFile)
      throws PhotoException {
    int times = grey.width() / photo.width();
    if (times < 1
        || grey.width() != times * photo.width()
        || grey.height() != times * photo.height()) {
      throw new PhotoException(
          mask,
          "is "
              + grey.width()
              + "x"
              + grey.height()
              + ", but a mask for "
              + photoFile
              + " must be "
              + photo.width()
              + "x"
              + photo.height()
              + " (or twice, three times ... that)");
    }
    int width = grey.width();
    float[] values = new float[width * grey.height()];
    float[] row = new float[width];
    for (int y = 0; y < grey.height(); y++) {
      int from = y * width;
      for (int c = 0; c < 3; c++) {
        grey.readRegion(c, 0, y, width, 1, row, 0, width);
        for (int x = 0; x < width; x++) {
          values[from + x] += row[x] / 3;
        }
      }
      for (int i = from; i < from + width; i++) {
        values[i] = Math.min(1f, values[i]);
      }
    }
    return new RealnessMap(width, grey.height(), values);
  }
}
