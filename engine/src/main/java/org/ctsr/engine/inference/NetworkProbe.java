package org.ctsr.engine.inference;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.TorchScriptPrecision;
import org.jspecify.annotations.Nullable;

/** Finds out what a bare TorchScript file is by running it on small pictures. */
public final class NetworkProbe {
  private static final int[] SIZES = {1, 2, 3, 4, 5, 8, 16, 32, 64};
  private static final int[] HALOS = {4, 8, 12, 16, 24, 32, 48, 64};
  private static final int CORE = 32;
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;
  private static final double INVISIBLE = 1.0 / 255;

  private NetworkProbe() {}

  /**
   * Looks at a file.
   *
   * @param notice receives sentences for the user, such as that PyTorch is unpacked
   * @throws ModelException if it is no TorchScript network, or none that enlarges photos
   */
  public static NetworkFacts examine(
      Path file, DeviceChoice choice, int threads, Consumer<String> notice) throws ModelException {
    if (!Files.isRegularFile(file)) {
      throw new ModelException(file + ": there is no such file");
    }
    try {
      TorchRuntime.start(threads, notice);
    } catch (EngineException e) {
      throw new ModelException("PyTorch cannot be started here: " + e.getMessage(), e);
    }
    Device device = choice.resolve(TorchRuntime.cudaDevices(), notice);
    try (TorchNetwork network = TorchNetwork.load(file, device)) {
      Shape shape = shape(file, network);
      int channels = (int) shape.get(1);
      int scale = (int) (shape.get(2) / HEIGHT);
      return new NetworkFacts(
          channels,
          scale,
          minimumSize(network, scale),
          halo(network, scale),
          precision(file),
          Files.size(file),
          seconds(network, scale));
    } catch (EngineException e) {
      throw new ModelException(
          file + ": cannot be run on a photo (" + TorchNetwork.firstLine(e) + ")", e);
    } catch (IOException e) {
      throw e instanceof ModelException known
          ? known
          : new ModelException(file + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static Shape shape(Path file, TorchNetwork network) throws ModelException {
    try (NDManager manager = network.newManager()) {
      Shape shape = run(network, manager, TestPicture.of(WIDTH, HEIGHT)).getShape();
      boolean fits =
          shape.dimension() == 4
              && shape.get(0) == 1
              && (shape.get(1) == 3 || shape.get(1) == 9)
              && shape.get(2) % HEIGHT == 0
              && shape.get(2) >= HEIGHT
              && shape.get(2) / HEIGHT * WIDTH == shape.get(3);
      if (!fits) {
        throw new ModelException(
            file
                + ": gives "
                + shape
                + " for a photo of (1, 3, "
                + HEIGHT
                + ", "
                + WIDTH
                + "); wanted is an image (1, 3, s h, s w) or three basis images (1, 9, s h, s w)");
      }
      return shape;
    }
  }

  private static NDArray run(TorchNetwork network, NDManager manager, TestPicture picture) {
    return network.forward(
        manager.create(picture.values(), new Shape(1, 3, picture.height(), picture.width())));
  }

  private static int minimumSize(TorchNetwork network, int scale) throws ModelException {
    for (int size : SIZES) {
      try (NDManager manager = network.newManager()) {
        Shape shape = run(network, manager, TestPicture.of(size, size)).getShape();
        if (shape.get(2) == (long) size * scale && shape.get(3) == (long) size * scale) {
          return size;
        }
      } catch (EngineException e) {
        // Too small for its filters: the next size tells.
        continue;
      }
    }
    throw new ModelException("the network accepts no picture of up to 64 pixels a side");
  }

  private static int halo(TorchNetwork network, int scale) {
    int largest = HALOS[HALOS.length - 1];
    TestPicture whole = TestPicture.of(CORE + 2 * largest, CORE + 2 * largest);
    float[] expected = core(network, whole, largest, scale);
    for (int halo : HALOS) {
      int side = CORE + 2 * halo;
      TestPicture part = whole.part(largest - halo, largest - halo, side, side);
      float[] found = core(network, part, halo, scale);
      double worst = 0;
      for (int i = 0; i < found.length; i++) {
        worst = Math.max(worst, Math.abs(found[i] - expected[i]));
      }
      // At the largest the two are the same picture, which shows nothing.
      if (worst <= INVISIBLE && halo < largest) {
        return halo;
      }
    }
    return -1;
  }

  private static float[] core(TorchNetwork network, TestPicture picture, int halo, int scale) {
    try (NDManager manager = network.newManager()) {
      NDArray whole = run(network, manager, picture);
      int from = halo * scale;
      int to = (halo + CORE) * scale;
      return whole.get(":, :, " + from + ":" + to + ", " + from + ":" + to).toFloatArray();
    }
  }

  private static @Nullable String precision(Path file) {
    try {
      return TorchScriptPrecision.of(file).label();
    } catch (ModelException e) {
      return null;
    }
  }

  private static double seconds(TorchNetwork network, int scale) {
    try (NDManager manager = network.newManager()) {
      long start = System.nanoTime();
      float[] result = run(network, manager, TestPicture.of(WIDTH, HEIGHT)).toFloatArray();
      double seconds = (System.nanoTime() - start) / 1e9;
      return result.length == 0 ? 0 : seconds * 1e6 / ((double) WIDTH * HEIGHT * scale * scale);
    }
  }
}
