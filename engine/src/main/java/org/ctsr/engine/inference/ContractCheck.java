package org.ctsr.engine.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.ctsr.engine.inference.ContractReport.Finding;
import org.ctsr.engine.inference.ContractReport.Outcome;
import org.ctsr.engine.inference.ContractReport.Topic;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.ModelManifest;
import org.ctsr.engine.model.ModelPackage;
import org.ctsr.engine.model.PackageCheck;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.Rectangle;

/** Runs a package on small pictures to see whether it keeps the contract of {@code model.json}. */
public final class ContractCheck implements PackageCheck {
  /** Sides of a picture that is neither square nor a multiple of anything, LR pixels. */
  private static final int ODD_WIDTH = 37;

  private static final int ODD_HEIGHT = 53;
  private static final int CORE = 32;

  /** Largest difference of tiles to the whole that nobody sees, and that anybody would. */
  private static final double GOOD_HALO = 1.0 / 255;

  private static final double BAD_HALO = 8.0 / 255;

  /** A halo beyond this is not measured: the picture would take minutes on a CPU. */
  private static final int LARGEST_MEASURED_HALO = 96;

  /** How far the result, reduced again, may lie from the photo on average. */
  private static final double RECOGNISABLE = 0.15;

  private final DeviceChoice device;
  private final int threads;
  private final Consumer<String> notice;

  /**
   * @param notice receives sentences for the user, such as that PyTorch is unpacked
   */
  public ContractCheck(DeviceChoice device, int threads, Consumer<String> notice) {
    this.device = device;
    this.threads = threads;
    this.notice = notice;
  }

  @Override
  public void check(ModelPackage model) throws ModelException {
    for (Finding finding : examine(model).findings()) {
      if (finding.outcome() == Outcome.BROKEN) {
        throw new ModelException(model.name() + ": " + finding.sentence());
      }
    }
  }

  /**
   * Looks at everything.
   *
   * @throws ModelException if the package cannot be loaded at all
   */
  public ContractReport examine(ModelPackage model) throws ModelException {
    List<Finding> findings = new ArrayList<>();
    try (ModelRunner runner = ModelRunner.load(model, device, threads, notice)) {
      ModelManifest manifest = model.manifest();
      int smallest = Math.max(1, manifest.minimumSize());
      int width = Math.max(smallest, ODD_WIDTH);
      int height = Math.max(smallest, ODD_HEIGHT);
      run(runner, TestPicture.of(smallest, smallest));
      float[][] first = run(runner, TestPicture.of(width, height));
      findings.add(
          good(
              Topic.SHAPE,
              "gives the promised %d times the size, down to %d pixels",
              manifest.scale(),
              smallest));
      boolean finite = isFinite(first);
      findings.add(
          finite
              ? good(Topic.FINITE, "gives finite values")
              : broken(Topic.FINITE, "gives values that are not finite numbers"));
      if (finite) {
        findings.add(repeatable(first, run(runner, TestPicture.of(width, height))));
        findings.add(range(first, width, height, manifest.scale()));
        findings.add(halo(runner));
      }
    } catch (OutOfDeviceMemoryException e) {
      findings.add(
          broken(Topic.SHAPE, "needs more memory than there is, even for a small picture"));
    } catch (ai.djl.engine.EngineException e) {
      findings.add(broken(Topic.SHAPE, "cannot be run: %s", TorchNetwork.firstLine(e)));
    }
    return new ContractReport(List.copyOf(findings));
  }

  private static Finding good(Topic topic, String format, Object... values) {
    return new Finding(topic, Outcome.GOOD, String.format(Locale.ROOT, format, values));
  }

  private static Finding broken(Topic topic, String format, Object... values) {
    return new Finding(topic, Outcome.BROKEN, String.format(Locale.ROOT, format, values));
  }

  private static float[][] run(ModelRunner runner, TestPicture picture)
      throws OutOfDeviceMemoryException {
    Rectangle all = new Rectangle(0, 0, picture.width(), picture.height());
    return planes(runner, picture, all);
  }

  private static boolean isFinite(float[][] planes) {
    for (float[] plane : planes) {
      for (float value : plane) {
        if (!Float.isFinite(value)) {
          return false;
        }
      }
    }
    return true;
  }

  private static Finding repeatable(float[][] first, float[][] second) {
    double difference = difference(first, second);
    return difference <= GOOD_HALO
        ? good(Topic.REPEATABLE, "gives the same result each time")
        : broken(
            Topic.REPEATABLE,
            "gives another result each time (by up to %.1f/255): it draws random numbers, which"
                + " tiles cannot be made with; fix its seed or noise",
            255 * difference);
  }

  private static double difference(float[][] a, float[][] b) {
    double worst = 0;
    for (int plane = 0; plane < a.length; plane++) {
      for (int i = 0; i < a[plane].length; i++) {
        worst = Math.max(worst, Math.abs(a[plane][i] - b[plane][i]));
      }
    }
    return worst;
  }

  private static Finding range(float[][] planes, int width, int height, int scale) {
    TestPicture picture = TestPicture.of(width, height);
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double mean = 0;
          for (int j = 0; j < scale; j++) {
            for (int i = 0; i < scale; i++) {
              mean += planes[c][(y * scale + j) * width * scale + x * scale + i];
            }
          }
          sum += Math.abs(mean / (scale * scale) - picture.values()[(c * height + y) * width + x]);
        }
      }
    }
    double error = sum / (3.0 * width * height);
    return error <= RECOGNISABLE
        ? good(Topic.RANGE, "shows what the photo shows, with values in [0, 1]")
        : new Finding(
            Topic.RANGE,
            error > 1 ? Outcome.BROKEN : Outcome.DOUBTFUL,
            String.format(
                Locale.ROOT,
                "its result, reduced again, differs from the photo by %.2f on average; input and"
                    + " output must be sRGB in [0, 1], not [-1, 1] or [0, 255]",
                error));
  }

  private static Finding halo(ModelRunner runner) throws OutOfDeviceMemoryException {
    int halo = runner.manifest().halo();
    if (halo > LARGEST_MEASURED_HALO) {
      return good(Topic.HALO, "its halo of %d pixels was not measured: it is large", halo);
    }
    double worst = haloError(runner, halo);
    if (worst <= GOOD_HALO) {
      return good(Topic.HALO, "tiles with %d pixels of halo give the whole photo's result", halo);
    }
    return new Finding(
        Topic.HALO,
        worst <= BAD_HALO ? Outcome.DOUBTFUL : Outcome.BROKEN,
        String.format(
            Locale.ROOT,
            "tiles with %d pixels of halo differ from the whole photo by up to %.1f/255; seams"
                + " would show. Give it a wider halo",
            halo,
            255 * worst));
  }

  /**
   * Largest difference of a tile of {@value #CORE} pixels to the same pixels of a larger picture.
   *
   * @param halo around the tile, LR pixels
   */
  static double haloError(BlockNetwork network, int halo) throws OutOfDeviceMemoryException {
    int minimum = network.manifest().minimumSize();
    int tile = Math.max(CORE + 2 * halo, minimum);
    int around = Math.max(16, halo);
    TestPicture whole = TestPicture.of(tile + 2 * around, tile + 2 * around);
    TestPicture part = whole.part(around, around, tile, tile);
    Rectangle core = new Rectangle(halo, halo, CORE, CORE);
    float[][] expected =
        planes(network, whole, new Rectangle(around + halo, around + halo, CORE, CORE));
    return difference(expected, planes(network, part, core));
  }

  private static float[][] planes(BlockNetwork network, TestPicture picture, Rectangle keep)
      throws OutOfDeviceMemoryException {
    try (BasisPlanes planes =
        network.run(picture.values(), picture.width(), picture.height(), keep)) {
      int count = planes.hasDetail() ? BasisPlanes.BASES * BasisPlanes.CHANNELS : 3;
      float[][] copy = new float[count][planes.width() * planes.height()];
      for (int plane = 0; plane < count; plane++) {
        for (int y = 0; y < planes.height(); y++) {
          planes.row(plane / 3, plane % 3, y, copy[plane], y * planes.width());
        }
      }
      return copy;
    }
  }
}
