package org.ctsr.engine.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ctsr.engine.benchmark.PhotoBenchmark;
import org.ctsr.engine.benchmark.TileBenchmark;
import org.ctsr.engine.benchmark.ViewBenchmark;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.inference.OutOfDeviceMemoryException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the engine on this machine. */
@Command(
    name = "benchmark",
    description = {
      "Measures the engine on this machine: tiles against the bare network, a new realness on a view of 1600x1000"
          + " pixels, and a whole photo.",
      "Figures of one run have the same threads and load, so they can be compared with each other."
    })
final class BenchmarkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--tiles",
      paramLabel = "N",
      defaultValue = "3",
      description = "Measure N x N tiles; 0 leaves this part out (default: ${DEFAULT-VALUE}).")
  private int tiles;

  @Option(names = "--no-view", description = "Leave the view out.")
  private boolean noView;

  @Option(
      names = "--megapixels",
      paramLabel = "N",
      defaultValue = "6",
      description =
          "Size of the whole photo's result; 0 leaves this part out (default: ${DEFAULT-VALUE}).")
  private double megapixels;

  @Option(names = "--json", description = "Write one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (tiles < 0 || tiles > 32 || !(megapixels >= 0 && megapixels <= 2000)) {
      throw new ParameterException(
          spec.commandLine(), "--tiles is at most 32, --megapixels at most 2000");
    }
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
      throw new UserException(e.getMessage() + "; try a smaller --tile", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserException("interrupted", e);
    }
  }

  private static String text(Object value) {
    return value instanceof Double d ? String.format(Locale.ROOT, "%.4g", d) : value.toString();
  }

  private Map<String, Object> measure(ModelRunner runner)
      throws OutOfDeviceMemoryException, InterruptedException, IOException {
    int core = model.core(runner);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("model", runner.model().name());
    figures.put("device", runner.deviceName());
    figures.put("threads", model.threads());
    figures.put("core of a tile, pixels of the small photo", core);
    figures.put("halo, pixels of the small photo", runner.model().manifest().halo());
    if (tiles > 0) {
      TileBenchmark.Result result = TileBenchmark.run(runner, core, tiles);
      figures.put("tiles", result.tiles());
      figures.put("network alone, ms a tile", result.bareMillis());
      figures.put("through the engine, ms a tile", result.engineMillis());
      figures.put("throughput against the network alone, %", result.throughput());
      figures.put("enlarged megapixels a second", result.megapixelsPerSecond());
    }
    if (!noView) {
      ViewBenchmark.Result result = ViewBenchmark.run(runner, core);
      figures.put("new realness on 1600x1000, median ms", result.blendMedianMillis());
      figures.put("new realness on 1600x1000, 95th percentile ms", result.blendP95Millis());
      figures.put("filling 1600x1000 from tiles at 80 %, median ms", result.fillMillis());
      figures.put("network evaluations meanwhile", result.evaluations());
    }
    if (megapixels > 0) {
      PhotoBenchmark.Result result = PhotoBenchmark.run(runner, core, megapixels);
      figures.put("whole photo, megapixels", result.megapixels());
      figures.put("whole photo, s", result.seconds());
      figures.put("peak resident memory so far, MiB", result.peakResidentMegabytes());
    }
    return figures;
  }
}
