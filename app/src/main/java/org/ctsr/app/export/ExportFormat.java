package org.ctsr.app.export;

/** File formats a photo can be saved in. */
public enum ExportFormat {
  /** Lossless, 8 or 16 bits. */
  PNG("PNG", "png", true, false),
  /** Small, 8 bits. */
  JPEG("JPEG", "jpg", false, true),
  /** Lossless, 8 or 16 bits, for other programs. */
  TIFF("TIFF", "tif", true, false);

  private final String title;
  private final String extension;
  private final boolean deep;
  private final boolean lossy;

  ExportFormat(String title, String extension, boolean deep, boolean lossy) {
    this.title = title;
    this.extension = extension;
    this.deep = deep;
    this.lossy = lossy;
  }

  /** Name for people. */
  public String title() {
    return title;
  }

  /** File name extension without the dot. */
  public String extension() {
    return extension;
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
    return title;
  }
}
