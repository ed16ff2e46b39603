package org.ctsr.app.models;

import java.nio.file.Path;
import org.ctsr.engine.model.ModelManifest;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of an installed model.
 *
 * @param manifest what the package says of itself
 * @param folder where it is
 * @param bytes of its network files
 * @param removable whether it is the user's own
 * @param isDefault whether it is used when none is named
 * @param text its card, in Markdown; null if it has none
 */
public record ModelCard(
    ModelManifest manifest,
    Path folder,
    long bytes,
    boolean removable,
    boolean isDefault,
    @Nullable String text) {
  /** Its name. */
  public String name() {
    return manifest.name();
  }
}
