package org.ctsr.engine.image;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.ExifTiffHandler;
import java.io.IOException;
import java.util.Objects;

/** Tags of EXIF's own directory, read by another library than the one that wrote them. */
final class ExifNumbers {
  static final int COLOR_SPACE = ExifSubIFDDirectory.TAG_COLOR_SPACE;
  static final int PIXEL_X = ExifSubIFDDirectory.TAG_EXIF_IMAGE_WIDTH;
  static final int PIXEL_Y = ExifSubIFDDirectory.TAG_EXIF_IMAGE_HEIGHT;

  private ExifNumbers() {}

  static int of(byte[] exif, int tag)
      throws IOException, TiffProcessingException, MetadataException {
    Metadata metadata = new Metadata();
    new TiffReader()
        .processTiff(new ByteArrayReader(exif), new ExifTiffHandler(metadata, null, 0), 0);
    return Objects.requireNonNull(metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class))
        .getInt(tag);
  }
}
