package org.ctsr.app.train;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.PhotoHeader;
import org.ctsr.engine.image.RgbImage;

/** For tests that need no photo, or override what they need. */
class NoPhotos implements PhotoSurvey {
  @Override
  public List<Path> find(List<Path> given, IntConsumer searching) {
    return List.of();
  }

  @Override
  public PhotoHeader header(Path photo) throws PhotoException {
    throw new PhotoException(photo, "no file in this test");
  }

  @Override
  public RgbImage read(Path photo) throws PhotoException {
    throw new PhotoException(photo, "no file in this test");
  }

  @Override
  public RgbImage readWhole(Path photo) throws PhotoException {
    return read(photo);
  }
}
