package org.ctsr.engine.training.data;

import java.util.List;
import org.ctsr.engine.training.data.DegradationSettings.Mild;
import org.ctsr.engine.training.data.DegradationSettings.Pass;
import org.ctsr.engine.training.data.RasterResizer.Filter;

/**
 * Makes a small photo from a sharp one: as a camera's shot at a shorter focal length, with mild
 * degradations, or with heavy ones (Real-ESRGAN's second order).
 */
final class DegradationPipeline {
  static final int SCALE = 4;

  /** LR pixels around a patch in which borders of filters may show, at least. */
  static final int MARGIN = 8;

  private static final List<Filter> DOWN = List.of(Filter.AREA, Filter.BILINEAR, Filter.BICUBIC);
  private static final List<Filter> MILD =
      List.of(Filter.AREA, Filter.BICUBIC, Filter.BICUBIC, Filter.LANCZOS);

  private final DegradationSettings settings;

  DegradationPipeline(DegradationSettings settings) {
    this.settings = settings;
  }

  /** Side of the sharp crop, in HR pixels, that {@link #degrade} wants for a patch. */
  static int cropSize(int patch) {
    return SCALE * (patch + 2 * MARGIN);
  }

  /**
   * @param crop a square of {@link #cropSize} pixels
   * @param patch side of the small photo wanted, LR pixels
   */
  Degraded degrade(Raster crop, int patch, Dice dice) {
    // The block grid of JPEG should not always begin at the patch's corner.
    int left = MARGIN / 2 + dice.in(0, MARGIN);
    int top = MARGIN / 2 + dice.in(0, MARGIN);
    boolean defocused = dice.chance(settings.defocusShare());
    double radius = dice.in(settings.defocus());
    Raster sharp = defocused ? OutOfFocus.blurred(crop, radius, dice) : crop;
    Raster truth = sharp;
    Raster small;
    double kind = dice.in(new Range(0, 1));
    if (kind < settings.cameraShare()) {
      CameraPair.Shots shots = new CameraPair(settings.camera()).of(sharp, dice);
      truth = shots.large();
      small = shots.small();
    } else if (kind < settings.cameraShare() + settings.mildShare()) {
      Mild mild = settings.mild();
      boolean plain = dice.chance(mild.plainShare());
      boolean soft = dice.chance(mild.softShare());
      double softness = dice.in(mild.softness());
      if (soft && softness > 0.1 && !plain) {
        truth = gaussian(sharp, softness);
      }
      small = finished(plain ? reduced(sharp, 0, 0, dice) : blurred(sharp, dice), dice);
    } else {
      small = heavy(sharp, dice);
    }
    int big = SCALE * patch;
    return new Degraded(
        small.crop(left, top, patch, patch),
        truth.crop(SCALE * left, SCALE * top, big, big),
        sharp.crop(SCALE * left, SCALE * top, big, big));
  }

  /** Blurred, reduced and sharpened a little. */
  private Raster blurred(Raster sharp, Dice dice) {
    Mild mild = settings.mild();
    double sigma = dice.in(mild.blur());
    double ratio = StrictMath.sqrt(dice.in(mild.elongation()));
    double angle = Math.PI * dice.in(new Range(0, 1));
    double dx = dice.in(mild.shift());
    double dy = dice.in(mild.shift());
    Raster picture = sharp;
    if (sigma > 0.1) {
      int size = BlurKernel.sizeFor(sigma * ratio);
      picture = BlurKernel.gaussian(sigma * ratio, sigma / ratio, angle, 1.0, size).apply(picture);
    }
    picture = reduced(picture, dx, dy, dice);
    double amount = dice.in(mild.sharpening());
    if (amount > 0) {
      unsharpMask(picture, (float) amount, 1.0);
    }
    return picture;
  }

  private static Raster reduced(Raster picture, double dx, double dy, Dice dice) {
    int side = picture.width / SCALE;
    return RasterResizer.resize(picture, side, side, dice.pick(MILD), dx, dy);
  }

  /** With a little noise and compression, or none. */
  private Raster finished(Raster picture, Dice dice) {
    Mild mild = settings.mild();
    boolean noisy = dice.chance(mild.noiseShare());
    double level = dice.in(mild.noise());
    if (noisy) {
      addGaussian(picture, level, dice.chance(0.3), dice);
    }
    boolean compressed = dice.chance(mild.jpegShare());
    int quality = (int) Math.round(dice.in(mild.jpeg()));
    if (compressed) {
      return JpegArtifacts.apply(picture, quality, dice.chance(0.5));
    }
    return picture;
  }

  private Raster heavy(Raster sharp, Dice dice) {
    Pass first = settings.heavy().first();
    Pass second = settings.heavy().second();
    int side = sharp.width / SCALE;

    Raster picture = blur(sharp, first, dice);
    double factor = factor(first, dice);
    picture = scaled(picture, sharp.width * factor, dice);
    addNoise(picture, first, dice);
    picture = compress(picture, first, dice);

    picture = blur(picture, second, dice);
    picture = scaled(picture, side * factor(second, dice), dice);
    addNoise(picture, second, dice);
    boolean sinc = dice.chance(settings.heavy().finalSincShare());
    BlurKernel last =
        BlurKernel.sinc(Math.PI * dice.in(new Range(1.0 / 3, 1)), 2 * dice.in(3, 10) + 1);
    if (dice.chance(0.5)) {
      picture = RasterResizer.resize(picture, side, side, dice.pick(DOWN));
      picture = sinc ? last.apply(picture) : picture;
      return compress(picture, second, dice);
    }
    picture = compress(picture, second, dice);
    picture = RasterResizer.resize(picture, side, side, dice.pick(DOWN));
    return sinc ? last.apply(picture) : picture;
  }

  private static Raster blur(Raster picture, Pass pass, Dice dice) {
    if (!dice.chance(pass.blurShare())) {
      return picture;
    }
    int size = 2 * dice.in(3, 10) + 1;
    if (dice.chance(pass.sincShare())) {
      return BlurKernel.sinc(Math.PI * dice.in(new Range(1.0 / 3, 1)), size).apply(picture);
    }
    double sigmaX = dice.in(pass.blur());
    double sigmaY = dice.chance(0.5) ? sigmaX : dice.in(pass.blur());
    double angle = Math.PI * dice.in(new Range(0, 1));
    double shape = dice.in(new Range(0, 1));
    if (shape < 0.7) {
      return BlurKernel.gaussian(sigmaX, sigmaY, angle, 1.0, size).apply(picture);
    }
    if (shape < 0.85) {
      double beta = dice.chance(0.5) ? dice.in(new Range(0.5, 1)) : dice.in(new Range(1, 4));
      return BlurKernel.gaussian(sigmaX, sigmaY, angle, beta, size).apply(picture);
    }
    double beta = dice.chance(0.5) ? dice.in(new Range(0.5, 1)) : dice.in(new Range(1, 2));
    return BlurKernel.plateau(sigmaX, sigmaY, angle, beta, size).apply(picture);
  }

  private static double factor(Pass pass, Dice dice) {
    double choice = dice.in(new Range(0, 1));
    if (choice < pass.upShare()) {
      return dice.in(new Range(1, pass.resize().to()));
    }
    if (choice < pass.upShare() + pass.downShare()) {
      return dice.in(new Range(pass.resize().from(), 1));
    }
    return 1.0;
  }

  private static Raster scaled(Raster picture, double side, Dice dice) {
    int pixels = Math.max(8, (int) Math.round(side));
    return RasterResizer.resize(picture, pixels, pixels, dice.pick(DOWN));
  }

  private static void addNoise(Raster picture, Pass pass, Dice dice) {
    boolean grey = dice.chance(pass.greyShare());
    if (dice.chance(pass.gaussianShare())) {
      addGaussian(picture, dice.in(pass.noise()), grey, dice);
    } else {
      addPoisson(picture, dice.in(pass.poisson()), grey, dice);
    }
  }

  private static void addGaussian(Raster picture, double sigma, boolean grey, Dice dice) {
    float scale = (float) (sigma / 255.0);
    int n = picture.plane();
    if (grey) {
      for (int i = 0; i < n; i++) {
        float noise = scale * dice.gaussian();
        for (int c = 0; c < Raster.CHANNELS; c++) {
          picture.values[c * n + i] += noise;
        }
      }
      return;
    }
    for (int i = 0; i < picture.values.length; i++) {
      picture.values[i] += scale * dice.gaussian();
    }
  }

  private static void addPoisson(Raster picture, double strength, boolean grey, Dice dice) {
    int n = picture.plane();
    if (grey) {
      for (int i = 0; i < n; i++) {
        double luma =
            0.299 * picture.values[i]
                + 0.587 * picture.values[n + i]
                + 0.114 * picture.values[2 * n + i];
        float noise = poisson(luma, strength, dice);
        for (int c = 0; c < Raster.CHANNELS; c++) {
          picture.values[c * n + i] += noise;
        }
      }
      return;
    }
    for (int i = 0; i < picture.values.length; i++) {
      picture.values[i] += poisson(picture.values[i], strength, dice);
    }
  }

  private static float poisson(double value, double strength, Dice dice) {
    double level = 255.0 * Math.min(1.0, Math.max(0.0, value));
    return (float) ((dice.poisson(level) - level) * strength / 255.0);
  }

  private static Raster compress(Raster picture, Pass pass, Dice dice) {
    int quality = (int) Math.round(dice.in(pass.jpeg()));
    return JpegArtifacts.apply(picture, quality, dice.chance(0.7));
  }

  private static Raster gaussian(Raster picture, double sigma) {
    return BlurKernel.gaussian(sigma, sigma, 0, 1.0, BlurKernel.sizeFor(sigma)).apply(picture);
  }

  static void unsharpMask(Raster picture, float amount, double sigma) {
    Raster blurred = gaussian(picture, sigma);
    for (int i = 0; i < picture.values.length; i++) {
      picture.values[i] += amount * (picture.values[i] - blurred.values[i]);
    }
  }
}
