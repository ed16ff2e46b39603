package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

/**
 * The basis images of one batch, cut from the student's graph. Losses are taken of images {@code
 * S(x, t)} made from them; as S is linear in the basis, each image's gradient is handed back by its
 * weights, and the student's backward pass runs once for all of them.
 *
 * <p>Images at {@code t > 0} hand nothing back to B0: the faithful end obeys faithful losses alone,
 * so that no realistic or adversarial loss can cost it PSNR.
 */
final class BasisImages {
  private final NDArray output;
  private final NDArray[] basis = new NDArray[3];
  private final NDArray[] gradients = new NDArray[3];

  /**
   * @param output of the student, recorded, {@code (N, 9, H, W)}
   */
  BasisImages(NDArray output) {
    this.output = output;
    NDArray values = Torch.detached(output);
    for (int i = 0; i < basis.length; i++) {
      basis[i] = values.get(":, " + 3 * i + ":" + 3 * (i + 1));
      gradients[i] = basis[i].zerosLike();
    }
  }

  /** B0 as a leaf. */
  NDArray faithful() {
    return Torch.leaf(basis[0]);
  }

  /** B1 as a leaf. */
  NDArray change() {
    return Torch.leaf(basis[1]);
  }

  /** B2 as a leaf. */
  NDArray bend() {
    return Torch.leaf(basis[2]);
  }

  /** {@code S(x, t)} as a leaf; {@code t} has one value for each photo, {@code (N, 1, 1, 1)}. */
  NDArray image(NDArray t) {
    return Torch.leaf(Losses.at(basis[0], basis[1], basis[2], t));
  }

  /** {@code dS/dt = B1 + (1 - 2t) B2} as a leaf. */
  NDArray velocity(NDArray t) {
    return Torch.leaf(Losses.slope(basis[1], basis[2], t));
  }

  /** Adds a gradient at {@link #faithful}. */
  void pullFaithful(NDArray gradient) {
    gradients[0].addi(gradient);
  }

  /** Adds a gradient at {@link #change}. */
  void pullChange(NDArray gradient) {
    gradients[1].addi(gradient);
  }

  /** Adds a gradient at {@link #bend}. */
  void pullBend(NDArray gradient) {
    gradients[2].addi(gradient);
  }

  /** Adds a gradient at {@link #image}. */
  void pullImage(NDArray t, NDArray gradient) {
    gradients[1].addi(t.mul(gradient));
    gradients[2].addi(Losses.curve(t).mul(gradient));
  }

  /** Adds a gradient at {@link #velocity}. */
  void pullVelocity(NDArray t, NDArray gradient) {
    gradients[1].addi(gradient);
    gradients[2].addi(t.mul(-2).add(1).mul(gradient));
  }

  /** Runs the student's backward pass from all gradients added. */
  void backward() {
    Torch.record(false);
    NDArray gradient = NDArrays.concat(new NDList(gradients[0], gradients[1], gradients[2]), 1);
    Torch.record(true);
    Torch.backward(output, gradient);
  }
}
