package org.ctsr.engine.image;

import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * Chooses ImageIO plug-ins by maker, since several register for one format and their order is not
 * defined.
 */
final class ImageIoPlugins {
  private static final String JDK = "com.sun.imageio.";
  private static final String TWELVE_MONKEYS = "com.twelvemonkeys.imageio.";

  static {
    // The disk cache would put temporary files anywhere; all our streams are seekable files.
    ImageIO.setUseCache(false);
  }

  private ImageIoPlugins() {}

  /** The JDK's libjpeg. */
  static ImageReader jpeg() {
    return reader("jpeg", JDK);
  }

  /** Reads the lossless process too. */
  static ImageReader losslessJpeg() {
    return reader("jpeg", TWELVE_MONKEYS);
  }

  static ImageReader png() {
    return reader("png", JDK);
  }

  static ImageReader gif() {
    return reader("gif", JDK);
  }

  /** TwelveMonkeys' reader of a format. */
  static ImageReader twelveMonkeys(String format) {
    return reader(format, TWELVE_MONKEYS);
  }

  /** The JDK's writer of a format. */
  static ImageWriter writer(String format) {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getName().startsWith(JDK)) {
        return writer;
      }
      writer.dispose();
    }
    throw new IllegalStateException("this Java runtime has no writer for " + format);
  }

  private static ImageReader reader(String format, String maker) {
    Iterator<ImageReaderSpi> spis =
        IIORegistry.getDefaultInstance()
            .getServiceProviders(
                ImageReaderSpi.class,
                spi ->
                    spi instanceof ImageReaderSpi candidate
                        && candidate.getPluginClassName().startsWith(maker)
                        && java.util.Arrays.asList(candidate.getFormatNames()).contains(format),
                true);
    try {
      if (spis.hasNext()) {
        return spis.next().createReaderInstance();
      }
    } catch (java.io.IOException e) {
      throw new IllegalStateException("the reader for " + format + " does not start", e);
    }
    throw new IllegalStateException("no reader for " + format + " on the class path");
  }
}
