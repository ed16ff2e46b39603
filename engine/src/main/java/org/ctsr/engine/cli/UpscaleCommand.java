package org.ctsr.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.ctsr.engine.export.ExportOutcome;
import org.ctsr.engine.export.ExportTarget;
import org.ctsr.engine.export.OutputName;
import org.ctsr.engine.export.PhotoExporter;
import org.ctsr.engine.image.ConflictPolicy;
import org.ctsr.engine.image.OutputFormat;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.PhotoWriter;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.image.ResultTag;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.WriteSettings;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.inference.TileUpscaler;
import org.ctsr.engine.model.ModelPackage;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.render.RealnessMap;
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
          "A grey picture of the photo's shape: realness is its value (white 1, black 0) times -t (default: 1).")
  private @Nullable Path mask;

  @Option(
      names = {"-s", "--scale"},
      paramLabel = "N",
      description = "Enlargement, 1 to 4; fractions are allowed (default: the model's, 4).")
  private @Nullable Double scale;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "png, jpeg or tiff (default: as the photo if it can be written, else png).")
  private @Nullable OutputFormat format;

  @Option(
      names = {"-q", "--quality"},
      paramLabel = "N",
      defaultValue = "92",
      description = "JPEG quality, 1 to 100 (default: ${DEFAULT-VALUE}).")
  private int quality;

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

  @Option(names = "--json", description = "Write one JSON object a result, one a line.")
  private boolean json;

  @Option(
      names = {"--quiet"},
      description = "Print nothing but failures.")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    OutputName name = checkOptions();
    InputFiles.Found found = InputFiles.find(inputs, recursive);
    UpscaleReport report =
        new UpscaleReport(spec.commandLine().getOut(), spec.commandLine().getErr(), json, quiet);
    found.problems().forEach(problem -> report.failed(null, null, problem));
    if (found.inputs().isEmpty()) {
      return ExitCode.SOFTWARE;
    }
    if (output != null && !isFolder(output) && found.inputs().size() > 1) {
      throw misuse(
          "-o names one file, but there are " + found.inputs().size() + " photos; name a folder");
    }
    try (ModelRunner runner = model.load(report::notice);
        TileCache cache = new TileCache(0, null);
        TileScheduler scheduler = new TileScheduler(List.of(new TileUpscaler(runner)), cache)) {
      double factor = scale == null ? runner.model().manifest().scale() : scale;
      if (factor > runner.model().manifest().scale()) {
        throw misuse(
            "--scale can be at most "
                + runner.model().manifest().scale()
                + " with "
                + runner.model().name());
      }
      PhotoExporter exporter =
          new PhotoExporter(scheduler, runner.model().manifest(), model.core(runner));
      int number = 0;
      for (InputFiles.Input input : found.inputs()) {
        number++;
        report.begin(input.file(), number, found.inputs().size());
        upscale(input, runner.model(), name, factor, exporter, report);
      }
    }
    return report.anyFailed() ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private OutputName checkOptions() {
    model.check();
    for (Double value : realness) {
      if (!(value >= 0 && value <= 1)) {
        throw misuse("--realness must be between 0 and 1, not " + value);
      }
    }
    if (scale != null && !(scale >= 1 && scale <= 16)) {
      throw misuse("--scale must be between 1 and 4, not " + scale);
    }
    if (depth != null && depth != 8 && depth != 16) {
      throw misuse("--depth must be 8 or 16, not " + depth);
    }
    if (quality < 1 || quality > 100) {
      throw misuse("--quality must be between 1 and 100, not " + quality);
    }
    if (maxPixels != null && maxPixels < 1) {
      throw misuse("--max-pixels must be at least 1");
    }
    if (overwrite) {
      conflicts = ConflictPolicy.OVERWRITE;
    }
    if (output != null && !isFolder(output) && namePattern != null) {
      throw misuse("-o names a file, so --name has no use");
    }
    if (namePattern == null) {
      return OutputName.DEFAULT;
    }
    try {
      OutputName name = new OutputName(namePattern);
      if (realness.size() > 1 && !name.tellsRealness()) {
        throw misuse("--name needs {realness}, since there are several realness values");
      }
      return name;
    } catch (IllegalArgumentException e) {
      throw misuse("--name: " + e.getMessage());
    }
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /**
   * A path is meant as a folder if it is one, ends in a separator, or has no extension of a format
   * we write.
   */
  private static boolean isFolder(Path path) {
    return Files.isDirectory(path) || OutputFormat.of(path).isEmpty();
  }

  private void upscale(
      InputFiles.Input input,
      ModelPackage used,
      OutputName name,
      double factor,
      PhotoExporter exporter,
      UpscaleReport report) {
    try {
      ReadLimits limits =
          maxPixels == null ? ReadLimits.DEFAULT : ReadLimits.DEFAULT.withMaxPixels(maxPixels);
      RgbImage photo = PhotoReader.read(input.file(), limits, report::notice);
      List<ExportTarget> targets = targets(input, photo, used, name, factor);
      List<ExportTarget> possible = possible(photo, factor, targets, report);
      if (possible.isEmpty()) {
        return;
      }
      List<ExportOutcome> outcomes = exporter.export(photo, factor, possible, report.progress());
      for (int i = 0; i < outcomes.size(); i++) {
        report.done(possible.get(i), outcomes.get(i));
      }
    } catch (PhotoException e) {
      report.failed(input.file(), null, "" + e.getMessage());
    }
  }

  /** Drops targets that cannot be written, before the network spends minutes on them. */
  private static List<ExportTarget> possible(
      RgbImage photo, double factor, List<ExportTarget> targets, UpscaleReport report) {
    int width = PhotoExporter.enlarged(photo.width(), factor);
    int height = PhotoExporter.enlarged(photo.height(), factor);
    List<ExportTarget> possible = new ArrayList<>();
    for (ExportTarget target : targets) {
      try {
        if (PhotoWriter.check(
                width, height, photo.isGrey(), photo.hasAlpha(), target.settings(), target.file())
            .isPresent()) {
          possible.add(target);
        } else {
          report.done(
              target,
              new ExportOutcome(
                  target.file(), ExportOutcome.Status.SKIPPED, null, width, height, List.of()));
        }
      } catch (PhotoException e) {
        report.failed(target.settings().source(), target.file(), "" + e.getMessage());
      }
    }
    return possible;
  }

  private List<ExportTarget> targets(
      InputFiles.Input input, RgbImage photo, ModelPackage used, OutputName name, double factor)
      throws PhotoException {
    List<Double> values = realness;
    if (values.isEmpty()) {
      values = List.of(mask != null ? 1.0 : used.defaultRealness());
    }
    OutputFormat chosen = chooseFormat(input.file());
    int bits = depth == null ? photo.bitDepth() : depth;
    if (depth != null && depth == 16 && !chosen.keeps16Bit()) {
      throw new PhotoException(
          input.file(),
          chosen.title() + " cannot hold 16 bits a sample; choose --format png or tiff");
    }
    RealnessMap map = mask == null ? null : RealnessMasks.read(mask, photo, input.file());
    List<ExportTarget> targets = new ArrayList<>();
    for (double value : values) {
      Realness wanted = map == null ? Realness.of(value) : map.times((float) value);
      String label =
          (map == null ? "" : "mask") + (map == null || value != 1 ? OutputName.number(value) : "");
      WriteSettings settings =
          WriteSettings.of(chosen)
              .withBitDepthFor(bits)
              .withJpeg(quality, true, false)
              .withConflicts(conflicts)
              .withSource(input.file())
              .withTag(
                  new ResultTag(
                      "CTSR Studio " + Version.current(),
                      used.name(),
                      used.manifest().version(),
                      used.digest(),
                      map == null ? value : Double.NaN,
                      factor));
      targets.add(
          new ExportTarget(
              wanted, place(input, used, name, factor, label, chosen, values.size()), settings));
    }
    return targets;
  }

  private OutputFormat chooseFormat(Path photo) {
    if (output != null && !isFolder(output)) {
      return OutputFormat.of(output).orElse(OutputFormat.PNG);
    }
    return format != null ? format : OutputFormat.of(photo).orElse(OutputFormat.PNG);
  }

  private Path place(
      InputFiles.Input input,
      ModelPackage used,
      OutputName name,
      double factor,
      String label,
      OutputFormat chosen,
      int count) {
    if (output == null) {
      return input.file().resolveSibling(name.of(input.file(), factor, label, used.name(), chosen));
    }
    if (isFolder(output)) {
      Path below = output.resolve(input.relative());
      return below.resolveSibling(name.of(input.file(), factor, label, used.name(), chosen));
    }
    if (count == 1) {
      return output;
    }
    return output.resolveSibling(
        OutputName.baseName(output)
            + "_"
            + label
            + output.toString().substring(output.toString().lastIndexOf('.')));
  }
}
