package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.Rectangle;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeMap;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.ctsr.engine.image.JpegSegments.Segment;
import org.jspecify.annotations.Nullable;

/**
 * JPEG through the JDK's libjpeg.
 *
 * <p>The decoder is shown the tables and scans only: without the ICC segments it cannot clip wide
 * gamuts to sRGB, and an Adobe segment of ours tells it which colour transform the file's own
 * markers mean (Adobe Technical Note 5116; JFIF; component names).
 */
final class JpegDecoder extends PhotoDecoder {
  private static final int BAND_PIXELS = 1 << 25;
  private static final int LEAST_ROWS = 64;
  private static final String EXIF = "Exif\0\0";
  private static final String ICC = "ICC_PROFILE\0";
  private static final String PHOTOSHOP = "Photoshop 3.0\0";

  private final FileChannel channel;
  private final JpegSegments segments;
  private final ExtendedXmp extendedXmp = new ExtendedXmp();
  private int width;
  private int height;
  private int components;
  private boolean lossless;
  private boolean progressive;
  private long coefficients;
  private String componentNames = "";
  private boolean jfif;
  private int adobeTransform = -1;

  JpegDecoder(FileChannel channel, MetadataBlocks blocks) throws IOException {
    super(blocks);
    this.channel = channel;
    segments = JpegSegments.read(channel);
    TreeMap<Integer, byte[]> profileParts = new TreeMap<>();
    for (Segment segment : segments.segments) {
      int marker = segment.marker();
      if (JpegSegments.isFrame(marker)) {
        readFrame(marker, JpegSegments.payload(channel, segment));
      } else if (marker >= JpegSegments.APP0 && marker <= JpegSegments.APP15) {
        readApplication(segment, profileParts);
      }
    }
    if (width == 0 || height == 0) {
      throw new IIOException("is damaged: its header gives no picture size");
    }
    blocks.profile = join(profileParts);
  }

  private void readFrame(int marker, byte[] frame) throws IIOException {
    if (frame.length < 6 || frame.length < 6 + 3 * (frame[5] & 0xff)) {
      throw new IIOException("is damaged: its frame header is too short");
    }
    int precision = frame[0] & 0xff;
    int kind = marker - JpegSegments.SOF0;
    if (kind > 3) {
      throw new IIOException(
          "uses a kind of JPEG that cannot be read (arithmetic or hierarchical coding);"
              + " save it again as an ordinary JPEG or as PNG");
    }
    progressive = kind == 2;
    lossless = kind == 3;
    if (precision != 8) {
      throw new IIOException(
          "is a " + precision + "-bit JPEG, which cannot be read; save it as a 16-bit PNG or TIFF");
    }
    ByteBuffer header = ByteBuffer.wrap(frame);
    height = header.getShort(1) & 0xffff;
    width = header.getShort(3) & 0xffff;
    components = frame[5] & 0xff;
    if (components != 1 && components != 3 && components != 4) {
      throw new IIOException("is a JPEG of " + components + " colour channels, which is unusual");
    }
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < components; i++) {
      names.append((char) (frame[6 + 3 * i] & 0xff));
    }
    componentNames = names.toString();
    coefficients = coefficients(frame);
  }

  /** Coefficients of all channels, those of subsampled ones included (ITU-T T.81, A.1.1). */
  private long coefficients(byte[] frame) {
    int mostAcross = 1;
    int mostDown = 1;
    for (int i = 0; i < components; i++) {
      mostAcross = Math.max(mostAcross, frame[7 + 3 * i] >> 4 & 15);
      mostDown = Math.max(mostDown, frame[7 + 3 * i] & 15);
    }
    long sum = 0;
    for (int i = 0; i < components; i++) {
      int across = frame[7 + 3 * i] >> 4 & 15;
      int down = frame[7 + 3 * i] & 15;
      sum += (long) width * across / mostAcross * ((long) height * down / mostDown);
    }
    return sum;
  }

  private void readApplication(Segment segment, TreeMap<Integer, byte[]> profileParts)
      throws IOException {
    int marker = segment.marker();
    boolean wanted =
        marker == JpegSegments.APP0
            || marker == JpegSegments.APP1
            || marker == JpegSegments.APP2
            || marker == JpegSegments.APP13
            || marker == JpegSegments.APP14;
    if (!wanted || !blocks.reserve(segment.length())) {
      return;
    }
    byte[] payload = JpegSegments.payload(channel, segment);
    if (marker == JpegSegments.APP0 && startsWith(payload, "JFIF\0") && payload.length >= 12) {
      jfif = true;
      blocks.setDotsPerInch(jfifDensity(payload));
    } else if (marker == JpegSegments.APP1 && startsWith(payload, EXIF)) {
      if (blocks.exif == null) {
        blocks.exif = after(payload, EXIF);
      }
    } else if (marker == JpegSegments.APP1 && startsWith(payload, JpegXmp.PREFIX)) {
      blocks.xmp = after(payload, JpegXmp.PREFIX);
    } else if (marker == JpegSegments.APP1 && startsWith(payload, ExtendedXmp.PREFIX)) {
      extendedXmp.add(payload);
    } else if (marker == JpegSegments.APP2 && startsWith(payload, ICC) && payload.length > 14) {
      profileParts.putIfAbsent(payload[12] & 0xff, Arrays.copyOfRange(payload, 14, payload.length));
    } else if (marker == JpegSegments.APP13 && startsWith(payload, PHOTOSHOP)) {
      byte[] iptc = PhotoshopResources.iptc(after(payload, PHOTOSHOP), blocks);
      if (iptc != null) {
        blocks.iptc = iptc;
      }
    } else if (marker == JpegSegments.APP14
        && startsWith(payload, "Adobe")
        && payload.length >= 12) {
      adobeTransform = payload[11] & 0xff;
    }
  }

  private static double jfifDensity(byte[] payload) {
    int unit = payload[7];
    double x = (payload[8] & 0xff) << 8 | (payload[9] & 0xff);
    return switch (unit) {
      case 1 -> x;
      case 2 -> x * 2.54;
      default -> 0;
    };
  }

  private static byte @Nullable [] join(TreeMap<Integer, byte[]> parts) {
    if (parts.isEmpty()) {
      return null;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.values().forEach(all::writeBytes);
    return all.toByteArray();
  }

  static boolean startsWith(byte[] bytes, String prefix) {
    return bytes.length >= prefix.length()
        && new String(bytes, 0, prefix.length(), ISO_8859_1).equals(prefix);
  }

  private static byte[] after(byte[] bytes, String prefix) {
    return Arrays.copyOfRange(bytes, prefix.length(), bytes.length);
  }

  @Override
  int width() {
    return width;
  }

  @Override
  int height() {
    return height;
  }

  @Override
  int bitDepth() {
    return 8;
  }

  @Override
  int bands() {
    return components == 4 ? 3 : components;
  }

  @Override
  long workingBytes() {
    // Ink is held beside what it becomes.
    return components == 4 ? 4L * width * Math.min(height, inkRows(BAND_PIXELS)) : 0;
  }

  /** Rows of ink to hold, of about so many pixels. */
  private int inkRows(long pixels) {
    return (int) Math.max(LEAST_ROWS, Math.min(BAND_PIXELS, pixels) / width);
  }

  /** The library keeps the coefficients of pictures whose channels do not come together. */
  @Override
  long nativeBytes() throws IOException {
    return progressive || hasScanOfSomeChannels() ? Short.BYTES * coefficients : 0;
  }

  private boolean hasScanOfSomeChannels() throws IOException {
    ByteBuffer count = ByteBuffer.allocate(1);
    return channel.read(count, segments.scanOffset + 4) == 1 && count.get(0) < components;
  }

  @Override
  Pixels decode(long heldBytes) throws IOException {
    if (channel.size() <= segments.dataOffset) {
      throw new IIOException("is truncated: it ends where its picture data should begin");
    }
    // Not for those who ask for the header only: it takes longer than that.
    blocks.xmp = extendedXmp.mergedWith(blocks.xmp, blocks);
    ImageReader reader = lossless ? ImageIoPlugins.losslessJpeg() : ImageIoPlugins.jpeg();
    try (ImageInputStream input = stripped()) {
      reader.setInput(input, true, true);
      reader.addIIOReadWarningListener((source, warning) -> noteWarning(warning));
      if (components == 4) {
        return decodeCmyk(reader, heldBytes);
      }
      Pixels pixels = new Pixels(width, height, 8, components, false, heldBytes);
      PlaneRaster raster = new PlaneRaster(pixels, components, false);
      ImageReadParam param = reader.getDefaultReadParam();
      param.setDestination(raster.asImage());
      reader.read(0, param);
      raster.finish();
      return pixels;
    } finally {
      reader.dispose();
    }
  }

  private void noteWarning(String warning) {
    if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
      blocks.loss = "is truncated: the lower part of the picture is missing";
      blocks.warn(blocks.loss + " and was left grey");
    } else if (warning.contains("Corrupt") || warning.contains("corrupt")) {
      blocks.warn("is damaged, parts of the picture may be wrong (" + warning + ")");
    }
  }

  private Pixels decodeCmyk(ImageReader reader, long heldBytes) throws IOException {
    CmykConversion conversion = CmykConversion.of(blocks);
    Pixels pixels = new Pixels(width, height, 8, 3, false, heldBytes);
    // The decoder starts from the top for each band, so that there are few and large ones.
    int most = inkRows(heldBytes / 4);
    for (int y = 0; y < height; y += most) {
      int rows = Math.min(most, height - y);
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceRegion(new Rectangle(0, y, width, rows));
      Raster raster = reader.readRaster(0, param);
      byte[] samples = ((DataBufferByte) raster.getDataBuffer()).getData();
      if (raster.getNumBands() != 4 || samples.length != 4L * width * rows) {
        throw new IIOException("is a CMYK JPEG of a layout that cannot be read");
      }
      // Photoshop, the only common maker, stores ink inverted and says so by its marker alone.
      conversion.store(samples, pixels, y, rows, adobeTransform == 2, adobeTransform >= 0);
    }
    return pixels;
  }

  /** Tables and scans, led by a marker that settles the colour transform. */
  private ImageInputStream stripped() {
    SplicedImageInputStream.Builder builder =
        SplicedImageInputStream.from(channel, blocks.deadline())
            .bytes((byte) 0xff, (byte) JpegSegments.SOI);
    if (components != 1) {
      builder.bytes(adobeMarker());
    }
    for (Segment segment : segments.segments) {
      boolean application =
          segment.marker() >= JpegSegments.APP0 && segment.marker() <= JpegSegments.APP15;
      if (!application && segment.marker() != JpegSegments.COM) {
        builder.range(segment.offset(), segment.length() + 4L);
      }
    }
    long end;
    try {
      end = channel.size();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return builder.range(segments.scanOffset, end - segments.scanOffset).build();
  }

  private byte[] adobeMarker() {
    ByteBuffer marker = ByteBuffer.allocate(16);
    marker.putShort((short) 0xffee).putShort((short) 14).put("Adobe".getBytes(ISO_8859_1));
    marker.putShort((short) 100).putShort((short) 0).putShort((short) 0);
    return marker.put((byte) transform()).array();
  }

  /** 0 for RGB and CMYK, 1 for YCbCr, 2 for YCCK. */
  private int transform() {
    if (components == 4) {
      return adobeTransform == 2 ? 2 : 0;
    }
    if (jfif) {
      return 1;
    }
    if (adobeTransform >= 0) {
      return adobeTransform == 0 ? 0 : 1;
    }
    return componentNames.equals("RGB") ? 0 : 1;
  }

  @Override
  public void close() {
    // The channel belongs to the caller.
  }
}
