package org.ctsr.app;

import java.nio.file.Path;
import org.ctsr.app.engine.OpenedPhoto;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;

/** Small photos made in code. */
final class TestPhoto {
  static final int WIDTH = 30;
  static final int HEIGHT = 20;

  private TestPhoto() {}

  static OpenedPhoto read(String name) {
    RgbImage image =
        RgbImage.grey(WIDTH, HEIGHT, SamplePlane.of(new byte[WIDTH * HEIGHT]), null, Metadata.NONE);
    return new OpenedPhoto(name, Path.of(name), image);
  }
}
