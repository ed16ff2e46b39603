package org.ctsr.app.batch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What outlives the program.
 *
 * @param settings used last
 * @param unfinished photos that were neither finished nor cancelled, or failed
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SavedBatch(BatchSettings settings, List<SavedPhoto> unfinished) {
  private static final Logger log = LoggerFactory.getLogger(SavedBatch.class);

  /** Before the first batch. */
  public static final SavedBatch NONE = new SavedBatch(BatchSettings.DEFAULT, List.of());

  /**
   * A photo as text.
   *
   * @param file absolute path
   * @param relative below the folder that was given
   * @param own what is different for it; null for nothing
   * @param common name of the model all photos had; null if none was loaded
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SavedPhoto(
      String file, String relative, @Nullable OwnSettings own, @Nullable String common) {}

  /** Replaces what a file of an older version, or an edited one, lacks. */
  @SuppressWarnings({"ConstantValue", "NullAway"}) // Jackson passes null for absent values.
  public SavedBatch {
    settings = settings == null ? BatchSettings.DEFAULT : settings;
    unfinished = unfinished == null ? List.of() : List.copyOf(unfinished);
  }

  static SavedBatch of(BatchSettings settings, List<BatchEntry> unfinished) {
    return new SavedBatch(
        settings,
        unfinished.stream()
            .map(
                entry ->
                    new SavedPhoto(
                        entry.photo().file().toString(),
                        entry.photo().relative().toString(),
                        entry.own().equals(OwnSettings.NONE) ? null : entry.own(),
                        entry.common()))
            .toList());
  }

  /** These photos and others'. */
  SavedBatch with(SavedBatch others) {
    List<SavedPhoto> all = new ArrayList<>(unfinished);
    all.addAll(others.unfinished);
    return new SavedBatch(settings, all);
  }

  /** The photos, less those whose paths mean nothing on this system. */
  @SuppressWarnings({"ConstantValue", "NullAway"}) // Jackson passes null for absent values.
  List<BatchEntry> photos() {
    List<BatchEntry> photos = new ArrayList<>();
    for (SavedPhoto saved : unfinished) {
      try {
        if (saved.file() != null && saved.relative() != null) {
          BatchPhoto photo = BatchPhoto.photo(Path.of(saved.file()), Path.of(saved.relative()));
          OwnSettings own = saved.own() == null ? OwnSettings.NONE : saved.own();
          photos.add(new BatchEntry(photo, own, saved.common()));
        }
      } catch (InvalidPathException e) {
        log.info("{} is no file name here and was left out of the batch", saved.file());
      }
    }
    return photos;
  }
}
