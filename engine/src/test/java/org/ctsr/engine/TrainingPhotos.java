package org.ctsr.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.OutputFormat;
import org.ctsr.engine.image.PhotoWriter;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.RowSource;
import org.ctsr.engine.image.WriteSettings;

/** Puts photos into folders. */
public final class TrainingPhotos {
  private TrainingPhotos() {}

  /** Overwrites part of the picture of a photo, whose header stays as it is. */
  public static void damage(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    Arrays.fill(content, 200, content.length / 2, (byte) 0xff);
    Files.write(file, content);
  }

  /** Writes a photo as a JPEG whose lower part is missing. */
  public static void writeTorn(RgbImage photo, Path file) throws IOException {
    write(photo, OutputFormat.JPEG, file);
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, content.length / 2));
  }

  /** Writes a photo as PNG. */
  public static void write(RgbImage photo, Path file) throws IOException {
    write(photo, OutputFormat.PNG, file);
  }

  private static void write(RgbImage photo, OutputFormat format, Path file) throws IOException {
    PhotoWriter.write(
        new RowSource() {
          private int y;

          @Override
          public int width() {
            return photo.width();
          }

          @Override
          public int height() {
            return photo.height();
          }

          @Override
          public boolean isGrey() {
            return false;
          }

          @Override
          public boolean hasAlpha() {
            return false;
          }

          @Override
          public void nextRow(float[][] row) {
            for (int c = 0; c < 3; c++) {
              photo.readRegion(c, 0, y, photo.width(), 1, row[c], 0, photo.width());
            }
            y++;
          }
        },
        Metadata.NONE,
        WriteSettings.of(format),
        file);
  }
}
