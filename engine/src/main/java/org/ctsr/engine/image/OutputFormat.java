package org.ctsr.engine.image;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Formats that can be written. */
public enum OutputFormat {
  /** PNG, 8 or 16 bits, with alpha. */
  PNG(PhotoFormat.PNG, true, true),
  /** JPEG, 8 bits, no alpha. */
  JPEG(PhotoFormat.JPEG, false, false),
  /** TIFF, 8 or 16 bits, with alpha. */
  TIFF(PhotoFormat.TIFF, true, true);

  private final PhotoFormat format;
  private final boolean deep;
  private final boolean alpha;

  OutputFormat(PhotoFormat format, boolean deep, boolean alpha) {
    this.format = format;
    this.deep = deep;
    this.alpha = alpha;
  }

  /** Name for people. */
  public String title() {
    return format.title();
  }

  /** Usual extension, without the dot. */
  public String extension() {
    return format.extensions().get(0);
  }

  /** Whether 16 bits a sample can be stored. */
  public boolean keeps16Bit() {
    return deep;
  }

  /** Whether transparency can be stored. */
  public boolean keepsAlpha() {
    return alpha;
  }

  /** The format that photos of this one can be written in again; empty if they cannot. */
  public static Optional<OutputFormat> of(PhotoFormat read) {
    return Arrays.stream(values()).filter(candidate -> candidate.format == read).findFirst();
  }

  /** The format a file's extension asks for; empty if none that can be written. */
  public static Optional<OutputFormat> of(Path file) {
    Path name = file.getFileName();
    String extension = FileSignature.extension(name == null ? "" : name.toString());
    for (OutputFormat candidate : values()) {
      if (candidate.format.extensions().contains(extension)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
