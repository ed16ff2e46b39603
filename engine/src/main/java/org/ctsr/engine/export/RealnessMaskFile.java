package org.ctsr.engine.export;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ctsr.engine.image.Kernel;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.RowResampler;
import org.ctsr.engine.render.RealnessMap;

/** Reads realness masks. */
public final class RealnessMaskFile {
  private RealnessMaskFile() {}

  /**
   * A mask for one photo: the mean of red, green and blue is the realness. It may be of any size
   * that has the photo's proportions to within a pixel of the mask; whoever reads a smaller one
   * interpolates between its pixels.
   *
   * @param scale times the photo's size beyond which a mask is finer than what it is for, and is
   *     averaged
   * @param limits what the mask may cost
   * @param warnings receives what was wrong with the mask but could be helped
   * @throws PhotoException if it cannot be read or has another shape than the photo
   */
  public static RealnessMap read(
      Path mask,
      RgbImage photo,
      Path photoFile,
      double scale,
      ReadLimits limits,
      Consumer<String> warnings)
      throws PhotoException {
    return read(mask, photo, photoFile, scale, limits, warnings, () -> false);
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
      double scale,
      ReadLimits limits,
      Consumer<String> warnings,
      BooleanSupplier cancelled)
      throws PhotoException {
    RgbImage grey = PhotoReader.read(mask, limits, warnings, cancelled);
    try {
      requireShape(mask, grey, photo, photoFile);
      return map(
          grey,
          Math.min(grey.width(), PhotoExporter.enlarged(photo.width(), scale)),
          Math.min(grey.height(), PhotoExporter.enlarged(photo.height(), scale)));
    } finally {
      grey.release();
    }
  }

  private static void requireShape(Path mask, RgbImage grey, RgbImage photo, Path photoFile)
      throws PhotoException {
    long off =
        Math.abs((long) grey.width() * photo.height() - (long) grey.height() * photo.width());
    if (off >= Math.max(photo.width(), photo.height())) {
      throw new PhotoException(
          mask,
          "is "
              + grey.width()
              + "x"
              + grey.height()
              + ", but a mask for "
              + photoFile
              + " must have the shape of "
              + photo.width()
              + "x"
              + photo.height()
              + ", at any size");
    }
  }

  private static RealnessMap map(RgbImage grey, int width, int height) {
    float[] values = new float[width * height];
    RowResampler mean =
        new RowResampler(1, grey.width(), grey.height(), width, height, Kernel.AREA);
    float[][] from = new float[1][grey.width()];
    float[] channel = new float[grey.width()];
    float[][] to = new float[1][width];
    int read = 0;
    for (int y = 0; y < height; y++) {
      while (mean.needsRow()) {
        readRow(grey, read++, from[0], channel);
        mean.push(from);
      }
      mean.pull(to);
      for (int x = 0; x < width; x++) {
        values[y * width + x] = Math.max(0f, Math.min(1f, to[0][x]));
      }
    }
    return new RealnessMap(width, height, values);
  }

  private static void readRow(RgbImage grey, int y, float[] row, float[] channel) {
    grey.readRegion(0, 0, y, row.length, 1, row, 0, row.length);
    if (grey.isGrey()) {
      return;
    }
    for (int c = 1; c < 3; c++) {
      grey.readRegion(c, 0, y, row.length, 1, channel, 0, row.length);
      for (int x = 0; x < row.length; x++) {
        row[x] += channel[x];
      }
    }
    for (int x = 0; x < row.length; x++) {
      row[x] /= 3;
    }
  }
}
