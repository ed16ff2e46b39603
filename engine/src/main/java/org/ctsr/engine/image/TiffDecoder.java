package org.ctsr.engine.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** TIFF: TwelveMonkeys decodes, Commons Imaging reads the tags. */
final class TiffDecoder extends ImageIoDecoder {
  private static final int ROWS_PER_STRIP = 278;
  private static final int XMP = 700;
  private static final int IPTC = 33723;
  private static final int ICC = 34675;
  private static final int LAYERS = 37724;

  /** BYTE, ASCII, SBYTE and UNDEFINED. */
  private static final Set<Integer> BYTE_TYPES = Set.of(1, 2, 6, 7);

  private static final int COMPRESSION = 259;
  private static final int PLANAR_CONFIGURATION = 284;
  private static final int SEPARATE_PLANES = 2;

  /** No compression, fax (4), LZW, Deflate (3), PackBits: unpacked row by row. */
  private static final Set<Long> UNPACKED_BY_ROWS =
      Set.of(0L, 1L, 2L, 3L, 4L, 5L, 8L, 32773L, 32946L);

  private final int rowsPerStrip;
  private final boolean deliversRows;

  TiffDecoder(FileChannel channel, MetadataBlocks blocks) throws IOException {
    this(channel, blocks, reader(channel));
  }

  private TiffDecoder(FileChannel channel, MetadataBlocks blocks, @Nullable TagReader tagReader)
      throws IOException {
    super(
        PhotoFormat.TIFF,
        ImageIoPlugins.twelveMonkeys("tiff"),
        withoutBulk(channel, blocks, tagReader),
        blocks);
    int strip = Integer.MAX_VALUE;
    boolean rows = false;
    ExifBlock tags = tagReader == null ? null : readTags(tagReader, blocks);
    if (tags == null) {
      blocks.warn("its tags could not be read; orientation and metadata were left out");
    } else {
      strip = rowsPerStrip(tags);
      rows =
          UNPACKED_BY_ROWS.contains(tags.wholeNumber(COMPRESSION))
              && tags.wholeNumber(PLANAR_CONFIGURATION) != SEPARATE_PLANES;
      blocks.orientation = tags.orientation();
      blocks.setDotsPerInch(tags.dotsPerInch());
      blocks.xmp = tags.bytes(XMP);
      blocks.iptc = tags.bytes(IPTC);
      blocks.profile = tags.bytes(ICC);
      if (tags.describesAnything()) {
        try {
          blocks.exif = tags.describing();
        } catch (IOException | RuntimeException e) {
          blocks.warn("its EXIF tags are damaged and were left out");
        }
      }
    }
    rowsPerStrip = strip;
    deliversRows = rows;
    int pages = reader.getNumImages(true);
    if (pages > 1) {
      blocks.warn("holds " + pages + " pictures; only the first was read");
    }
  }

  private static @Nullable TagReader reader(FileChannel channel) {
    try {
      return TagReader.of(channel);
    } catch (IOException e) {
      return null; // the decoder says what is wrong
    }
  }

  /** The file without values that the decoder would load for nothing: layers, huge metadata. */
  private static ImageInputStream withoutBulk(
      FileChannel channel, MetadataBlocks blocks, @Nullable TagReader tags) throws IOException {
    SplicedImageInputStream.Builder builder =
        SplicedImageInputStream.from(channel, blocks.deadline());
    if (tags == null) {
      return builder.range(0, channel.size()).build();
    }
    long at = 0;
    for (TagReader.Field field : fields(tags)) {
      boolean ofBytes = BYTE_TYPES.contains(field.type());
      if (ofBytes && (field.tag() == LAYERS || field.bytes() > blocks.remaining())) {
        builder.range(at, field.entry() - at).bytes(tags.blankEntry(field.tag()));
        at = field.entry() + tags.entryBytes();
      }
    }
    return builder.range(at, channel.size() - at).build();
  }

  private static List<TagReader.Field> fields(TagReader tags) {
    try {
      return tags.fields(tags.first());
    } catch (IOException e) {
      return List.of();
    }
  }

  private static @Nullable ExifBlock readTags(TagReader reader, MetadataBlocks blocks) {
    try {
      TagDirectory tags =
          reader.read(blocks.remaining(), (tag, bytes) -> !ExifBlock.isBulkyStorage(tag, bytes));
      if (!reader.isComplete()) {
        blocks.warnOverBudget();
      }
      return ExifBlock.parse(tags.toTiff(reader.order()), Long.MAX_VALUE);
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static int rowsPerStrip(ExifBlock tags) {
    long rows = tags.wholeNumber(ROWS_PER_STRIP);
    return rows > 0 && rows < Integer.MAX_VALUE ? (int) rows : Integer.MAX_VALUE;
  }

  @Override
  boolean deliversRows() {
    return deliversRows;
  }

  @Override
  int blockRows() throws IOException {
    return rowsInUnits(reader.isImageTiled(0) ? reader.getTileHeight(0) : rowsPerStrip);
  }
}
