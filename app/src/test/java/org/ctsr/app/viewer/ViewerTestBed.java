package org.ctsr.app.viewer;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ctsr.app.engine.EngineSession;
import org.ctsr.app.engine.EngineSettings;
import org.ctsr.app.engine.OpenedPhoto;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;
import org.ctsr.engine.inference.DeviceChoice;
import org.ctsr.engine.model.ModelLibrary;

/** An engine with a network of a few kilobytes, and photos made in code. */
final class ViewerTestBed {
  static final String STUDENT = "tiny-student-x4";
  static final String FIDELITY = "tiny-fidelity-x4";

  private ViewerTestBed() {}

  static ModelLibrary library() {
    return new ModelLibrary(
        List.of(Path.of(System.getProperty("ctsr.root"), "engine/src/test/resources/models")));
  }

  static EngineSession engine() {
    EngineSettings settings =
        new EngineSettings(
            256L << 20,
            0,
            Path.of(System.getProperty("java.io.tmpdir")),
            DeviceChoice.PROCESSOR,
            0);
    return new EngineSession(
        settings,
        library(),
        (file, cancelled, warnings) -> {
          throw new PhotoException(file, "no photo in this test");
        },
        notice -> {});
  }

  static EngineSession engineWithStudent() throws Exception {
    EngineSession engine = engine();
    engine.useModel(STUDENT).get(2, TimeUnit.MINUTES);
    return engine;
  }

  static PhotoSession photo(int width, int height, long seed) {
    byte[][] planes = new byte[3][width * height];
    Random random = new Random(seed);
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double value =
              0.5
                  + 0.3 * Math.sin(0.11 * x + channel) * Math.cos(0.07 * y + seed)
                  + 0.04 * random.nextGaussian();
          planes[channel][y * width + x] = (byte) (int) Math.max(0, Math.min(255, 255 * value));
        }
      }
    }
    return new PhotoSession(
        new OpenedPhoto(
            "made in code",
            null,
            RgbImage.rgb(
                width,
                height,
                SamplePlane.of(planes[0]),
                SamplePlane.of(planes[1]),
                SamplePlane.of(planes[2]),
                null,
                Metadata.NONE)));
  }

  /** The photo with its left half transparent. */
  static PhotoSession withAlpha(RgbImage photo) {
    int width = photo.width();
    byte[] alpha = new byte[width * photo.height()];
    SamplePlane[] colors = new SamplePlane[3];
    float[] values = new float[alpha.length];
    for (int channel = 0; channel < 3; channel++) {
      photo.readRegion(channel, 0, 0, width, photo.height(), values, 0, width);
      byte[] samples = new byte[values.length];
      for (int i = 0; i < values.length; i++) {
        samples[i] = (byte) Math.round(255 * values[i]);
      }
      colors[channel] = SamplePlane.of(samples);
    }
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = (byte) (i % width < width / 2 ? 0 : 255);
    }
    return new PhotoSession(
        new OpenedPhoto(
            "half transparent",
            null,
            RgbImage.rgb(
                width,
                photo.height(),
                colors[0],
                colors[1],
                colors[2],
                SamplePlane.of(alpha),
                Metadata.NONE)));
  }
}
