package org.ctsr.engine.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.imaging.common.RationalNumber;
import org.apache.commons.imaging.formats.tiff.constants.TiffDirectoryType;
import org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants;
import org.apache.commons.imaging.formats.tiff.fieldtypes.AbstractFieldType;
import org.apache.commons.imaging.formats.tiff.taginfos.TagInfo;
import org.apache.commons.imaging.formats.tiff.write.TiffImageWriterLossy;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputDirectory;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputField;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;
import org.jspecify.annotations.Nullable;

/**
 * Header and directories of a TIFF file, made by Commons Imaging: the photo's tags and those that
 * describe our strips.
 */
record TiffDirectories(
    int width,
    int height,
    int bands,
    int bitDepth,
    int stripRows,
    boolean grey,
    boolean alpha,
    ResultMetadata metadata) {
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
  private static final int DEFLATE = 8;
  private static final int UNASSOCIATED_ALPHA = 2;

  /** The library drops the true tags unless it holds the picture; these are renamed afterwards. */
  private static final int OFFSETS_STAND_IN = 65_000;

  private static final int LENGTHS_STAND_IN = 65_001;
  private static final int ENTRY_BYTES = 12;

  private static final int XMP = 700;
  private static final int IPTC = 33723;
  private static final int ICC = 34675;

  /**
   * The first bytes of the file; as many for any offsets and lengths.
   *
   * @param offsets of the strips, unsigned
   * @param lengths of the strips, unsigned
   * @param big whether they may exceed 32 bits
   */
  byte[] bytes(long[] offsets, long[] lengths, boolean big, List<String> warnings)
      throws IOException {
    // Of a BigTIFF's, the strips' entries are replaced afterwards.
    byte[] classic =
        classicBytes(
            Arrays.stream(offsets).mapToInt(offset -> big ? 0 : (int) offset).toArray(),
            Arrays.stream(lengths).mapToInt(length -> big ? 0 : (int) length).toArray(),
            warnings);
    return big ? BigTiff.bytes(classic, offsets, lengths) : classic;
  }

  private byte[] classicBytes(int[] offsets, int[] lengths, List<String> warnings)
      throws IOException {
    TiffOutputSet set = photoTags(warnings);
    TiffOutputDirectory root = set.getOrCreateRootDirectory();
    int[] bits = new int[bands];
    Arrays.fill(bits, bitDepth);
    putLongs(root, TiffTagConstants.TIFF_TAG_IMAGE_WIDTH.tag, width);
    putLongs(root, TiffTagConstants.TIFF_TAG_IMAGE_LENGTH.tag, height);
    putShorts(root, TiffTagConstants.TIFF_TAG_BITS_PER_SAMPLE.tag, bits);
    putShorts(root, TiffTagConstants.TIFF_TAG_COMPRESSION.tag, DEFLATE);
    putShorts(root, TiffTagConstants.TIFF_TAG_PHOTOMETRIC_INTERPRETATION.tag, grey ? 1 : 2);
    putLongs(root, OFFSETS_STAND_IN, offsets);
    putShorts(root, TiffTagConstants.TIFF_TAG_SAMPLES_PER_PIXEL.tag, bands);
    putLongs(root, TiffTagConstants.TIFF_TAG_ROWS_PER_STRIP.tag, stripRows);
    putLongs(root, LENGTHS_STAND_IN, lengths);
    putShorts(root, TiffTagConstants.TIFF_TAG_PLANAR_CONFIGURATION.tag, 1);
    putShorts(root, TiffTagConstants.TIFF_TAG_PREDICTOR.tag, 2);
    if (alpha) {
      putShorts(root, TiffTagConstants.TIFF_TAG_EXTRA_SAMPLES.tag, UNASSOCIATED_ALPHA);
    }
    putResolution(root);
    putBytes(root, ICC, AbstractFieldType.UNDEFINED, metadata.profile());
    putBytes(root, XMP, AbstractFieldType.BYTE, metadata.xmp());
    putBytes(root, IPTC, AbstractFieldType.UNDEFINED, metadata.iptc());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TiffImageWriterLossy(ORDER).write(out, set);
    if (out.size() % 2 != 0) {
      out.write(0);
    }
    byte[] bytes = out.toByteArray();
    renameStandIns(ByteBuffer.wrap(bytes).order(ORDER));
    return bytes;
  }

  /** Gives the strips' entries of the first directory their tags and sorts it again by tag. */
  private static void renameStandIns(ByteBuffer tiff) {
    int directory = tiff.getInt(4);
    int first = directory + 2;
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < (tiff.getShort(directory) & 0xffff); i++) {
      byte[] entry = new byte[ENTRY_BYTES];
      tiff.get(first + ENTRY_BYTES * i, entry);
      ByteBuffer tag = ByteBuffer.wrap(entry).order(ORDER);
      switch (tag.getShort(0) & 0xffff) {
        case OFFSETS_STAND_IN ->
            tag.putShort(0, (short) TiffTagConstants.TIFF_TAG_STRIP_OFFSETS.tag);
        case LENGTHS_STAND_IN ->
            tag.putShort(0, (short) TiffTagConstants.TIFF_TAG_STRIP_BYTE_COUNTS.tag);
        default -> {
          // stays
        }
      }
      entries.add(entry);
    }
    entries.sort(
        Comparator.comparingInt(entry -> ByteBuffer.wrap(entry).order(ORDER).getShort(0) & 0xffff));
    for (int i = 0; i < entries.size(); i++) {
      tiff.put(first + ENTRY_BYTES * i, entries.get(i));
    }
  }

  /** EXIF values are kept in the photo's byte order, so they are read anew in ours. */
  private TiffOutputSet photoTags(List<String> warnings) throws IOException {
    byte[] exif = metadata.exif();
    ExifBlock block = exif == null ? null : ExifBlock.parse(exif, exif.length * 4L);
    if (block != null) {
      try {
        return block.tags(ORDER);
      } catch (IOException | RuntimeException e) {
        block = null;
      }
    }
    if (exif != null) {
      warnings.add("the photo's EXIF tags could not be stored in TIFF and were left out");
    }
    return new TiffOutputSet(ORDER);
  }

  private void putResolution(TiffOutputDirectory root) throws IOException {
    double dpi = metadata.dotsPerInch();
    if (dpi > 0) {
      root.removeField(TiffTagConstants.TIFF_TAG_XRESOLUTION);
      root.removeField(TiffTagConstants.TIFF_TAG_YRESOLUTION);
      root.add(TiffTagConstants.TIFF_TAG_XRESOLUTION, RationalNumber.valueOf(dpi));
      root.add(TiffTagConstants.TIFF_TAG_YRESOLUTION, RationalNumber.valueOf(dpi));
      putShorts(root, TiffTagConstants.TIFF_TAG_RESOLUTION_UNIT.tag, 2);
    }
  }

  private static void putShorts(TiffOutputDirectory root, int tag, int... values) {
    byte[] bytes = new byte[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[2 * i] = (byte) values[i];
      bytes[2 * i + 1] = (byte) (values[i] >> 8);
    }
    put(root, tag, AbstractFieldType.SHORT, values.length, bytes);
  }

  private static void putLongs(TiffOutputDirectory root, int tag, int... values) {
    byte[] bytes = new byte[4 * values.length];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < 4; j++) {
        bytes[4 * i + j] = (byte) (values[i] >> 8 * j);
      }
    }
    put(root, tag, AbstractFieldType.LONG, values.length, bytes);
  }

  private static void putBytes(
      TiffOutputDirectory root, int tag, AbstractFieldType type, byte @Nullable [] bytes) {
    if (bytes != null) {
      put(root, tag, type, bytes.length, bytes);
    }
  }

  private static void put(
      TiffOutputDirectory root, int tag, AbstractFieldType type, int count, byte[] bytes) {
    root.removeField(tag);
    TagInfo info =
        new TagInfo("Tag " + tag, tag, type, count, TiffDirectoryType.TIFF_DIRECTORY_ROOT);
    root.add(new TiffOutputField(tag, info, type, count, bytes));
  }
}
