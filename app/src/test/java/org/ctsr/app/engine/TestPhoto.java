package org.ctsr.app.engine;

import java.nio.file.Path;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;

/** Small photos made in code. */
public final class TestPhoto {
  public static final int WIDTH = 30;
  public static final int HEIGHT = 20;

  private TestPhoto() {}

  public static OpenedPhoto read(String name) {
    RgbImage image =
        RgbImage.grey(WIDTH, HEIGHT, SamplePlane.of(new byte[WIDTH * HEIGHT]), null, Metadata.NONE);
    return new OpenedPhoto(name, Path.of(name), image);
  }
}
