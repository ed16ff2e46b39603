package org.ctsr.app.opening;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.Clipboard;
import javafx.scene.input.Dragboard;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;

/** Photos on the clipboard or dragged from another program. */
final class ClipboardPhotos {
  private static final int OPAQUE = 0xff;

  private ClipboardPhotos() {}

  /** Files on the clipboard; empty if it holds something else. */
  static List<Path> files(Clipboard clipboard) {
    if (clipboard.hasFiles()) {
      return clipboard.getFiles().stream().map(File::toPath).toList();
    }
    return List.of();
  }

  /** Whether something dragged can be opened. */
  static boolean canOpen(Dragboard dragged) {
    return dragged.hasFiles() || dragged.hasImage();
  }

  /** The picture on the clipboard. */
  static Optional<Image> picture(Clipboard clipboard) {
    Image image = clipboard.hasImage() ? clipboard.getImage() : null;
    return image == null || image.getWidth() < 1 || image.getHeight() < 1
        ? Optional.empty()
        : Optional.of(image);
  }

  /**
   * A picture of the window system as a photo, 8 bits a sample, with alpha where some pixel has it.
   */
  static RgbImage toPhoto(Image image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    byte[][] planes = new byte[4][width * height];
    int[] row = new int[width];
    boolean transparent = false;
    for (int y = 0; y < height; y++) {
      image
          .getPixelReader()
          .getPixels(0, y, width, 1, PixelFormat.getIntArgbInstance(), row, 0, width);
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        planes[0][at] = (byte) (row[x] >> 16);
        planes[1][at] = (byte) (row[x] >> 8);
        planes[2][at] = (byte) row[x];
        planes[3][at] = (byte) (row[x] >>> 24);
        transparent |= row[x] >>> 24 != OPAQUE;
      }
    }
    return RgbImage.rgb(
        width,
        height,
        SamplePlane.of(planes[0]),
        SamplePlane.of(planes[1]),
        SamplePlane.of(planes[2]),
        transparent ? SamplePlane.of(planes[3]) : null,
        Metadata.NONE);
  }
}
