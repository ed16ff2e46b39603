package org.ctsr.engine.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ctsr.engine.image.ConflictPolicy;
import org.ctsr.engine.image.MaskTag;
import org.ctsr.engine.image.OutputFormat;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.PhotoFormat;
import org.ctsr.engine.image.ResultTag;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.WriteSettings;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.model.ModelPackage;
import org.ctsr.engine.model.Sha256;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.render.RealnessMap;
import org.jspecify.annotations.Nullable;

/** Decides which results a photo gets, and where they go. */
public final class ExportPlanner {
  private final ModelPackage model;
  private final String software;

  /**
   * @param model enlarges the photos
   * @param software program and version, recorded in results
   */
  public ExportPlanner(ModelPackage model, String software) {
    this.model = model;
    this.software = software;
  }

  /**
   * The enlargement that settings mean with this model.
   *
   * @throws PhotoException naming {@code file}, if the model cannot enlarge as much
   */
  public double scale(Path file, ExportSettings settings) throws PhotoException {
    int most = model.manifest().scale();
    double wanted = scale(settings);
    if (wanted > most) {
      throw new PhotoException(
          file,
          String.format(
              Locale.ROOT,
              "cannot be enlarged %s times with %s; choose a scale of at most %d for it",
              wanted,
              model.name(),
              most));
    }
    return wanted;
  }

  private double scale(ExportSettings settings) {
    Double given = settings.scale();
    return given == null ? model.manifest().scale() : given;
  }

  /**
   * The results of one photo: one only, whatever the settings say of realness, if the model has no
   * slider.
   *
   * @param file the photo's file
   * @param relative its path below the folder that was named, whose structure is kept
   * @param warnings receives what was wrong with the mask but could be helped
   * @param cancelled asked while the mask is read
   * @throws PhotoException if the mask cannot be read or does not fit, or the format cannot hold
   *     the wanted depth
   * @throws CancellationException if {@code cancelled} said so
   */
  public List<ExportTarget> plan(
      Path file,
      Path relative,
      RgbImage photo,
      ExportSettings settings,
      Consumer<String> warnings,
      BooleanSupplier cancelled)
      throws PhotoException {
    if (!model.manifest().hasSlider()) {
      return List.of(plainTarget(file, relative, photo, settings, warnings));
    }
    Path mask = settings.mask();
    RealnessMap map =
        mask == null
            ? null
            : RealnessMaskFile.read(
                mask, photo, file, scale(settings), settings.limits(), warnings, cancelled);
    List<Double> values = settings.realness();
    if (values.isEmpty()) {
      values = List.of(map != null ? 1.0 : model.defaultRealness());
    }
    OutputFormat format = format(file, photo, settings);
    WriteSettings writing = writing(file, photo, settings, format);
    List<ExportTarget> targets = new ArrayList<>();
    String digest = mask == null ? null : digest(mask);
    for (double value : values) {
      ResultTag tag = tag(value, settings);
      if (mask != null && digest != null) {
        tag = tag.withMask(new MaskTag(String.valueOf(mask.getFileName()), digest, value));
      }
      String label = OutputName.label(value, map != null);
      targets.add(
          new ExportTarget(
              map == null ? Realness.of(value) : map.times((float) value),
              place(file, relative, settings, label, format, values.size()),
              writing.withTag(tag),
              0,
              settings.convertToSrgb()));
    }
    return targets;
  }

  private static String digest(Path mask) throws PhotoException {
    try {
      return Sha256.of(mask);
    } catch (IOException e) {
      throw new PhotoException(mask, "cannot be read (" + FileFailure.reason(e) + ")", e);
    }
  }

  private ExportTarget plainTarget(
      Path file, Path relative, RgbImage photo, ExportSettings settings, Consumer<String> warnings)
      throws PhotoException {
    Path mask = settings.mask();
    if (mask != null) {
      warnings.accept(mask + ": is not used, since " + model.name() + " has no slider");
    }
    if (settings.realness().size() > 1) {
      warnings.accept(file + ": has one result only, since " + model.name() + " has no slider");
    }
    OutputFormat format = format(file, photo, settings);
    Path target = place(file, relative, settings, null, format, 1);
    requireKept(file, target, settings);
    return new ExportTarget(
        Realness.of(0),
        target,
        writing(file, photo, settings, format).withTag(tag(null, settings)),
        0,
        settings.convertToSrgb());
  }

  /** A name from which a part was left out is not the one that was asked for. */
  private void requireKept(Path file, Path target, ExportSettings settings) throws PhotoException {
    if (settings.conflicts() == ConflictPolicy.OVERWRITE
        && settings.writesToFolder()
        && settings.name().tellsRealness()
        && RunFiles.isSame(file, target)) {
      throw new PhotoException(
          target,
          "is the photo itself and is not replaced: "
              + model.name()
              + " has no slider, so that {realness} is left out of the result's name; choose"
              + " another name or folder for the results");
    }
  }

  private ResultTag tag(@Nullable Double realness, ExportSettings settings) {
    return new ResultTag(
        software,
        model.name(),
        model.manifest().version(),
        model.digest(),
        realness,
        scale(settings));
  }

  private static OutputFormat format(Path file, RgbImage photo, ExportSettings settings) {
    Path output = settings.output();
    if (output != null && !settings.writesToFolder()) {
      return OutputFormat.of(output).orElse(OutputFormat.PNG);
    }
    OutputFormat wanted = settings.format();
    if (wanted != null) {
      return wanted;
    }
    // Not by its name: a PNG called .jpg would lose transparency and depth.
    PhotoFormat read = photo.format();
    OutputFormat same =
        (read == null ? OutputFormat.of(file) : OutputFormat.of(read)).orElse(OutputFormat.PNG);
    Integer depth = settings.bitDepth();
    boolean isMisnamed = !OutputFormat.of(file).equals(Optional.of(same));
    // Who asks for 16 bits did so by the name.
    return isMisnamed && depth != null && depth == 16 && !same.keeps16Bit()
        ? OutputFormat.PNG
        : same;
  }

  private static WriteSettings writing(
      Path file, RgbImage photo, ExportSettings settings, OutputFormat format)
      throws PhotoException {
    Integer depth = settings.bitDepth();
    if (depth != null && depth == 16 && !format.keeps16Bit()) {
      throw new PhotoException(
          file, format.title() + " cannot hold 16 bits a sample; choose PNG or TIFF");
    }
    return WriteSettings.of(format)
        .withBitDepthFor(depth == null ? photo.bitDepth() : depth)
        .withJpeg(settings.jpeg())
        .withConflicts(settings.conflicts())
        .withSource(file)
        .withReplaceableSource();
  }

  private Path place(
      Path file,
      Path relative,
      ExportSettings settings,
      @Nullable String label,
      OutputFormat format,
      int count) {
    Path output = settings.output();
    String name = settings.name().of(file, scale(settings), label, model.name(), format);
    if (output == null) {
      return file.resolveSibling(name);
    }
    if (settings.writesToFolder()) {
      return output.resolve(relative).resolveSibling(name);
    }
    if (count == 1) {
      return output;
    }
    String full = output.toString();
    return output.resolveSibling(
        OutputName.baseName(output) + "_" + label + full.substring(full.lastIndexOf('.')));
  }
}
