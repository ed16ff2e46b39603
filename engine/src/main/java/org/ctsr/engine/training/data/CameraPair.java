package org.ctsr.engine.training.data;

import java.util.List;
import org.ctsr.engine.training.data.DegradationSettings.Camera;
import org.ctsr.engine.training.data.RasterResizer.Filter;

/**
 * The same scene photographed at two focal lengths, as the pairs of RealSR (Cai et al., 2019) and
 * DRealSR (Wei et al., 2020) are made: each shot has a lens and a sensor of its own, and the two
 * can be registered only so well. Light is added up in linear values, as lenses and sensors do.
 */
final class CameraPair {
  private static final int SCALE = DegradationPipeline.SCALE;

  /** Noise of the sensor's electronics, standard deviation in linear values. */
  private static final float READ_NOISE = 0.001f;

  /** Knots a side of the grid that local displacements are given at. */
  private static final int KNOTS = 4;

  /** How far the first estimate of a registration lies beside the second, pixels of the photo. */
  private static final Range FIRST_ESTIMATE = new Range(-0.5, 0.5);

  /** What cameras and converters make photos smaller with. */
  private static final List<Filter> REDUCING = List.of(Filter.AREA, Filter.BICUBIC, Filter.LANCZOS);

  private final Camera settings;

  CameraPair(Camera settings) {
    this.settings = settings;
  }

  /** Both shots, sRGB-encoded: of the scene's size, and a quarter of it. */
  record Shots(Raster large, Raster small) {}

  Shots of(Raster sharp, Dice dice) {
    Raster scene = LinearLight.linear(sharp);
    CameraProcessor processor = processor(dice);
    double softness = dice.in(settings.softness());
    Raster large = blurred(scene, softness, 1, 0);
    double truthNoise = dice.in(settings.truthNoise());
    addNoise(large, truthNoise, 0, dice);

    // One camera, set up once, does the same to either shot, each in its own pixels.
    double relative = dice.in(settings.relativeBlur());
    double own = dice.in(settings.apartBlur());
    CameraProcessor another = processor(dice);
    boolean apart = dice.chance(settings.apartShare());
    Raster small = displaced(scene, dice);
    double blur = SCALE * (apart ? own : softness * relative);
    small = blurred(small, blur, dice.in(settings.elongation()), angle(dice));
    int side = sharp.width / SCALE;
    // Without such pairs no die is cast for them: all others stay what they were before there were
    // any.
    boolean registered = settings.registeredShare() > 0 && dice.chance(settings.registeredShare());
    int ownSide = registered ? (int) Math.round(side / dice.in(settings.registeredPitch())) : side;
    small = taken(small, ownSide, apart ? another : processor, dice);
    int quality = (int) Math.round(dice.in(settings.jpeg()));
    small = JpegArtifacts.apply(small, quality, dice.chance(0.5));
    return new Shots(
        processor.develop(large, truthNoise), registered ? registered(small, side, dice) : small);
  }

  /**
   * A finished photo laid over the long shot by interpolating it twice, the second time to {@code
   * side} pixels, as an estimate of where it lies is corrected (Cai et al., 2019, section 3.2).
   */
  private static Raster registered(Raster photo, int side, Dice dice) {
    double dx = dice.in(FIRST_ESTIMATE);
    double dy = dice.in(FIRST_ESTIMATE);
    return interpolated(interpolated(photo, photo.width, dx, dy), side, -dx, -dy);
  }

  /** Looks at {@code source}, displaced by (dx, dy) of its pixels, as a square of another pitch. */
  private static Raster interpolated(Raster source, int side, double dx, double dy) {
    double pitch = (double) source.width / side;
    Raster out = new Raster(side, side);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double u = (x + 0.5) * pitch - 0.5 + dx;
        double v = (y + 0.5) * pitch - 0.5 + dy;
        sample(source, u, v, out, y * side + x);
      }
    }
    return out;
  }

  private CameraProcessor processor(Dice dice) {
    return new CameraProcessor(
        dice.in(settings.denoising()),
        dice.in(settings.sharpening()),
        dice.in(settings.sharpeningRadius()));
  }

  /** The short shot, {@code side} pixels wide and high, of the light its lens lets through. */
  private Raster taken(Raster light, int side, CameraProcessor processor, Dice dice) {
    boolean reduced = dice.chance(settings.reducedShare());
    int sensor = reduced ? 2 * side : side;
    Raster shot = RasterResizer.resize(light, sensor, sensor, Filter.AREA);
    float exposure = (float) dice.in(settings.exposure());
    for (int i = 0; i < shot.values.length; i++) {
      shot.values[i] *= exposure;
    }
    double noise = dice.in(settings.noise());
    addNoise(shot, noise, READ_NOISE, dice);
    boolean filtered = dice.chance(settings.colorFilterShare());
    int left = dice.in(0, 1);
    int top = dice.in(0, 1);
    shot = processor.develop(filtered ? ColorFilterArray.throughIt(shot, left, top) : shot, noise);
    Filter filter = dice.pick(REDUCING);
    return reduced ? RasterResizer.resize(shot, side, side, filter) : shot;
  }

  private static double angle(Dice dice) {
    return Math.PI * dice.in(new Range(0, 1));
  }

  private static Raster blurred(Raster picture, double sigma, double elongation, double angle) {
    double ratio = StrictMath.sqrt(elongation);
    int size = BlurKernel.sizeFor(sigma * ratio);
    return sigma > 0.1
        ? BlurKernel.gaussian(sigma * ratio, sigma / ratio, angle, 1.0, size).apply(picture)
        : picture.copy();
  }

  /** Shot noise, whose variance is proportional to the light, and the electronics'. */
  private static void addNoise(Raster picture, double atWhite, float read, Dice dice) {
    float variance = (float) (atWhite * atWhite);
    for (int i = 0; i < picture.values.length; i++) {
      float light = Math.max(0, picture.values[i]);
      picture.values[i] +=
          (float) StrictMath.sqrt(variance * light + read * read) * dice.gaussian();
    }
  }

  /** What registration leaves: a shift of the whole, and a little more here and there. */
  private Raster displaced(Raster scene, Dice dice) {
    double dx = dice.in(settings.shift());
    double dy = dice.in(settings.shift());
    double local = dice.in(settings.warp());
    double[] knots = new double[2 * KNOTS * KNOTS];
    for (int i = 0; i < knots.length; i++) {
      knots[i] = local * dice.gaussian();
    }
    Raster out = new Raster(scene.width, scene.height);
    for (int y = 0; y < scene.height; y++) {
      for (int x = 0; x < scene.width; x++) {
        double u = (double) x / scene.width * (KNOTS - 1);
        double v = (double) y / scene.height * (KNOTS - 1);
        sample(
            scene,
            x + dx + between(knots, 0, u, v),
            y + dy + between(knots, KNOTS * KNOTS, u, v),
            out,
            y * scene.width + x);
      }
    }
    return out;
  }

  private static double between(double[] knots, int from, double u, double v) {
    int i = (int) u;
    int j = (int) v;
    int at = from + j * KNOTS + i;
    double a = knots[at] + (u - i) * (knots[at + 1] - knots[at]);
    double b = knots[at + KNOTS] + (u - i) * (knots[at + KNOTS + 1] - knots[at + KNOTS]);
    return a + (v - j) * (b - a);
  }

  /** Catmull-Rom interpolation, borders reflected. */
  private static void sample(Raster source, double x, double y, Raster out, int index) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    float[] sum = new float[Raster.CHANNELS];
    for (int n = -1; n <= 2; n++) {
      int row = Raster.reflect(top + n, source.height) * source.width;
      float wy = (float) Filter.BICUBIC.weight(y - top - n);
      for (int m = -1; m <= 2; m++) {
        float weight = wy * (float) Filter.BICUBIC.weight(x - left - m);
        int from = row + Raster.reflect(left + m, source.width);
        for (int c = 0; c < Raster.CHANNELS; c++) {
          sum[c] += weight * source.values[c * source.plane() + from];
        }
      }
    }
    for (int c = 0; c < Raster.CHANNELS; c++) {
      out.values[c * out.plane() + index] = sum[c];
    }
  }
}
