package org.ctsr.app.batch;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ctsr.engine.export.ExportSettings;
import org.ctsr.engine.export.OutputName;
import org.ctsr.engine.image.ConflictPolicy;
import org.ctsr.engine.image.OutputFormat;

/**
 * Keeps the photos of one batch from replacing each other's results, or each other: {@code a.jpg}
 * and {@code a.png} may both want {@code a_4x.png}.
 */
final class ResultNames {
  private final Set<String> sources = new HashSet<>();
  private final Map<String, BatchRow> owners = new HashMap<>();

  /** Says that a photo is part of the batch. */
  void addSource(Path photo) {
    sources.add(key(photo));
  }

  /** Says where a row's result is, which need not be where it was meant to be. */
  void addResult(BatchRow row, Path result) {
    owners.put(key(result), row);
  }

  /**
   * The settings, with another policy if the result's name is that of another one's. A row may ask
   * again: its first attempt is no other's.
   */
  ExportSettings settingsFor(BatchRow row, ExportSettings settings, BatchModel model) {
    String wanted = key(target(row.photo(), settings, model));
    boolean free = !sources.contains(wanted) && owners.computeIfAbsent(wanted, k -> row) == row;
    if (free || settings.conflicts() == ConflictPolicy.UNIQUE) {
      return settings;
    }
    return settings.withConflicts(ConflictPolicy.UNIQUE);
  }

  private static Path target(BatchPhoto photo, ExportSettings settings, BatchModel model) {
    OutputFormat wanted = settings.format();
    OutputFormat format =
        wanted != null ? wanted : OutputFormat.of(photo.file()).orElse(OutputFormat.PNG);
    Double scale = settings.scale();
    String name =
        settings
            .name()
            .of(
                photo.file(),
                scale == null ? 0 : scale,
                model.hasSlider()
                    ? OutputName.label(settings.realness().get(0), settings.mask() != null)
                    : null,
                model.name(),
                format);
    Path output = settings.output();
    return output == null
        ? photo.file().resolveSibling(name)
        : output.resolve(photo.relative()).resolveSibling(name);
  }

  /** The same for names that are the same file where upper and lower case are one. */
  private static String key(Path file) {
    return file.toAbsolutePath().normalize().toString().toLowerCase(Locale.ROOT);
  }
}
