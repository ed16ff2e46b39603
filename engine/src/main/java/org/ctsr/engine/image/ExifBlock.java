package org.ctsr.engine.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.commons.imaging.FormatCompliance;
import org.apache.commons.imaging.ImagingException;
import org.apache.commons.imaging.bytesource.ByteSource;
import org.apache.commons.imaging.common.RationalNumber;
import org.apache.commons.imaging.formats.tiff.TiffContents;
import org.apache.commons.imaging.formats.tiff.TiffDirectory;
import org.apache.commons.imaging.formats.tiff.TiffField;
import org.apache.commons.imaging.formats.tiff.TiffHeader;
import org.apache.commons.imaging.formats.tiff.TiffReader;
import org.apache.commons.imaging.formats.tiff.constants.TiffDirectoryConstants;
import org.apache.commons.imaging.formats.tiff.constants.TiffDirectoryType;
import org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants;
import org.apache.commons.imaging.formats.tiff.taginfos.TagInfo;
import org.apache.commons.imaging.formats.tiff.taginfos.TagInfoLong;
import org.apache.commons.imaging.formats.tiff.taginfos.TagInfoShort;
import org.apache.commons.imaging.formats.tiff.write.AbstractTiffImageWriter;
import org.apache.commons.imaging.formats.tiff.write.TiffImageWriterLossless;
import org.apache.commons.imaging.formats.tiff.write.TiffImageWriterLossy;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputDirectory;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;
import org.jspecify.annotations.Nullable;

/** The tags of an EXIF block or a TIFF file, read and rewritten with Commons Imaging. */
final class ExifBlock {
  /** As LONG: the library's own constants hold no more than 65,535. */
  private static final TagInfoLong PIXEL_X =
      new TagInfoLong("PixelXDimension", 0xa002, TiffDirectoryType.EXIF_DIRECTORY_EXIF_IFD);

  private static final TagInfoLong PIXEL_Y =
      new TagInfoLong("PixelYDimension", 0xa003, TiffDirectoryType.EXIF_DIRECTORY_EXIF_IFD);

  private static final TagInfoShort COLOR_SPACE =
      new TagInfoShort("ColorSpace", 0xa001, TiffDirectoryType.EXIF_DIRECTORY_EXIF_IFD);

  private static final int INTEROPERABILITY_INDEX = 1;
  private static final int MAKER_NOTE = 0x927c;

  /** Tags of the first directory that say how pixels are stored, or are carried elsewhere. */
  private static final Set<Integer> STORAGE_TAGS =
      Set.of(
          254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281,
          284, 288, 289, 290, 291, 292, 293, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325,
          326, 327, 328, 330, 332, 333, 334, 336, 338, 339, 340, 341, 342, 343, 344, 345, 346, 347,
          512, 513, 514, 515, 517, 518, 519, 520, 521, 529, 530, 531, 532, 700, 33723, 34377, 34675,
          37724, 50341, 50706);

  /** Storage tags that carry XMP, IPTC and a colour profile. */
  private static final Set<Integer> BLOCK_TAGS = Set.of(700, 33723, 34675);

  /** Bytes of the largest single number. */
  private static final int NUMBER_BYTES = 8;

  private final TiffContents contents;

  private ExifBlock(TiffContents contents) {
    this.contents = contents;
  }

  /**
   * Reads the first directory and what belongs to it; null if the bytes cannot be understood.
   *
   * @param budget most bytes of values to keep; a value beyond is left out, since many may be said
   *     to be at one place. Values that only say how pixels are stored are neither kept nor
   *     counted.
   */
  static @Nullable ExifBlock parse(byte[] tiff, long budget) {
    Collector collector = new Collector(budget);
    try {
      new TiffReader(false).read(ByteSource.array(tiff), FormatCompliance.getDefault(), collector);
    } catch (IOException | RuntimeException e) {
      return null;
    }
    TiffHeader header = collector.header;
    if (header == null || collector.directories.isEmpty()) {
      return null;
    }
    return new ExifBlock(new TiffContents(header, collector.directories, List.of()));
  }

  /**
   * Whether a value of the first directory only says how pixels are stored, as Photoshop's layers
   * do, and is more than a number.
   */
  static boolean isBulkyStorage(int tag, long bytes) {
    return STORAGE_TAGS.contains(tag) && !BLOCK_TAGS.contains(tag) && bytes > NUMBER_BYTES;
  }

  private @Nullable TiffField field(int directoryType, int tag) {
    for (TiffDirectory directory : contents.directories) {
      if (directory.type == directoryType) {
        for (TiffField field : directory.getDirectoryEntries()) {
          if (field.getTag() == tag) {
            return field;
          }
        }
      }
    }
    return null;
  }

  private double number(TagInfo tag) {
    TiffField field = field(TiffDirectoryConstants.DIRECTORY_TYPE_ROOT, tag.tag);
    if (field == null) {
      return 0;
    }
    try {
      return field.getDoubleValue();
    } catch (ImagingException | RuntimeException e) {
      return 0;
    }
  }

  /** A whole number in the first directory; 0 if there is none. */
  long wholeNumber(int tag) {
    TiffField field = field(TiffDirectoryConstants.DIRECTORY_TYPE_ROOT, tag);
    try {
      return field == null ? 0 : (long) field.getDoubleValue();
    } catch (ImagingException | RuntimeException e) {
      return 0;
    }
  }

  Orientation orientation() {
    return Orientation.of((int) number(TiffTagConstants.TIFF_TAG_ORIENTATION));
  }

  /** 0 if unknown. */
  double dotsPerInch() {
    double resolution = number(TiffTagConstants.TIFF_TAG_XRESOLUTION);
    int unit = (int) number(TiffTagConstants.TIFF_TAG_RESOLUTION_UNIT);
    double dpi = unit == 3 ? resolution * 2.54 : resolution;
    return unit != 1 && Metadata.isResolution(dpi) ? dpi : 0;
  }

  /** Whether the tags give a number of dots per inch that cannot be meant. */
  private boolean hasNonsenseResolution() {
    return field(
                TiffDirectoryConstants.DIRECTORY_TYPE_ROOT,
                TiffTagConstants.TIFF_TAG_XRESOLUTION.tag)
            != null
        && (int) number(TiffTagConstants.TIFF_TAG_RESOLUTION_UNIT) != 1
        && dotsPerInch() == 0;
  }

  /**
   * Whether samples are Adobe RGB: cameras that embed no profile say so by the interoperability
   * index {@code R03} (DCF 2.0, optional colour space).
   */
  boolean isAdobeRgb() {
    TiffField index =
        field(TiffDirectoryConstants.DIRECTORY_TYPE_INTEROPERABILITY, INTEROPERABILITY_INDEX);
    byte[] value = index == null ? new byte[0] : index.getByteArrayValue();
    return value.length >= 3 && value[0] == 'R' && value[1] == '0' && value[2] == '3';
  }

  /** The bytes of a tag in the first directory; null if it is not there. */
  byte @Nullable [] bytes(int tag) {
    TiffField field = field(TiffDirectoryConstants.DIRECTORY_TYPE_ROOT, tag);
    return field == null ? null : field.getByteArrayValue();
  }

  /**
   * The descriptive tags alone, as an EXIF block of its own.
   *
   * @throws IOException if they cannot be written
   */
  byte[] describing() throws IOException {
    TiffOutputSet set = tags(contents.header.byteOrder);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TiffImageWriterLossy(set.byteOrder).write(out, set);
    return out.toByteArray();
  }

  /**
   * The descriptive tags, to be completed to a TIFF file's.
   *
   * @throws IOException if they cannot be written
   */
  TiffOutputSet tags(ByteOrder order) throws IOException {
    return outputSet(null, order);
  }

  /** Whether anything is left besides how pixels are stored. */
  boolean describesAnything() {
    for (TiffDirectory directory : contents.directories) {
      for (TiffField field : directory.getDirectoryEntries()) {
        if (directory.type != TiffDirectoryConstants.DIRECTORY_TYPE_ROOT
            || !STORAGE_TAGS.contains(field.getTag())
                && field.getTag() != TiffTagConstants.TIFF_TAG_XRESOLUTION.tag
                && field.getTag() != TiffTagConstants.TIFF_TAG_YRESOLUTION.tag
                && field.getTag() != TiffTagConstants.TIFF_TAG_RESOLUTION_UNIT.tag) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * What a result of this photo says about itself.
   *
   * @param srgb whether its samples are sRGB
   */
  record Result(int width, int height, double dotsPerInch, boolean srgb) {}

  /**
   * The block for a result: upright, of the new size and resolution, without the old thumbnail.
   * Maker notes stay at their place, since makers point into them with absolute offsets.
   *
   * @param original the block this was parsed from
   * @throws IOException if it cannot be rewritten
   */
  byte[] forResult(byte[] original, Result result) throws IOException {
    TiffOutputSet set = outputSet(result, contents.header.byteOrder);
    AbstractTiffImageWriter writer =
        field(TiffDirectoryConstants.DIRECTORY_TYPE_EXIF, MAKER_NOTE) != null
            ? new TiffImageWriterLossless(set.byteOrder, Thumbnails.erased(original))
            : new TiffImageWriterLossy(set.byteOrder);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(out, set);
    return out.toByteArray();
  }

  private TiffOutputSet outputSet(@Nullable Result result, ByteOrder order) throws IOException {
    TiffOutputSet set = new TiffOutputSet(order);
    boolean noLongerAdobeRgb = result != null && result.srgb && isAdobeRgb();
    for (TiffDirectory directory : contents.directories) {
      boolean wanted =
          directory.type <= TiffDirectoryConstants.DIRECTORY_TYPE_ROOT
              && !(noLongerAdobeRgb
                  && directory.type == TiffDirectoryConstants.DIRECTORY_TYPE_INTEROPERABILITY);
      if (wanted && set.findDirectory(directory.type) == null) {
        boolean root = directory.type == TiffDirectoryConstants.DIRECTORY_TYPE_ROOT;
        set.addDirectory(
            RawTags.copy(
                directory, order, field -> !root || !STORAGE_TAGS.contains(field.getTag())));
      }
    }
    TiffOutputDirectory root = set.getOrCreateRootDirectory();
    if (hasNonsenseResolution()) {
      removeResolution(root);
    }
    if (result != null) {
      root.removeField(TiffTagConstants.TIFF_TAG_ORIENTATION);
      root.add(TiffTagConstants.TIFF_TAG_ORIENTATION, (short) 1);
      if (result.dotsPerInch > 0) {
        removeResolution(root);
        RationalNumber dpi = RationalNumber.valueOf(result.dotsPerInch);
        root.add(TiffTagConstants.TIFF_TAG_XRESOLUTION, dpi);
        root.add(TiffTagConstants.TIFF_TAG_YRESOLUTION, dpi);
        root.add(TiffTagConstants.TIFF_TAG_RESOLUTION_UNIT, (short) 2);
      }
      TiffOutputDirectory exif = set.getOrCreateExifDirectory();
      exif.removeField(PIXEL_X);
      exif.removeField(PIXEL_Y);
      exif.add(PIXEL_X, result.width);
      exif.add(PIXEL_Y, result.height);
      if (noLongerAdobeRgb) {
        exif.removeField(COLOR_SPACE);
        exif.add(COLOR_SPACE, (short) 1);
      }
    }
    return set;
  }

  private static void removeResolution(TiffOutputDirectory root) {
    root.removeField(TiffTagConstants.TIFF_TAG_XRESOLUTION);
    root.removeField(TiffTagConstants.TIFF_TAG_YRESOLUTION);
    root.removeField(TiffTagConstants.TIFF_TAG_RESOLUTION_UNIT);
  }

  /** Keeps the first directory, its sub-directories and the thumbnail's. */
  private static final class Collector implements TiffReader.Listener {
    private final List<TiffDirectory> directories = new ArrayList<>();
    private final long budget;
    private final Set<TiffField> unwanted = Collections.newSetFromMap(new IdentityHashMap<>());
    private long used;
    private @Nullable TiffHeader header;

    Collector(long budget) {
      this.budget = budget;
    }

    @Override
    public boolean setTiffHeader(TiffHeader tiffHeader) {
      header = tiffHeader;
      return true;
    }

    @Override
    public boolean addDirectory(TiffDirectory directory) {
      directories.add(withoutUnwanted(directory));
      // Further pages are not ours, and a long chain of them would exhaust the stack.
      return directory.type < TiffDirectoryConstants.DIRECTORY_TYPE_SUB;
    }

    private TiffDirectory withoutUnwanted(TiffDirectory directory) {
      if (unwanted.isEmpty()) {
        return directory;
      }
      List<TiffField> kept = new ArrayList<>(directory.getDirectoryEntries());
      kept.removeIf(unwanted::contains);
      unwanted.clear();
      return new TiffDirectory(
          directory.type,
          kept,
          directory.offset,
          directory.getNextDirectoryOffset(),
          directory.getByteOrder());
    }

    @Override
    public boolean addField(TiffField field) {
      int length = field.getByteArrayValue().length;
      boolean first = field.getDirectoryType() == TiffDirectoryConstants.DIRECTORY_TYPE_ROOT;
      if (first && isBulkyStorage(field.getTag(), length) || length > budget - used) {
        unwanted.add(field);
      } else {
        used += length;
      }
      // The reader would make no directory at all of one that it does not read to the end.
      return true;
    }

    @Override
    public boolean readImageData() {
      return false;
    }

    @Override
    public boolean readOffsetDirectories() {
      return true;
    }
  }
}
