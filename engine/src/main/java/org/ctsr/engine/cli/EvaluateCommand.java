package org.ctsr.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.metric.Bicubic;
import org.ctsr.engine.metric.FeatureNetwork;
import org.ctsr.engine.metric.MeasuredImage;
import org.ctsr.engine.metric.MetricException;
import org.ctsr.engine.metric.Niqe;
import org.ctsr.engine.metric.NiqeModel;
import org.ctsr.engine.metric.QualityMeter;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.ModelLibrary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures models, baselines and stored results against the truth. */
@Command(
    name = "evaluate",
    description = {
      "Measures models against photos whose large original is known.",
      "",
      "Photos are paired by name (a size such as x4 at the end of a name does not count). Each"
          + " model runs once a photo, for all values of -t. PSNR and SSIM: luma of BT.601 (16 to"
          + " 235) of results rounded to 8 bits, without --crop pixels on each side. NIQE and"
          + " feature distance: the whole picture."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ctsr evaluate --lr val/lr --hr val/hr",
      "  ctsr evaluate --lr val/lr --hr val/hr -m ctsr-compact-x4 -m teacher-blend-x4 --bicubic \\",
      "      --results OSEDiff=val/osediff --niqe niqe.json --features features.pt -o figures/",
      "  ctsr evaluate --niqe-fit photos/ --niqe niqe.json     only fits NIQE to good photos"
    })
final class EvaluateCommand implements Callable<Integer> {
  private static final String FITTED_FILE = "niqe.json";
  private static final String BICUBIC = "bicubic";

  @Spec private CommandSpec spec;
  @Mixin private DeviceOptions device = new DeviceOptions();

  @Option(names = "--lr", paramLabel = "DIR", description = "Folder of the small photos.")
  private @Nullable Path lr;

  @Option(names = "--hr", paramLabel = "DIR", description = "Folder of the large originals.")
  private @Nullable Path hr;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description =
          "A model to measure, by name or folder; may be repeated (default: "
              + ModelLibrary.DEFAULT_MODEL
              + ", if nothing else is asked for).")
  private List<String> models = List.of();

  @Option(
      names = {"-t", "--realness"},
      paramLabel = "T",
      defaultValue = "0:1:0.1",
      converter = RealnessValues.Converter.class,
      description = "Values and ranges first:last:step, as in 0,0.5,1 (default: ${DEFAULT-VALUE}).")
  private RealnessValues realness = new RealnessValues(List.of());

  @Option(names = "--bicubic", description = "Measure bicubic enlargement too.")
  private boolean bicubic;

  @Option(
      names = "--results",
      paramLabel = "NAME=DIR",
      converter = StoredResults.Converter.class,
      description = "Measure stored results too; may be repeated.")
  private List<StoredResults> results = List.of();

  @Option(
      names = "--niqe",
      paramLabel = "FILE",
      description =
          "Parameters of NIQE: a file of --niqe-fit, or a NumPy .npz with mu_pris_param and"
              + " cov_pris_param.")
  private @Nullable Path niqeFile;

  @Option(
      names = "--niqe-fit",
      paramLabel = "DIR",
      description =
          "Fit NIQE to the sharp parts of these photos, write it to --niqe (or -o DIR/"
              + FITTED_FILE
              + ") and use it.")
  private @Nullable Path pristine;

  @Option(
      names = "--features",
      paramLabel = "FILE",
      description =
          "A TorchScript network of feature maps, for the feature distance (see"
              + " models/networks/export_features.py).")
  private @Nullable Path featureFile;

  @Option(
      names = "--crop",
      paramLabel = "N",
      description =
          "Pixels to leave out on each side for PSNR and SSIM (default: ${DEFAULT-VALUE}).")
  private int border = QualityMeter.DEFAULT_BORDER;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description =
          "A folder for per-image.csv, summary.csv and the trade-off plots (PNG and SVG).")
  private @Nullable Path output;

  @Option(names = "--overwrite", description = "Replace the files of an earlier evaluation.")
  private boolean overwrite;

  @Option(names = "--json", description = "Write one JSON object instead of tables.")
  private boolean json;

  private final EvaluationScores scores = new EvaluationScores();
  private final SeriesNames names = new SeriesNames();
  private final ProgressLine line = new ProgressLine(System.err, ProgressLine.isWatched());
  private boolean anyFailed;

  @Override
  public Integer call() throws IOException {
    checkOptions();
    Niqe niqe = niqe();
    if (lr == null || hr == null) {
      return anyFailed ? ExitCode.SOFTWARE : ExitCode.OK; // only fitted
    }
    List<PhotoPairs.Pair> pairs = pairs(lr, hr);
    try (FeatureNetwork features = features()) {
      SeriesEvaluation evaluation =
          new SeriesEvaluation(
              pairs,
              new QualityMeter(border, niqe, features),
              scores,
              line,
              this::notice,
              this::failed);
      if (models.isEmpty() && results.isEmpty() && !bicubic) {
        models = List.of(ModelLibrary.DEFAULT_MODEL);
      }
      for (String model : new LinkedHashSet<>(models)) {
        evaluateModel(model, evaluation);
      }
      if (bicubic) {
        evaluation.evaluate(name(BICUBIC, BICUBIC), EvaluateCommand::enlarge);
      }
      for (StoredResults stored : results) {
        evaluateResults(stored, pairs, evaluation);
      }
    }
    line.clear();
    if (scores.isEmpty()) {
      return ExitCode.SOFTWARE;
    }
    report(pairs.size());
    return anyFailed ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private void checkOptions() {
    device.check();
    if ((lr == null) != (hr == null) || (lr == null && pristine == null)) {
      throw misuse("needs both --lr and --hr");
    }
    if (border < 0 || border > 1000) {
      throw misuse("--crop must be between 0 and 1000");
    }
    if (pristine != null && niqeFile == null && output == null) {
      throw misuse("--niqe-fit needs a file to write to: add --niqe FILE or -o DIR");
    }
    requireDifferentNames();
    if (output != null) {
      if (Files.exists(output) && !Files.isDirectory(output)) {
        throw misuse("-o " + output + " is not a folder");
      }
      EvaluationReport.fileNames().forEach(name -> requireFree(output.resolve(name)));
    }
  }

  private void requireDifferentNames() {
    Set<String> others = new HashSet<>();
    for (StoredResults stored : results) {
      if (stored.name().equals(BICUBIC) && bicubic) {
        throw misuse("--results cannot be named bicubic along with --bicubic");
      }
      if (!others.add(stored.name())) {
        throw misuse(
            "two --results have the name " + stored.name() + "; give each a name of its own");
      }
    }
  }

  private void requireFree(Path file) {
    if (!overwrite && Files.exists(file)) {
      throw new UserException(
          file + ": exists already; choose another place, or add --overwrite to replace it");
    }
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void notice(String sentence) {
    line.clear();
    spec.commandLine().getErr().println("ctsr: " + sentence);
    spec.commandLine().getErr().flush();
  }

  private void failed(String sentence) {
    anyFailed = true;
    notice(sentence);
  }

  private @Nullable Niqe niqe() throws IOException {
    if (pristine != null) {
      return new Niqe(fit(pristine));
    }
    return niqeFile == null ? null : new Niqe(readNiqe(niqeFile));
  }

  private static NiqeModel readNiqe(Path file) {
    try {
      return NiqeModel.read(file);
    } catch (IOException e) {
      throw new UserException(FileFailure.sentence(e), e);
    }
  }

  private NiqeModel fit(Path folder) throws IOException {
    Path target = niqeFile;
    if (target == null) {
      if (output == null) {
        throw new IllegalStateException("checkOptions asks for a place");
      }
      Files.createDirectories(output);
      target = output.resolve(FITTED_FILE);
    }
    requireFree(target);
    if (!Files.isDirectory(folder)) {
      throw new UserException(folder + ": no such folder");
    }
    return new NiqeFitting(line, this::notice, this::failed).fit(folder, target);
  }

  private RgbImage read(Path file) throws PhotoException {
    return PhotoReader.read(file, ReadLimits.DEFAULT, this::notice);
  }

  private List<PhotoPairs.Pair> pairs(Path small, Path large) {
    PhotoPairs.Found found = PhotoPairs.find(small, large);
    found.problems().forEach(this::failed);
    if (found.pairs().isEmpty()) {
      throw new UserException(
          "no photo in " + small + " has the name of a photo in " + large + "; nothing to measure");
    }
    if (!found.alone().isEmpty()) {
      notice(
          "left out, since without a partner of the same name, or with several: "
              + String.join(", ", found.alone().stream().map(Path::toString).toList()));
    }
    return found.pairs();
  }

  private @Nullable FeatureNetwork features() {
    if (featureFile == null) {
      return null;
    }
    try {
      return FeatureNetwork.load(featureFile, device.device(this::notice));
    } catch (MetricException e) {
      throw new UserException("" + e.getMessage(), e);
    }
  }

  private static Map<Double, MeasuredImage> enlarge(
      PhotoPairs.Pair pair, RgbImage small, int scale) {
    return Map.of(Double.NaN, Bicubic.enlarge(MeasuredImage.of(small), scale));
  }

  private void evaluateResults(
      StoredResults stored, List<PhotoPairs.Pair> pairs, SeriesEvaluation evaluation) {
    Path folder = stored.folder();
    String series = name(stored.name(), stored.name());
    Map<String, Path> found;
    try {
      found = PhotoPairs.results(folder, pairs, this::failed);
    } catch (UserException e) {
      failed(series + ": " + e.getMessage());
      return;
    }
    evaluation.evaluate(
        series,
        (pair, small, scale) -> {
          Path file = found.get(pair.name());
          if (file == null) {
            throw new PhotoException(folder, "has no result for " + pair.name());
          }
          MeasuredImage picture = MeasuredImage.of(read(file));
          int width = scale * small.width();
          int height = scale * small.height();
          boolean fits =
              picture.width() >= width
                  && picture.width() < width + scale
                  && picture.height() >= height
                  && picture.height() < height + scale;
          if (!fits) {
            throw new PhotoException(
                file,
                "has %dx%d pixels instead of %dx%d"
                    .formatted(picture.width(), picture.height(), width, height));
          }
          return Map.of(Double.NaN, picture.region(0, 0, width, height));
        });
  }

  private void evaluateModel(String name, SeriesEvaluation evaluation) {
    try (ModelRunner runner = device.load(name, this::notice)) {
      String series = name(runner.model().name(), name);
      evaluation.evaluate(
          series, new ModelEnlarger(runner, device.core(runner), realness.values()));
    } catch (ModelException e) {
      failed("" + e.getMessage());
    }
  }

  /** Two folders can hold models of one name, and stored results can have a model's. */
  private String name(String wanted, String argument) {
    String name = names.give(wanted, argument);
    if (!name.equals(wanted)) {
      notice(argument + ": is shown as '" + name + "', since '" + wanted + "' is another series");
    }
    return name;
  }

  private void report(int count) throws IOException {
    EvaluationReport report = new EvaluationReport(scores, conditions(count), border);
    if (json) {
      spec.commandLine().getOut().println(report.json());
      spec.commandLine().getOut().flush();
    } else {
      report.print(spec.commandLine().getOut());
    }
    if (output == null) {
      return;
    }
    try {
      Files.createDirectories(output);
      List<Path> written = report.write(output);
      if (!json) {
        spec.commandLine().getOut().println();
        written.forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
      }
    } catch (IOException e) {
      throw new UserException(
          output + ": cannot be written to (" + FileFailure.sentence(e) + ")", e);
    }
  }

  private String conditions(int count) {
    String crop = border == 0 ? "whole picture" : "without " + border + " pixels of border";
    return "%d %s of %s; luma of BT.601, %s; results rounded to 8 bits"
        .formatted(count, count == 1 ? "photo" : "photos", shortName(lr), crop);
  }

  /** The end of a path: enough to know the set by, and the same on every machine. */
  private static String shortName(@Nullable Path folder) {
    if (folder == null) {
      return "";
    }
    Path full = folder.toAbsolutePath().normalize();
    int names = full.getNameCount();
    Path end = names == 0 ? full : full.subpath(Math.max(0, names - 2), names);
    return end.toString().replace('\\', '/');
  }
}
