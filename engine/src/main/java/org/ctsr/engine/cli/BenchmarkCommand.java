package org.ctsr.engine.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.inference.OutOfDeviceMemoryException;
import org.ctsr.engine.inference.TileUpscaler;
import org.ctsr.engine.render.RenderPlan;
import org.ctsr.engine.render.TileListener;
import org.ctsr.engine.render.TileScheduler;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.tile.Tile;
import org.ctsr.engine.tile.TileCache;
import org.ctsr.engine.tile.TileGrid;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the engine on this machine. */
@Command(
    name = "benchmark",
    description = {
      "Measures the engine on this machine.",
      "Everything is measured in one run with the same threads, so the figures can be compared with each other."
    })
final class BenchmarkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--tiles",
      paramLabel = "N",
      defaultValue = "4",
      description = "Tiles in a row and in a column of the test photo (default: ${DEFAULT-VALUE}).")
  private int tiles;

  @Option(names = "--json", description = "Write one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    try (ModelRunner runner = model.load(line -> spec.commandLine().getErr().println(line))) {
      Map<String, Object> figures = measure(runner);
      if (json) {
        spec.commandLine().getOut().println(new ObjectMapper().writeValueAsString(figures));
      } else {
        figures.forEach(
            (name, value) -> spec.commandLine().getOut().printf("%-44s %s%n", name, text(value)));
      }
      return ExitCode.OK;
    } catch (OutOfDeviceMemoryException e) {
      throw new UserException("" + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserException("interrupted", e);
    }
  }

  private static String text(Object value) {
    return value instanceof Double d ? String.format(Locale.ROOT, "%.4g", d) : value.toString();
  }

  private Map<String, Object> measure(ModelRunner runner)
      throws OutOfDeviceMemoryException, InterruptedException {
    int core = model.core(runner);
    int halo = runner.model().manifest().halo();
    RgbImage photo = noise(core * tiles, core * tiles);
    TileGrid grid = new TileGrid(photo.width(), photo.height(), core, halo);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("model", runner.model().name());
    figures.put("device", runner.deviceName());
    figures.put("threads", model.threads());
    figures.put("core of a tile, LR pixels", core);
    figures.put("halo, LR pixels", halo);

    TileUpscaler upscaler = new TileUpscaler(runner);
    Tile warmUp = grid.tile(0, 0);
    upscaler.upscale(photo, warmUp).close();

    // Bare forwards and scheduled tiles take turns, so that other load on the machine meets both
    // alike.
    List<Double> bare = new ArrayList<>();
    List<Double> whole = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      bare.add(bareForwards(runner, photo, grid));
      whole.add(scheduled(upscaler, photo, grid));
    }
    double bareSeconds = median(bare);
    double wholeSeconds = median(whole);
    figures.put("tiles", grid.size());
    figures.put("network alone, ms a tile", 1000 * bareSeconds / grid.size());
    figures.put(
        "through scheduler, pyramid and cache, ms a tile", 1000 * wholeSeconds / grid.size());
    figures.put("throughput against the network alone, %", 100 * bareSeconds / wholeSeconds);
    figures.put(
        "output megapixels a second",
        photo.pixels() * Math.pow(runner.model().manifest().scale(), 2) / 1e6 / wholeSeconds);
    return figures;
  }

  /** The same inputs through the network, one after the other, results discarded. */
  private static double bareForwards(ModelRunner runner, RgbImage photo, TileGrid grid)
      throws OutOfDeviceMemoryException {
    List<float[]> inputs = new ArrayList<>();
    for (Tile tile : grid.tiles()) {
      Rectangle input = tile.input();
      float[] pixels = new float[3 * input.width() * input.height()];
      for (int channel = 0; channel < 3; channel++) {
        photo.readRegion(
            channel,
            input.x(),
            input.y(),
            input.width(),
            input.height(),
            pixels,
            channel * input.width() * input.height(),
            input.width());
      }
      inputs.add(pixels);
    }
    long start = System.nanoTime();
    int next = 0;
    for (Tile tile : grid.tiles()) {
      Rectangle input = tile.input();
      try (BasisPlanes planes =
          runner.run(
              inputs.get(next),
              input.width(),
              input.height(),
              new Rectangle(0, 0, input.width(), input.height()))) {
        next += planes.width() > 0 ? 1 : 0;
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static double scheduled(TileUpscaler upscaler, RgbImage photo, TileGrid grid)
      throws InterruptedException {
    CountDownLatch left = new CountDownLatch(grid.size());
    List<Exception> failures = new ArrayList<>();
    try (TileCache cache = new TileCache(Runtime.getRuntime().maxMemory() / 4, null);
        TileScheduler scheduler = new TileScheduler(List.of(upscaler), cache)) {
      scheduler.addListener(
          new TileListener() {
            @Override
            public void tileReady(RenderPlan plan, Tile tile) {
              left.countDown();
            }

            @Override
            public void tileFailed(RenderPlan plan, Tile tile, Exception reason) {
              synchronized (failures) {
                failures.add(reason);
              }
              left.countDown();
            }
          });
      long start = System.nanoTime();
      Rectangle all = new Rectangle(0, 0, photo.width(), photo.height());
      scheduler.show(RenderPlan.around(photo, grid, "benchmark", "any", all, true));
      left.await();
      if (!failures.isEmpty()) {
        throw new UserException("a tile failed: " + failures.get(0).getMessage(), failures.get(0));
      }
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static RgbImage noise(int width, int height) {
    Random random = new Random(1);
    SamplePlane[] planes = new SamplePlane[3];
    Arrays.setAll(
        planes,
        channel -> {
          byte[] samples = new byte[width * height];
          random.nextBytes(samples);
          return SamplePlane.of(samples);
        });
    return RgbImage.rgb(width, height, planes[0], planes[1], planes[2], null, Metadata.NONE);
  }
}
