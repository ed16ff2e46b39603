package org.ctsr.app.export;

import java.util.Locale;
import java.util.stream.Stream;
import org.ctsr.engine.image.PhotoFormat;

/** File formats a photo can be saved in. */
public enum ExportFormat {
  /** Lossless, 8 or 16 bits. */
  PNG(PhotoFormat.PNG, true, false),
  /** Small, 8 bits. */
  JPEG(PhotoFormat.JPEG, false, true),
  /** Lossless, 8 or 16 bits, for other programs. */
  TIFF(PhotoFormat.TIFF, true, false);

  private final PhotoFormat format;
  private final boolean deep;
  private final boolean lossy;

  ExportFormat(PhotoFormat format, boolean deep, boolean lossy) {
    this.format = format;
    this.deep = deep;
    this.lossy = lossy;
  }

  /** Name for people. */
  public String title() {
    return format.title();
  }

  /** File name extension without the dot. */
  public String extension() {
    return format.extensions().get(0);
  }

  /**
   * A file name with an extension of this format, as other programs go by it: one of its own stays,
   * one of another picture format is replaced, to anything else its own is added.
   */
  String named(String name) {
    int dot = name.lastIndexOf('.');
    String extension = dot > 0 ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
    if (format.extensions().contains(extension)) {
      return name;
    }
    boolean replaced =
        dot > 0 && dot == name.length() - 1
            || Stream.of(PhotoFormat.values())
                .anyMatch(other -> other.extensions().contains(extension));
    return (replaced ? name.substring(0, dot) : name) + "." + extension();
  }

  /** Whether it can hold 16 bits a sample. */
  public boolean isDeep() {
    return deep;
  }

  /** Whether there is a quality to choose. */
  public boolean isLossy() {
    return lossy;
  }

  @Override
  public String toString() {
    return title();
  }
}
