package org.ctsr.app.batch;

import org.ctsr.engine.image.OutputFormat;
import org.jspecify.annotations.Nullable;

/** File formats of results. */
public enum BatchFormat {
  /** Each as its photo if that can be written, else PNG. */
  AS_PHOTO(null),
  /** Without loss. */
  PNG(OutputFormat.PNG),
  /** Small. */
  JPEG(OutputFormat.JPEG),
  /** Without loss, for other programs. */
  TIFF(OutputFormat.TIFF);

  @SuppressWarnings("ImmutableEnumChecker") // an enum
  private final @Nullable OutputFormat output;

  BatchFormat(@Nullable OutputFormat output) {
    this.output = output;
  }

  @Nullable OutputFormat output() {
    return output;
  }

  /** Whether results can be JPEGs. */
  boolean canBeLossy() {
    return this == AS_PHOTO || this == JPEG;
  }
}
