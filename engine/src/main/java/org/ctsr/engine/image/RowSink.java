package org.ctsr.engine.image;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageTypeSpecifier;

/**
 * The destination of a decoder that stores rows, or parts of rows, as it unpacks them: holds no
 * samples and hands each on.
 */
final class RowSink extends WritableRaster {
  private final ImageTypeSpecifier type;
  private final Receiver receiver;
  private BufferedImage part;

  /** Takes the first {@code w * h} pixels of an image, which belong at {@code x, y}. */
  interface Receiver {
    void take(BufferedImage image, int x, int y, int w, int h) throws IOException;
  }

  /** For a picture of a type and size. */
  RowSink(ImageTypeSpecifier type, int width, int height, Receiver receiver) {
    super(
        // Of one row: Java has no sample model for more than 2^31 samples, and pictures may have
        // more.
        type.getSampleModel(width, 1),
        type.getSampleModel(1, 1).createDataBuffer(), // never looked at
        new Rectangle(width, height),
        new Point(),
        null);
    this.type = type;
    this.receiver = receiver;
    this.part = type.createBufferedImage(1, 1);
  }

  /** For {@link javax.imageio.ImageReadParam#setDestination}. */
  BufferedImage asImage() {
    return new BufferedImage(
        type.getColorModel(), this, type.getColorModel().isAlphaPremultiplied(), null);
  }

  @Override
  public void setDataElements(int x, int y, Raster source) {
    int w = Math.min(source.getWidth(), getWidth() - x);
    int h = source.getHeight();
    if (part.getWidth() != source.getWidth() || part.getHeight() != h) {
      part = type.createBufferedImage(source.getWidth(), h);
    }
    part.getRaster().setDataElements(-source.getMinX(), -source.getMinY(), source);
    try {
      receiver.take(part, x, y, w, h);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
