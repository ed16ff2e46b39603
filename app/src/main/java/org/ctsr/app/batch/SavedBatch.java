package org.ctsr.app.batch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What outlives the program.
 *
 * @param settings used last
 * @param unfinished photos that were neither finished nor cancelled
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SavedBatch(BatchSettings settings, List<SavedPhoto> unfinished) {
  /** Before the first batch. */
  public static final SavedBatch NONE = new SavedBatch(BatchSettings.DEFAULT, List.of());

  /**
   * A photo as text.
   *
   * @param file absolute path
   * @param relative below the folder that was given
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SavedPhoto(String file, String relative) {}

  /** Replaces what a file of an older version, or an edited one, lacks. */
  @SuppressWarnings({"ConstantValue", "NullAway"}) // Jackson passes null for absent values.
  public SavedBatch {
    settings = settings == null ? BatchSettings.DEFAULT : settings;
    unfinished = unfinished == null ? List.of() : List.copyOf(unfinished);
  }

  static SavedBatch of(BatchSettings settings, List<BatchPhoto> unfinished) {
    return new SavedBatch(
        settings,
        unfinished.stream()
            .map(photo -> new SavedPhoto(photo.file().toString(), photo.relative().toString()))
            .toList());
  }

  /** The photos, less those whose paths mean nothing on this system. */
  @SuppressWarnings({"ConstantValue", "NullAway"}) // Jackson passes null for absent values.
  List<BatchPhoto> photos() {
    List<BatchPhoto> photos = new ArrayList<>();
    for (SavedPhoto saved : unfinished) {
      try {
        if (saved.file() != null && saved.relative() != null) {
          photos.add(BatchPhoto.photo(Path.of(saved.file()), Path.of(saved.relative())));
        }
      } catch (InvalidPathException e) {
        // Written on another system, or edited: there is no such photo here.
        continue;
      }
    }
    return photos;
  }
}
