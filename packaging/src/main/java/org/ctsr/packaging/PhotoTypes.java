package org.ctsr.packaging;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ctsr.engine.image.PhotoFormat;

/** What file managers call the formats that can be opened. */
final class PhotoTypes {
  private PhotoTypes() {}

  /** The media type of a format. */
  static String mediaType(PhotoFormat format) {
    return switch (format) {
      case JPEG -> "image/jpeg";
      case PNG -> "image/png";
      case TIFF -> "image/tiff";
      case WEBP -> "image/webp";
      case BMP -> "image/bmp";
      case GIF -> "image/gif";
      case PSD -> "image/vnd.adobe.photoshop";
      case PNM -> "image/x-portable-anymap";
    };
  }

  /** All media types, those of the kinds of PNM too. */
  static List<String> mediaTypes() {
    return Stream.concat(
            Arrays.stream(PhotoFormat.values()).map(PhotoTypes::mediaType),
            Stream.of(
                "image/x-portable-bitmap", "image/x-portable-graymap", "image/x-portable-pixmap"))
        .toList();
  }
}
