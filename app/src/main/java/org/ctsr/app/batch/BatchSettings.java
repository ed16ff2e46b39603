package org.ctsr.app.batch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.file.Path;
import java.util.List;
import org.ctsr.engine.export.ExportSettings;
import org.ctsr.engine.export.OutputName;
import org.ctsr.engine.image.ConflictPolicy;
import org.ctsr.engine.image.ReadLimits;
import org.jspecify.annotations.Nullable;

/**
 * How all photos of a batch are enlarged and saved. Values out of range become the default.
 *
 * @param realness 0 to 1
 * @param scale enlargement, above 0
 * @param format of the results
 * @param quality of JPEG results, 1 to 100
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
   * As the engine wants them.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  ExportSettings forEngine() {
    return new ExportSettings(
        List.of(realness),
        null,
        scale,
        format.output(),
        quality,
        null,
        new OutputName(name),
        folder == null ? null : Path.of(folder),
        conflicts,
        ReadLimits.DEFAULT.maxPixels());
  }
}
