package org.ctsr.engine.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.Rectangle;

/** Basis images read straight from PyTorch's memory, without a copy. */
final class NativeBasisPlanes implements BasisPlanes {
  private final NDManager manager;
  private final FloatBuffer values;
  private final Rectangle keep;
  private final int planes;
  private final int planeWidth;
  private final int planeHeight;

  /**
   * @param manager owns {@code result} and is closed with this
   * @param result (1, 3, 6 or 9, h, w), float32, on the CPU
   * @param keep the part to expose, in pixels of the result
   */
  NativeBasisPlanes(NDManager manager, NDArray result, Rectangle keep) {
    Shape shape = result.getShape();
    this.manager = manager;
    this.values = result.toByteBuffer(true).asFloatBuffer();
    this.keep = keep;
    this.planes = (int) shape.get(1);
    this.planeHeight = (int) shape.get(2);
    this.planeWidth = (int) shape.get(3);
  }

  @Override
  public int width() {
    return keep.width();
  }

  @Override
  public int height() {
    return keep.height();
  }

  @Override
  public boolean hasDetail() {
    return planes > CHANNELS;
  }

  @Override
  public void row(int basis, int channel, int y, float[] target, int offset) {
    int plane = basis * CHANNELS + channel;
    if (plane >= planes) {
      java.util.Arrays.fill(target, offset, offset + keep.width(), 0f);
      return;
    }
    int index = (plane * planeHeight + keep.y() + y) * planeWidth + keep.x();
    values.get(index, target, offset, keep.width());
  }

  @Override
  public void close() {
    manager.close();
  }
}
