package org.ctsr.engine.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats that can be read. A file's content decides, never its name. */
public enum PhotoFormat {
  /** JPEG, baseline or progressive; grey, RGB, CMYK. */
  JPEG("JPEG", "jpg", "jpeg", "jpe", "jfif"),
  /** PNG, every colour type and depth. */
  PNG("PNG", "png", "apng"),
  /** TIFF and BigTIFF. */
  TIFF("TIFF", "tif", "tiff"),
  /** WebP, lossy and lossless. */
  WEBP("WebP", "webp"),
  /** Windows bitmap. */
  BMP("BMP", "bmp", "dib"),
  /** GIF, its first frame. */
  GIF("GIF", "gif"),
  /** Photoshop document, its merged picture. */
  PSD("Photoshop document", "psd", "psb"),
  /** Portable bitmap, greymap, pixmap or anymap. */
  PNM("PNM", "pnm", "pbm", "pgm", "ppm", "pam", "pfm");

  private static final Set<String> ALL_EXTENSIONS =
      Stream.of(values())
          .flatMap(format -> format.extensions().stream())
          .collect(Collectors.toUnmodifiableSet());

  private final String title;
  private final List<String> extensions;

  PhotoFormat(String title, String... extensions) {
    this.title = title;
    this.extensions = List.of(extensions);
  }

  /** Name for people. */
  public String title() {
    return title;
  }

  /**
   * Whether a file's name ends as photos' names do. A name that is an extension and nothing else,
   * with or without the dot, is none.
   */
  public static boolean isNamedAsPhoto(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 && ALL_EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /** Extensions of all formats, lower case, without the dot. */
  public static Set<String> allExtensions() {
    return ALL_EXTENSIONS;
  }

  /** Usual file name extensions, lower case, the commonest first. */
  public List<String> extensions() {
    return extensions;
  }
}
