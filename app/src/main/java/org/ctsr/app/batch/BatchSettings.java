package org.ctsr.app.batch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.file.Path;
import java.util.List;
import org.ctsr.engine.export.ExportSettings;
import org.ctsr.engine.export.OutputName;
import org.ctsr.engine.image.ChromaSampling;
import org.ctsr.engine.image.ConflictPolicy;
import org.ctsr.engine.image.JpegSettings;
import org.ctsr.engine.image.OutputFormat;
import org.ctsr.engine.image.ReadLimits;
import org.jspecify.annotations.Nullable;

/**
 * How all photos of a batch are enlarged and saved. Values out of range become the default.
 *
 * @param realness 0 to 1
 * @param scale enlargement, above 0
 * @param format of the results
 * @param quality of JPEG results, 1 to 100
 * @param smallerColors whether JPEG results have colours at half the width and height
 * @param progressive whether JPEG results can be shown early, coarse at first
 * @param deep whether results have 16 bits a sample where their format can; else as the photo
 * @param srgb whether colours are converted to sRGB instead of keeping each photo's profile
 * @param folder for the results; null for beside each photo
 * @param name pattern, see {@link OutputName}
 * @param conflicts what to do if a result exists
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BatchSettings(
    double realness,
    double scale,
    BatchFormat format,
    int quality,
    boolean smallerColors,
    boolean progressive,
    boolean deep,
    boolean srgb,
    @Nullable String folder,
    String name,
    ConflictPolicy conflicts) {
  /** For the first batch. */
  public static final BatchSettings DEFAULT =
      new BatchSettings(
          0.5,
          4,
          BatchFormat.AS_PHOTO,
          92,
          false,
          false,
          false,
          false,
          null,
          OutputName.DEFAULT.pattern(),
          ConflictPolicy.UNIQUE);

  /** Replaces what a file of an older version, or an edited one, lacks. */
  @SuppressWarnings({"ConstantValue", "NullAway"}) // Jackson passes null for absent values.
  public BatchSettings {
    realness = realness >= 0 && realness <= 1 ? realness : 0.5;
    scale = scale > 0 && scale <= 16 ? scale : 4;
    format = format == null ? BatchFormat.AS_PHOTO : format;
    quality = quality < 1 || quality > 100 ? 92 : quality;
    name = name == null ? OutputName.DEFAULT.pattern() : name;
    conflicts =
        conflicts == null || conflicts == ConflictPolicy.FAIL ? ConflictPolicy.UNIQUE : conflicts;
  }

  /**
   * As the engine wants them for one photo.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  ExportSettings forEngine(Path photo, OwnSettings own) {
    OutputFormat wanted = (own.format() == null ? format : own.format()).output();
    OutputFormat target = wanted != null ? wanted : OutputFormat.of(photo).orElse(OutputFormat.PNG);
    String mask = own.mask();
    // A mask alone is the realness itself, not a part of what all others get.
    double common = mask == null ? realness : 1;
    Double ownRealness = own.realness();
    Double ownScale = own.scale();
    return new ExportSettings(
        own.model(),
        List.of(ownRealness == null ? common : ownRealness),
        mask == null ? null : Path.of(mask),
        ownScale == null ? scale : ownScale,
        wanted,
        new JpegSettings(
            quality, smallerColors ? ChromaSampling.HALF : ChromaSampling.FULL, progressive),
        deep && target.keeps16Bit() ? 16 : null,
        new OutputName(name),
        folder == null ? null : Path.of(folder),
        conflicts,
        srgb,
        ReadLimits.DEFAULT);
  }
}
