package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a file's first bytes what it is.
 *
 * @param format the photo format; null if it is none we read
 * @param refusal why not, as the end of a sentence; null if {@code format} is known
 */
record FileSignature(@Nullable PhotoFormat format, @Nullable String refusal) {
  /** Bytes worth looking at. */
  static final int LENGTH = 64;

  private static final String DEVELOP =
      "; develop it first with a raw converter (darktable, RawTherapee, ...) and export a 16-bit TIFF";
  private static final String RESAVE =
      "; open it in a photo editor and save it as PNG, TIFF or JPEG";

  /**
   * @param head the first bytes, at most {@link #LENGTH}
   * @param fileName used only to tell camera raw files, which share TIFF's signature, from TIFF
   */
  static FileSignature of(byte[] head, String fileName) {
    String text = new String(head, ISO_8859_1);
    if (text.startsWith("\u00ff\u00d8\u00ff")) {
      return readable(PhotoFormat.JPEG);
    }
    if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
      return readable(PhotoFormat.PNG);
    }
    if (isTiff(text)) {
      return ofTiff(text, extension(fileName));
    }
    if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
      return readable(PhotoFormat.WEBP);
    }
    if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
      return readable(PhotoFormat.GIF);
    }
    if (text.startsWith("8BPS")) {
      return readable(PhotoFormat.PSD);
    }
    if (isBitmap(head)) {
      return readable(PhotoFormat.BMP);
    }
    if (text.length() > 2
        && text.charAt(0) == 'P'
        && "1234567Ff".indexOf(text.charAt(1)) >= 0
        && (Character.isWhitespace(text.charAt(2)) || text.charAt(2) == '#')) {
      return readable(PhotoFormat.PNM);
    }
    return refused(describeForeign(text));
  }

  private static boolean isTiff(String text) {
    return text.startsWith("II*\0")
        || text.startsWith("MM\0*")
        || text.startsWith("II+\0")
        || text.startsWith("MM\0+");
  }

  private static FileSignature ofTiff(String text, String extension) {
    if (text.startsWith("CR\2", 8)) {
      return refused("is a Canon raw file" + DEVELOP);
    }
    switch (extension) {
      case "nef",
      "nrw",
      "arw",
      "sr2",
      "srf",
      "dng",
      "pef",
      "3fr",
      "iiq",
      "cr2",
      "erf",
      "kdc",
      "dcr":
        return refused("is a camera raw file" + DEVELOP);
      default:
        return readable(PhotoFormat.TIFF);
    }
  }

  /** "BM" alone would claim many text files; the size of the header that follows is telling. */
  private static boolean isBitmap(byte[] head) {
    if (head.length < 18 || head[0] != 'B' || head[1] != 'M') {
      return false;
    }
    int size = (head[14] & 0xff) | (head[15] & 0xff) << 8 | (head[16] & 0xff) << 16;
    return head[17] == 0 && size >= 12 && size <= 124;
  }

  private static String describeForeign(String text) {
    if (text.startsWith("ftyp", 4)) {
      return describeBaseMedia(text.substring(8, Math.min(12, text.length())), text);
    }
    if (text.startsWith("FUJIFILMCCD-RAW")
        || text.startsWith("IIRO")
        || text.startsWith("IIRS")
        || text.startsWith("MMOR")
        || text.startsWith("IIU\0")
        || text.startsWith("\0MRM")
        || text.startsWith("FOVb")) {
      return "is a camera raw file" + DEVELOP;
    }
    if (text.startsWith("\u00ff\n") || text.startsWith("\0\0\0\fJXL ")) {
      return "is a JPEG XL picture, which cannot be read" + RESAVE;
    }
    if (text.startsWith("\0\0\0\fjP  ") || text.startsWith("\u00ffO\u00ffQ")) {
      return "is a JPEG 2000 picture, which cannot be read" + RESAVE;
    }
    if (text.startsWith("v/1\1")) {
      return "is an OpenEXR picture, which cannot be read" + RESAVE;
    }
    if (text.startsWith("#?RADIANCE") || text.startsWith("#?RGBE")) {
      return "is a Radiance HDR picture, which cannot be read" + RESAVE;
    }
    if (text.startsWith("gimp xcf")) {
      return "is a GIMP document; export it as PNG or TIFF";
    }
    if (text.startsWith("\0\0\1\0")) {
      return "is a Windows icon, not a photo";
    }
    String other = describeOther(text);
    return other == null
        ? "is not a photo: its content is of no known picture format"
        : "is not a photo: it looks like " + other;
  }

  private static String describeBaseMedia(String brand, String text) {
    return switch (brand) {
      case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1" ->
          text.contains("avif")
              ? "is an AVIF picture, which cannot be read" + RESAVE
              : "is a HEIC picture, which cannot be read"
                  + RESAVE
                  + " (iPhone: Settings, Camera, Formats, Most Compatible)";
      case "avif", "avis" -> "is an AVIF picture, which cannot be read" + RESAVE;
      case "crx " -> "is a Canon raw file" + DEVELOP;
      default -> "is not a photo: it looks like a video (MP4 or QuickTime)";
    };
  }

  private static @Nullable String describeOther(String text) {
    if (text.startsWith("%PDF")) {
      return "a PDF document";
    }
    if (text.startsWith("PK\3\4")) {
      return "a ZIP archive or office document";
    }
    if (text.startsWith("\u001f\u008b")
        || text.startsWith("7z\u00bc\u00af")
        || text.startsWith("Rar!")) {
      return "a compressed archive";
    }
    if (text.startsWith("\u007fELF") || text.startsWith("MZ")) {
      return "a program";
    }
    if (text.startsWith("RIFF") || text.startsWith("\u001aE\u00df\u00a3")) {
      return "a sound or video file";
    }
    String start = text.replace("\u00ef\u00bb\u00bf", "").stripLeading().toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return "a web page (a failed download?)";
    }
    if (start.startsWith("<svg")) {
      return "an SVG drawing";
    }
    if (start.startsWith("<?xml")) {
      return "an XML document";
    }
    boolean allText =
        text.chars().allMatch(c -> c >= 0x20 && c != 0x7f || c == '\n' || c == '\r' || c == '\t');
    if (allText) {
      return "a text file";
    }
    boolean allZero = text.chars().allMatch(c -> c == 0);
    return allZero ? "nothing but zeros (a failed copy or a damaged disk?)" : null;
  }

  private static FileSignature readable(PhotoFormat format) {
    return new FileSignature(format, null);
  }

  private static FileSignature refused(String reason) {
    return new FileSignature(null, reason);
  }

  /** The part after the last dot, lower case; empty if none. */
  static String extension(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
