package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.commons.imaging.formats.tiff.TiffDirectory;
import org.apache.commons.imaging.formats.tiff.TiffField;
import org.apache.commons.imaging.formats.tiff.fieldtypes.AbstractFieldType;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputDirectory;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputField;

/**
 * Copies tags with their bytes as they stand. The library's own copy goes through Java values: it
 * takes every text for UTF-8, writes comments anew, and fails at a tag of a type it does not
 * expect.
 */
final class RawTags {
  /** UserComment, GPSProcessingMethod, GPSAreaInformation: a name of an encoding and a text. */
  private static final Set<Integer> COMMENT_TAGS = Set.of(0x9286, 0x001b, 0x001c);

  private static final byte[] UNICODE = "UNICODE\0".getBytes(US_ASCII);

  private RawTags() {}

  /** The first of each tag that is wanted, but for those that point to other directories. */
  static TiffOutputDirectory copy(
      TiffDirectory directory, ByteOrder order, Predicate<TiffField> wanted) {
    TiffOutputDirectory copy = new TiffOutputDirectory(directory.type, order);
    for (TiffField field : directory.getDirectoryEntries()) {
      if (!isPointer(field) && wanted.test(field) && copy.findField(field.getTag()) == null) {
        byte[] bytes = bytes(field, order);
        TiffOutputField same =
            new TiffOutputField(
                field.getTag(),
                field.getTagInfo(),
                field.getFieldType(),
                bytes.length / field.getFieldType().getSize(),
                bytes);
        same.setSortHint(field.getSortHint());
        copy.add(same);
      }
    }
    return copy;
  }

  private static boolean isPointer(TiffField field) {
    AbstractFieldType type = field.getFieldType();
    return field.getTagInfo().isOffset()
        || type == AbstractFieldType.IFD
        || type == AbstractFieldType.IFD8;
  }

  private static byte[] bytes(TiffField field, ByteOrder order) {
    byte[] bytes = field.getByteArrayValue();
    if (field.getByteOrder() == order) {
      return bytes;
    }
    int unit = unit(field.getFieldType());
    if (unit > 1) {
      reverse(bytes, 0, unit);
    } else if (COMMENT_TAGS.contains(field.getTag()) && isUnicode(bytes)) {
      // The text is UTF-16 of the block's byte order (EXIF 2.3, section 4.6.5).
      reverse(bytes, UNICODE.length, 2);
    }
    return bytes;
  }

  private static boolean isUnicode(byte[] bytes) {
    return bytes.length >= UNICODE.length
        && Arrays.equals(bytes, 0, UNICODE.length, UNICODE, 0, UNICODE.length);
  }

  /** Bytes of one number; a fraction is two. */
  private static int unit(AbstractFieldType type) {
    boolean fraction = type == AbstractFieldType.RATIONAL || type == AbstractFieldType.SRATIONAL;
    return fraction ? type.getSize() / 2 : type.getSize();
  }

  private static void reverse(byte[] bytes, int from, int unit) {
    for (int start = from; start + unit <= bytes.length; start += unit) {
      for (int i = 0; i < unit / 2; i++) {
        byte held = bytes[start + i];
        bytes[start + i] = bytes[start + unit - 1 - i];
        bytes[start + unit - 1 - i] = held;
      }
    }
  }
}
