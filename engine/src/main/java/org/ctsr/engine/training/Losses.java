package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import java.nio.FloatBuffer;

/**
 * The terms of the training losses. Images are {@code (N, 3, H, W)}, sRGB in [0, 1]; every loss is
 * a scalar, a mean over all its elements, so that weights do not depend on batch or patch size.
 */
final class Losses {
  /** Keeps the projection defined where both teachers agree: about (1.5 / 255)^2 a channel. */
  static final float PROJECTION_EPSILON = 1e-4f;

  /** Keeps the gradient of the root finite in flat windows: (0.8 / 255)^2. */
  private static final float ROUGHNESS_EPSILON = 1e-5f;

  /** Decibels beyond 45 of a patch count less and less: its noise cannot be told. */
  private static final float SQUARED_EPSILON = 3e-5f;

  /** Side of the windows of {@link #lattice}, LR pixels. */
  private static final int LATTICE_WINDOW = 8;

  /** PyTorch's mode, as DJL numbers them. */
  private static final int BICUBIC = 3;

  private Losses() {}

  /** Mean absolute error. */
  static NDArray absolute(NDArray a, NDArray b) {
    return a.sub(b).abs().mean();
  }

  /**
   * Bicubic enlargement by Keys' kernel (1981, a = -0.5), pixel centres aligned: {@code (N, C, h,
   * w)} to {@code (N, C, scale h, scale w)}.
   */
  static NDArray bicubic(NDArray small, int scale) {
    Shape shape = small.getShape();
    long[] size = {scale * shape.get(2), scale * shape.get(3)};
    return small.getNDArrayInternal().interpolation(size, BICUBIC, false);
  }

  /** Mean squared error; its minimum is the conditional mean, which PSNR rewards. */
  static NDArray squared(NDArray a, NDArray b) {
    return a.sub(b).square().mean();
  }

  /**
   * Mean over the patches of the logarithm of each one's mean squared error. PSNR is averaged in
   * decibels, so a soft picture counts as much as a rich one; in the plain squared error it counts
   * next to nothing, and a network may well show it worse than interpolation would.
   */
  static NDArray logarithmic(NDArray a, NDArray b) {
    NDArray squared = a.sub(b).square().reshape(a.getShape().get(0), -1);
    return squared.mean(new int[] {1}).add(SQUARED_EPSILON).log().mean();
  }

  /**
   * Sum over the three channels in Gaussian windows: {@code (N, 3, H, W)} to {@code (N, 1, H, W)}.
   * Borders are treated as if zeros lay beyond them, in numerator and denominator of {@link
   * #projection} alike.
   */
  private static NDArray windowed(NDArray v, NDArray taps) {
    int radius = (int) (taps.size() / 2);
    NDArray sum = v.sum(new int[] {1}, true);
    Shape stride = new Shape(1, 1);
    NDArray rows =
        Conv2d.conv2d(
                sum, taps.reshape(1, 1, 1, taps.size()), null, stride, new Shape(0, radius), stride)
            .singletonOrThrow();
    return Conv2d.conv2d(
            rows, taps.reshape(1, 1, taps.size(), 1), null, stride, new Shape(radius, 0), stride)
        .singletonOrThrow();
  }

  /** Taps of a normalised Gaussian, two sigma to each side. */
  static NDArray gaussian(NDManager manager, double sigma) {
    int radius = (int) Math.round(2 * sigma);
    float[] taps = new float[2 * radius + 1];
    double sum = 0;
    for (int i = 0; i < taps.length; i++) {
      sum += Math.exp(-0.5 * Math.pow((i - radius) / sigma, 2));
    }
    for (int i = 0; i < taps.length; i++) {
      taps[i] = (float) (Math.exp(-0.5 * Math.pow((i - radius) / sigma, 2)) / sum);
    }
    return manager.create(FloatBuffer.wrap(taps), new Shape(taps.length));
  }

  /**
   * Coefficient of {@code error} along {@code direction} in each local window: {@code <e, d> / (<d,
   * d> + eps)}, {@code (N, 1, H, W)}.
   */
  static NDArray projection(NDArray error, NDArray direction, NDArray taps) {
    return windowed(error.mul(direction), taps)
        .div(windowed(direction.square(), taps).add(PROJECTION_EPSILON));
  }

  /**
   * The fused target {@code m* = f + a* (r - f)}, {@code a* = clamp(<y - f, d> / (<d, d> + eps), 0,
   * 1)}: the point of the teachers' segment nearest to the truth, window by window.
   */
  static NDArray fusedTarget(NDArray fidelity, NDArray realness, NDArray truth, NDArray taps) {
    NDArray direction = realness.sub(fidelity);
    NDArray share = projection(truth.sub(fidelity), direction, taps).clip(0, 1);
    return fidelity.add(share.mul(direction));
  }

  /**
   * The error split along the teachers' difference and across it, each with its own weight: {@code
   * along * mean |p d| + across * mean |e - p d|}, with {@code p} the local projection.
   */
  static NDArray split(
      NDArray error, NDArray direction, NDArray taps, double along, double across) {
    NDArray parallel = projection(error, direction, taps).mul(direction);
    NDArray rest = error.sub(parallel);
    return parallel.abs().mean().mul((float) along).add(rest.abs().mean().mul((float) across));
  }

  /**
   * How much fine texture there is, window by window: {@code |e(a) - e(b)|} with {@code e} the root
   * mean square of the differences to pixels 1 and 2 further on, a mean over both. Unlike the
   * absolute error it is not satisfied by a blur, and unlike a discriminator it is right from the
   * first step; it does not care where exactly texture lies (compare the texture statistics of
   * Gatys et al., arXiv 1505.07376).
   */
  static NDArray texture(NDArray a, NDArray b, NDArray taps) {
    return roughness(a, 1, taps)
        .sub(roughness(b, 1, taps))
        .abs()
        .mean()
        .add(roughness(a, 2, taps).sub(roughness(b, 2, taps)).abs().mean())
        .div(2);
  }

  private static NDArray roughness(NDArray v, int distance, NDArray taps) {
    String near = ":-" + distance;
    String far = distance + ":";
    NDArray here = v.get(":, :, " + near + ", " + near);
    NDArray across = v.get(":, :, " + near + ", " + far).sub(here);
    NDArray down = v.get(":, :, " + far + ", " + near).sub(here);
    return windowed(across.square().add(down.square()), taps)
        .div(v.getShape().get(1))
        .add(ROUGHNESS_EPSILON)
        .sqrt();
  }

  /**
   * What of an image repeats with the small photo's pixels: in windows of eight by eight of them,
   * the mean square of what the places of one phase have in common. A network that makes HR pixels
   * of LR channels (pixel shuffle) can leave such a pattern everywhere, and a feature network that
   * steps by two pixels is not the one to notice.
   *
   * @param image {@code (N, 3, H, W)} of local mean 0; what is left over of whole windows at its
   *     right and lower border does not count
   * @param scale HR pixels a LR pixel
   */
  static NDArray lattice(NDArray image, int scale) {
    Shape shape = image.getShape();
    long down = shape.get(2) / (LATTICE_WINDOW * scale);
    long across = shape.get(3) / (LATTICE_WINDOW * scale);
    long height = down * LATTICE_WINDOW * scale;
    long width = across * LATTICE_WINDOW * scale;
    return image
        .get(":, :, :" + height + ", :" + width)
        .reshape(
            shape.get(0), shape.get(1), down, LATTICE_WINDOW, scale, across, LATTICE_WINDOW, scale)
        .mean(new int[] {6})
        .mean(new int[] {3})
        .square()
        .mean();
  }

  /** Generator's side of the non-saturating adversarial loss: {@code mean softplus(-D(fake))}. */
  static NDArray deceive(NDArray judgedFake) {
    return Activation.softPlus(judgedFake.neg()).mean();
  }

  /** Discriminator's side: {@code mean softplus(-D(real)) + mean softplus(D(fake))}. */
  static NDArray discriminate(NDArray judgedReal, NDArray judgedFake) {
    return Activation.softPlus(judgedReal.neg()).mean().add(Activation.softPlus(judgedFake).mean());
  }

  /** {@code S(x, t) = B0 + t B1 + t (1 - t) B2}; {@code t} broadcasts, {@code (N, 1, 1, 1)}. */
  static NDArray at(NDArray b0, NDArray b1, NDArray b2, NDArray t) {
    return b0.add(t.mul(b1)).add(curve(t).mul(b2));
  }

  /** {@code t (1 - t)}. */
  static NDArray curve(NDArray t) {
    return t.mul(t.neg().add(1));
  }

  /**
   * The bend of the anchors' path {@code P(t) = f + t (r - f) + t (1 - t) c} that leads through the
   * fused image at one half: {@code c = 4 m - 2 f - 2 r}.
   */
  static NDArray bend(NDArray fidelity, NDArray fused, NDArray realness) {
    return fused.mul(4).sub(fidelity.add(realness).mul(2));
  }

  /** {@code dS/dt = B1 + (1 - 2t) B2}. */
  static NDArray slope(NDArray b1, NDArray b2, NDArray t) {
    return b1.add(t.mul(-2).add(1).mul(b2));
  }

  /**
   * Flow matching (arXiv 2210.02747): the squared error of the velocity to the anchors' path's, at
   * {@code t}.
   */
  static NDArray velocity(
      NDArray velocity, NDArray fidelity, NDArray fused, NDArray realness, NDArray t) {
    return squared(velocity, slope(realness.sub(fidelity), bend(fidelity, fused, realness), t));
  }

  /**
   * Error of an image to the anchors' path at {@code t}: from squared error at the faithful end to
   * absolute error at the realistic one, which forgives texture in another place.
   */
  static NDArray path(NDArray image, NDArray fidelity, NDArray fused, NDArray realness, NDArray t) {
    NDArray point = at(fidelity, realness.sub(fidelity), bend(fidelity, fused, realness), t);
    NDArray error = image.sub(point);
    return error.square().mul(t.neg().add(1)).add(error.abs().mul(t)).mean();
  }
}
