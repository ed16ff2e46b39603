package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.ctsr.engine.model.ModelException;

/**
 * The discriminator and how hard it pulls.
 *
 * <p>The adversarial gradient on the image is scaled to a chosen share of the other losses'
 * gradient there. The two differ by orders of magnitude, and differently as the discriminator
 * learns, so that a fixed weight is either nothing or everything; with a share, one number means
 * the same in every stage and for every discriminator (the idea is VQGAN's, arXiv 2012.09841,
 * section 3.1). The scale is a running average, so that a step in which the discriminator has
 * nothing to say stays quiet.
 */
final class Adversary implements AutoCloseable {
  private static final double MEMORY = 0.95;
  private static final double CLIP = 1.0;

  private final Learner discriminator;
  private final double pull;
  private final double learningRate;

  /** Single precision, as a checkpoint keeps it: a resumed run must go on with the same number. */
  private float scale;

  Adversary(Learner discriminator, TrainingConfig.Adversarial settings) {
    this.discriminator = discriminator;
    this.pull = settings.pull();
    this.learningRate = settings.learningRate();
  }

  /** The gradient to add, and the loss for the record. */
  record Pull(NDArray gradient, double loss) {}

  /**
   * @param image {@code (N, 3, H, W)}, a leaf or cut from its graph
   * @param others gradient of the other losses on the image
   */
  Pull pull(NDArray image, NDArray others) {
    Torch.record(true);
    NDArray leaf = Torch.leaf(image);
    NDArray loss = Losses.deceive(discriminator.network().forward(leaf));
    Torch.backward(loss);
    // The discriminator's own gradients of this pass are of no use.
    discriminator.clearGradients();
    Torch.record(false);
    NDArray gradient = Torch.requireGradient(leaf);
    double now = pull * length(others) / Math.max(length(gradient), 1e-20);
    scale = (float) (scale == 0 ? now : MEMORY * scale + (1 - MEMORY) * now);
    return new Pull(gradient.mul(Math.min(scale, now * 2)), loss.getFloat());
  }

  private static double length(NDArray array) {
    return Math.sqrt(array.square().sum().getFloat());
  }

  /**
   * One step of the discriminator.
   *
   * @return its loss; ln 4 when it cannot tell at all
   */
  double learn(NDArray real, NDArray fake) throws DivergenceException {
    Torch.record(true);
    long n = real.getShape().get(0);
    NDArray both = NDArrays.concat(new NDList(real, Torch.detached(fake)), 0);
    NDArray judged = discriminator.network().forward(both);
    NDArray loss = Losses.discriminate(judged.get(":" + n), judged.get(n + ":"));
    Torch.backward(loss);
    discriminator.step(learningRate, CLIP);
    return loss.getFloat();
  }

  void save(Map<String, NDArray> state) {
    discriminator.save(state);
    NDArray kept = discriminator.network().newManager().create(scale).reshape(new Shape(1));
    state.put("adversary.scale", kept);
  }

  void restore(Map<String, NDArray> state, int steps) throws ModelException {
    discriminator.restore(state, steps);
    scale = Tensors.require(state, "adversary.scale").getFloat(0);
  }

  @Override
  public void close() {
    discriminator.close();
  }
}
