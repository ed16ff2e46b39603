package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.List;
import org.ctsr.engine.training.data.Batch;

/**
 * A batch on the device.
 *
 * @param small degraded photos {@code (N, 3, h, w)}
 * @param truth ground truth {@code (N, 3, 4h, 4w)}
 * @param sharp ground truth before softening
 * @param answers the teachers' images
 */
record BatchArrays(NDArray small, NDArray truth, NDArray sharp, List<NDArray> answers) {
  /** HR pixels a LR pixel. */
  static final int SCALE = 4;

  static BatchArrays of(Batch batch, NDManager manager) {
    int n = batch.count();
    int side = batch.side();
    Shape big = new Shape(n, 3, (long) SCALE * side, (long) SCALE * side);
    return new BatchArrays(
        manager.create(FloatBuffer.wrap(batch.small()), new Shape(n, 3, side, side)),
        manager.create(FloatBuffer.wrap(batch.truth()), big),
        manager.create(FloatBuffer.wrap(batch.sharp()), big),
        batch.answers().stream().map(a -> manager.create(FloatBuffer.wrap(a), big)).toList());
  }
}
