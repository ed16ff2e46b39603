package org.ctsr.engine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ctsr.engine.export.ExportModel;
import org.ctsr.engine.export.ExportPlanner;
import org.ctsr.engine.export.ExportQueue;
import org.ctsr.engine.export.ExportSettings;
import org.ctsr.engine.export.OutputName;
import org.ctsr.engine.export.PhotoExporter;
import org.ctsr.engine.image.ConflictPolicy;
import org.ctsr.engine.image.OutputFormat;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.PhotoHeader;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.inference.SafeExit;
import org.ctsr.engine.inference.TileUpscaler;
import org.ctsr.engine.model.ModelPackage;
import org.ctsr.engine.render.TileScheduler;
import org.ctsr.engine.tile.TileCache;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Enlarges photos. */
@Command(
    name = "upscale",
    description = {
      "Enlarges photos.",
      "",
      "Each result goes beside its photo, or where -o says, under a name that tells scale and realness. An existing file"
          + " is never replaced unless you ask for it, and a file appears whole or not at all."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ctsr upscale holiday.jpg",
      "  ctsr upscale holiday.jpg -t 0,0.5,1 -o out/        three results, one pass of the network",
      "  ctsr upscale scans/ --recursive -s 2 -o large/     a folder, twice as large",
      "  ctsr upscale face.png --realness-mask mask.png     white is realistic, black is faithful"
    })
final class UpscaleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model = new ModelOptions();
  @Mixin private JpegOptions jpeg = new JpegOptions();

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description = "Photos, folders, or quoted patterns such as 'trip/*.jpg'.")
  private List<String> inputs = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE|DIR",
      description = "A folder for the results (made if missing), or the file for a single result.")
  private @Nullable Path output;

  @Option(
      names = {"-t", "--realness"},
      paramLabel = "T",
      split = ",",
      description =
          "0 (faithful) to 1 (realistic); several values, as in 0,0.5,1, cost one pass of the network (default: the model's).")
  private List<Double> realness = List.of();

  @Option(
      names = "--realness-mask",
      paramLabel = "GREY",
      description =
          "A grey picture of the photo's shape, at any size: realness is its value (white 1, black 0) times -t (default:"
              + " 1). The window saves such masks.")
  private @Nullable Path mask;

  @Option(
      names = {"-s", "--scale"},
      paramLabel = "N",
      description =
          "Enlargement, 1 up to the model's scale; fractions are allowed (default: the model's).")
  private @Nullable Double scale;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "png, jpeg or tiff (default: as the photo if it can be written, else png).")
  private @Nullable OutputFormat format;

  @Option(
      names = "--depth",
      paramLabel = "BITS",
      description = "8 or 16 bits a sample (default: as the photo).")
  private @Nullable Integer depth;

  @Option(
      names = "--name",
      paramLabel = "PATTERN",
      description =
          "Names of results: {name}, {scale}, {realness}, {model} (default: {name}_{scale}x_{realness}).")
  private @Nullable String namePattern;

  @Option(
      names = "--if-exists",
      paramLabel = "WHAT",
      defaultValue = "fail",
      description =
          "If a result exists: fail, unique (another name), skip or overwrite (default: ${DEFAULT-VALUE}).")
  private ConflictPolicy conflicts = ConflictPolicy.FAIL;

  @Option(names = "--overwrite", description = "Short for --if-exists overwrite.")
  private boolean overwrite;

  @Option(
      names = {"-r", "--recursive"},
      description = "Look into folders below a folder, and keep their structure.")
  private boolean recursive;

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      description = "Refuse photos of more pixels than this (default: 500 million).")
  private @Nullable Long maxPixels;

  @Option(
      names = "--max-seconds",
      paramLabel = "N",
      description =
          "Give up a photo that takes longer than this to read, and 2 s a megapixel (default: 60).")
  private @Nullable Integer maxSeconds;

  @Option(
      names = "--srgb",
      description = "Convert colours to sRGB (default: keep the photo's colour profile).")
  private boolean srgb;

  @Option(names = "--json", description = "Write one JSON object a result, one a line.")
  private boolean json;

  @Option(names = "--quiet", description = "Print nothing but failures.")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    ExportSettings settings = settings();
    InputFiles.Found found = InputFiles.find(inputs, recursive);
    int count = found.inputs().size();
    UpscaleReport report =
        new UpscaleReport(
            spec.commandLine().getOut(), spec.commandLine().getErr(), json, quiet, count);
    found.problems().forEach(report::problem);
    jpeg.ignoredFor(chosenFormat(settings)).forEach(report::notice);
    if (count == 0) {
      return ExitCode.SOFTWARE;
    }
    if (!settings.writesToFolder() && count > 1) {
      throw misuse("-o names one file, but there are " + count + " photos; name a folder");
    }
    try (ModelRunner runner = model.load(report::notice);
        TileCache cache = new TileCache(0, null);
        TileScheduler scheduler = new TileScheduler(List.of(new TileUpscaler(runner)), cache)) {
      if (scale != null && scale > runner.manifest().scale()) {
        throw misuse(
            "scale can be at most " + runner.manifest().scale() + " with " + runner.model().name());
      }
      ExportSettings meant = meant(settings, runner.model(), report);
      PhotoExporter exporter = new PhotoExporter(scheduler, runner.manifest(), model.core(runner));
      ExportPlanner planner = new ExportPlanner(runner.model(), "CTSR Studio " + Version.current());
      ExportModel only = new ExportModel(exporter, planner);
      ExportQueue queue = new ExportQueue(name -> only);
      // On Ctrl-C: nothing half-written, and no temporary file, is left behind.
      try (queue;
          var stopping = SafeExit.before(queue::close)) {
        queue.addListener(report::task);
        // Before the first result is written, the queue must know of every photo.
        queue.pause();
        Map<Long, Path> photos = new LinkedHashMap<>();
        for (InputFiles.Input input : found.inputs()) {
          photos.put(queue.add(input.file(), input.relative(), meant), input.file());
        }
        queue.resume();
        if (report.wantsEstimate()) {
          photos.forEach((id, file) -> report.expect(id, pixels(file, meant.limits())));
        }
        queue.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserException("interrupted", e);
    }
    return report.anyFailed() ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private static long pixels(Path photo, ReadLimits limits) {
    try {
      PhotoHeader header = PhotoReader.probe(photo, limits);
      return (long) header.width() * header.height();
    } catch (PhotoException e) {
      // It is reported when its turn comes.
      return 0;
    }
  }

  /** Null if each result is of its photo's format. */
  private static @Nullable OutputFormat chosenFormat(ExportSettings settings) {
    Path file = settings.output();
    return file == null || settings.writesToFolder()
        ? settings.format()
        : OutputFormat.of(file).orElse(null);
  }

  /** Said once, and not of each photo. */
  private static ExportSettings meant(
      ExportSettings settings, ModelPackage model, UpscaleReport report) {
    if (model.manifest().hasSlider()) {
      return settings;
    }
    report.leaveOutRealness();
    if (!settings.realness().isEmpty()) {
      report.notice(model.name() + " has no slider; -t is ignored");
    }
    if (settings.mask() != null) {
      report.notice(model.name() + " has no slider; --realness-mask is ignored");
    }
    return settings.withoutRealness();
  }

  private ExportSettings settings() {
    model.check();
    try {
      return new ExportSettings(
          null,
          realness,
          mask,
          scale,
          format,
          jpeg.settings(),
          depth,
          namePattern == null ? OutputName.DEFAULT : new OutputName(namePattern),
          output,
          overwrite ? ConflictPolicy.OVERWRITE : conflicts,
          srgb,
          limits());
    } catch (IllegalArgumentException e) {
      throw misuse("" + e.getMessage());
    }
  }

  private ReadLimits limits() {
    ReadLimits limits = ReadLimits.DEFAULT;
    if (maxPixels != null) {
      require(maxPixels >= 1, "max-pixels must be at least 1");
      limits = limits.withMaxPixels(maxPixels);
    }
    if (maxSeconds != null) {
      require(maxSeconds >= 1, "max-seconds must be at least 1");
      limits = limits.withTime(Duration.ofSeconds(maxSeconds));
    }
    return limits;
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw misuse(message);
    }
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
