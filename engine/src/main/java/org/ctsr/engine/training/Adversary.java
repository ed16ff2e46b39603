package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.Map;
import org.ctsr.engine.model.ModelException;

/**
 * The discriminator and how hard it pulls.
 *
 * <p>Its weight is a constant. Scaling its gradient on the image to a share of the other losses'
 * runs away: its gradient is smooth, so the network follows it far better than the others' fine one
 * of the same length; the image drifts, the others' gradient grows, and the discriminator's with
 * it.
 *
 * <p>In a long training the discriminator at last finds something the student does not mend, a mesh
 * for instance; its loss falls, its gradient grows, and the student follows nothing else, which no
 * other loss shows. Three things are against that: it slows down with the student, which it would
 * outrun at the end otherwise; it rests while it is winning; and its gradient is never more than a
 * share of the others'. As a rule that is a twentieth to a seventh.
 */
final class Adversary implements AutoCloseable {
  private static final double CLIP = 1.0;

  /** While its loss is below this, it learns nothing; ln 4 is 1.39, and 1.2 to 1.4 the rule. */
  static final double WINNING = 1.0;

  /** Its gradient on the image is at most this share of the others', by length. */
  static final double MOST_SHARE = 0.25;

  /** Its steps in a row whose gradient may be useless before the run counts as diverged. */
  static final int MOST_LEFT_OUT = 2;

  private final Learner discriminator;
  private final TrainingConfig.Adversarial settings;
  private int leftOut;

  Adversary(Learner discriminator, TrainingConfig.Adversarial settings) {
    this.discriminator = discriminator;
    this.settings = settings;
  }

  /**
   * What to add to the gradient on an image.
   *
   * @param share its length as a share of the others', before it was held at {@link #MOST_SHARE}
   */
  record Pull(NDArray gradient, double loss, double share) {
    /** For the record. */
    void tell(Map<String, Double> losses) {
      losses.put("adversarial", loss);
      losses.put("adversarialShare", share);
    }
  }

  /**
   * @param image {@code (N, 3, H, W)}, a leaf or cut from its graph
   * @param others gradient of the other losses on it
   * @param step of the stage: at first the discriminator only learns
   */
  Pull pull(NDArray image, NDArray others, int step) {
    Torch.record(true);
    NDArray leaf = Torch.leaf(image);
    NDArray loss = Losses.deceive(discriminator.network().forward(leaf));
    Torch.backward(loss);
    // The discriminator's own gradients of this pass are of no use.
    discriminator.clearGradients();
    Torch.record(false);
    NDArray gradient = Torch.requireGradient(leaf);
    double weight = step < settings.after() ? 0 : settings.weight();
    double share = weight * length(gradient) / Math.max(length(others), 1e-20);
    double held = weight * Math.min(1, MOST_SHARE / Math.max(share, 1e-20));
    return new Pull(gradient.mul((float) held), loss.getFloat(), share);
  }

  private static double length(NDArray array) {
    return Math.sqrt(array.square().sum().getFloat());
  }

  /**
   * One step of the discriminator, unless it is winning anyhow. One whose gradient is useless is
   * left out: the student's, which comes before it, counts all the same.
   *
   * @param remaining share of its learning rate, in (0, 1]: what the student has left of its own
   * @param losses gains {@code discriminator}, ln 4 when it cannot tell at all, unless the step was
   *     left out as useless
   * @throws DivergenceException if several in a row were useless
   */
  void learn(NDArray real, NDArray fake, double remaining, Map<String, Double> losses)
      throws DivergenceException {
    Torch.record(true);
    long n = real.getShape().get(0);
    NDArray both = NDArrays.concat(new NDList(real, Torch.detached(fake)), 0);
    NDArray judged = discriminator.network().forward(both);
    NDArray loss = Losses.discriminate(judged.get(":" + n), judged.get(n + ":"));
    double value = loss.getFloat();
    if (value < WINNING) {
      Torch.record(false);
      losses.put("discriminator", value);
      return;
    }
    Torch.backward(loss);
    try {
      discriminator.step(remaining * settings.learningRate(), CLIP);
      leftOut = 0;
      losses.put("discriminator", value);
    } catch (UselessGradientException e) {
      leftOut++;
      if (leftOut > MOST_LEFT_OUT) {
        // Of another kind, as the student has taken its step.
        throw new DivergenceException("%s, %d steps in a row".formatted(e.getMessage(), leftOut));
      }
    }
  }

  void save(Map<String, NDArray> state) {
    discriminator.save(state);
  }

  void restore(Map<String, NDArray> state) throws ModelException {
    discriminator.restore(state);
  }

  @Override
  public void close() {
    discriminator.close();
  }
}
