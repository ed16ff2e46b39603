package org.ctsr.engine.image;

import java.util.List;

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

  /** Usual file name extensions, lower case, the commonest first. */
  public List<String> extensions() {
    return extensions;
  }
}
