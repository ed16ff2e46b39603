package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.function.UnaryOperator;
import org.ctsr.engine.training.data.Teacher;

/** A network whose answers go to the cache, as 8-bit images. */
final class NetworkTeacher implements Teacher {
  private final TorchModule network;
  private final String digest;
  private final UnaryOperator<NDArray> image;

  /**
   * @param image makes the image to keep from the network's output
   */
  NetworkTeacher(TorchModule network, String digest, UnaryOperator<NDArray> image) {
    this.network = network;
    this.digest = digest;
    this.image = image;
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public byte[] answer(byte[] small, int side) {
    Torch.record(false);
    try (NDManager manager = network.newManager()) {
      float[] values = new float[small.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (small[i] & 0xff) / 255f;
      }
      NDArray input = manager.create(FloatBuffer.wrap(values), new Shape(1, 3, side, side));
      NDArray output = image.apply(network.forward(input));
      float[] result = output.toFloatArray();
      byte[] bytes = new byte[result.length];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) Math.round(Math.min(1f, Math.max(0f, result[i])) * 255f);
      }
      return bytes;
    }
  }
}
