package org.ctsr.engine.training;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Tries a network on one patch: one of another kind would fail hours later. */
final class NetworkCheck {
  /** Of a teacher's answer. */
  static final int IMAGE = 3;

  /** Of a student's: B0, B1 and B2. */
  static final int BASIS = 9;

  private NetworkCheck() {}

  /**
   * @param field of the configuration that names the network
   * @param channels it is to give
   * @param side of the patch, LR pixels
   * @return seconds it takes
   * @throws ConfigException if it gives anything else
   */
  static double seconds(TorchModule network, String field, int channels, int side)
      throws ConfigException {
    Torch.record(false);
    long big = (long) side * BatchArrays.SCALE;
    Shape wanted = new Shape(1, channels, big, big);
    try (NDManager manager = network.newManager()) {
      NDArray patch = manager.full(new Shape(1, 3, side, side), 0.5f);
      Shape given = network.forward(patch).getShape();
      if (!given.equals(wanted)) {
        throw new ConfigException(
            field
                + ": "
                + network.file()
                + ": gives "
                + given
                + " for a photo of "
                + side
                + " x "
                + side
                + " pixels, where "
                + wanted
                + " is needed");
      }
      // The first run prepares what the others find.
      long start = System.nanoTime();
      // Reading a value waits for the device.
      network.forward(patch).max().getFloat();
      return (System.nanoTime() - start) / 1e9;
    } catch (EngineException e) {
      throw new ConfigException(
          field
              + ": "
              + network.file()
              + ": does not take a photo of "
              + side
              + " x "
              + side
              + " pixels ("
              + e.getMessage()
              + ")",
          e);
    }
  }
}
