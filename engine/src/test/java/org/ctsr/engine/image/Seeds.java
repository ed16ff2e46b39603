package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Small sound files with metadata, and damage to do to them. */
final class Seeds {
  private Seeds() {}

  /** All seeds; the part before the dot tells those of one format apart. */
  static final List<String> NAMES =
      List.of(
          "interlaced.png",
          "palette.png",
          "grey16.png",
          "ycck.jpg",
          "tagged.jpg",
          "extended.jpg",
          "progressive.jpg",
          "tiled.tif",
          "strips.tif",
          "cmyk.tif",
          "big.tif",
          "lossy.webp",
          "lossless.webp",
          "plain.gif",
          "plain.psd",
          "plain.ppm",
          "plain.bmp");

  private static byte[] written(TiffEncoder encoder) throws IOException {
    List<String> warnings = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ResultMetadata metadata =
        ResultMetadata.of(PhotoWriterTest.metadata(), 9, 7, PhotoWriterTest.TAG, warnings);
    try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      encoder.encode(
          new TestRows(9, 7, false, true, (c, x, y) -> (x + y + c) / 19f),
          metadata,
          WriteSettings.of(OutputFormat.TIFF),
          output,
          warnings);
    }
    return bytes.toByteArray();
  }

  private static byte[] tagged(byte[] jpeg, byte[] exif) {
    Metadata metadata = PhotoWriterTest.metadata();
    byte[] profile = Objects.requireNonNull(metadata.colorProfile()).bytes();
    byte[] icc = JpegBytes.concat("ICC_PROFILE\0\1\1".getBytes(ISO_8859_1), profile);
    byte[] xmp =
        JpegBytes.concat(
            "http://ns.adobe.com/xap/1.0/\0".getBytes(ISO_8859_1),
            Objects.requireNonNull(metadata.xmp()));
    byte[] iptc =
        JpegBytes.concat(
            "Photoshop 3.0\0".getBytes(ISO_8859_1),
            PhotoshopResources.ofIptc(Objects.requireNonNull(metadata.iptc())));
    byte[] all = JpegBytes.withSegment(jpeg, JpegSegments.APP2, icc);
    all = JpegBytes.withSegment(all, JpegSegments.APP13, iptc);
    all = JpegBytes.withSegment(all, JpegSegments.APP1, xmp);
    return JpegBytes.withExif(all, exif);
  }

  /** With XMP in a main packet and an extension of two parts. */
  private static byte[] extended(byte[] jpeg) {
    byte[] extension =
        ("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
                + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
                + " rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'"
                + " dc:source='far away'/></rdf:RDF></x:xmpmeta>")
            .getBytes(ISO_8859_1);
    String name = ExtendedXmp.nameOf(extension);
    String main =
        new String(extension, ISO_8859_1)
            .replace(
                "dc:source='far away'",
                "xmlns:n='http://ns.adobe.com/xmp/note/' n:HasExtendedXMP='" + name + "'");
    byte[] all = jpeg;
    for (int offset = 100; offset >= 0; offset -= 100) {
      int end = offset == 0 ? 100 : extension.length;
      byte[] head =
          ByteBuffer.allocate(ExtendedXmp.HEAD)
              .put((ExtendedXmp.PREFIX + name).getBytes(ISO_8859_1))
              .putInt(extension.length)
              .putInt(offset)
              .array();
      byte[] part = JpegBytes.concat(head, Arrays.copyOfRange(extension, offset, end));
      all = JpegBytes.withSegment(all, JpegSegments.APP1, part);
    }
    byte[] packet = (JpegXmp.PREFIX + main).getBytes(ISO_8859_1);
    return JpegBytes.withSegment(all, JpegSegments.APP1, packet);
  }

  static byte[] of(String name) throws IOException {
    byte[] exif = new TiffBytes(ByteOrder.LITTLE_ENDIAN).shorts(274, 6).tag(271, "Maker").bytes();
    PngBytes.Samples samples = (band, x, y) -> x * 13 + y * 7 + band * 50 & 255;
    switch (name) {
      case "interlaced.png":
        return new PngBytes(12, 9, 8, 2, true)
            .chunk("eXIf", exif)
            .chunk(
                "iCCP",
                JpegBytes.concat(
                    "n\0\0".getBytes(ISO_8859_1),
                    PngBytes.deflate(
                        MatrixProfile.of(
                            "x", 1.8, new double[] {.31, .33, .64, .33, .21, .71, .15, .06}))))
            .picture(samples);
      case "palette.png":
        return new PngBytes(12, 9, 2, 3, false)
            .chunk("PLTE", new byte[12])
            .chunk("tRNS", (byte) 7, (byte) 9)
            .picture((band, x, y) -> x + y & 3);
      case "grey16.png":
        return new PngBytes(7, 5, 16, 4, false).picture((band, x, y) -> x * 999 + y * 77);
      case "tagged.jpg":
        return tagged(JpegBytes.raw(20, 20, 3, samples, false), exif);
      case "extended.jpg":
        return extended(JpegBytes.raw(9, 9, 1, samples, false));
      case "progressive.jpg":
        return JpegBytes.raw(33, 20, 1, samples, true);
      case "strips.tif":
        return written(new TiffEncoder());
      case "big.tif":
        return written(new TiffEncoder(0));
      case "cmyk.tif":
        return new TiffBytes(ByteOrder.LITTLE_ENDIAN)
            .picture(9, 8, 8, 4, 5, TiffBytes.PACK_BITS, 0, samples);
      case "lossless.webp":
        return Base64.getDecoder()
            .decode(
                "UklGRl4AAABXRUJQVlA4TFEAAAAvBIAAEHdAkG1ThGMfdzgG2UYqwgMN/4AewUjbSNM0dP7Ro1l6AkGInmO54B"
                    + "/4baj5wDQwBQdFUXMXqIZshbqP78uVQTwpJJJIghH9jynfZ1sA");
      case "ycck.jpg":
        return JpegBytes.withExif(
            JpegBytes.withAdobe(JpegBytes.raw(20, 20, 4, samples, true), 2), exif);
      case "tiled.tif":
        return new TiffBytes(ByteOrder.BIG_ENDIAN)
            .shorts(274, 5)
            .tag(271, "Maker")
            .picture(21, 18, 16, 3, 2, TiffBytes.LZW, 16, samples);
      case "lossy.webp":
        return Base64.getDecoder()
            .decode(
                "UklGRqAAAABXRUJQVlA4WAoAAAAMAAAADwAADwAAVlA4IDIAAADQAQCdASoQABAAAMASJaACdLoB+AADsAD+2i"
                    + "b/7vN+09e09f1M//jKnyA/4yp/xcwAAEVYSUYaAAAASUkqAAgAAAABABIBAwABAAAABgAAAAAAAABYTV"
                    + "AgJQAAADx4OnhtcG1ldGEgeG1sbnM6eD0iYWRvYmU6bnM6bWV0YS8iLz4A");
      case "plain.gif", "plain.bmp":
        {
          int type =
              name.equals("plain.gif")
                  ? BufferedImage.TYPE_BYTE_INDEXED
                  : BufferedImage.TYPE_3BYTE_BGR;
          BufferedImage picture = new BufferedImage(9, 8, type);
          picture.setRGB(3, 3, 0xff8040);
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          ImageIO.write(picture, name.substring(name.length() - 3), out);
          return out.toByteArray();
        }
      case "plain.psd":
        {
          byte[] resources = PhotoshopResources.ofIptc(new byte[] {0x1c, 2, 5, 0, 1, 'T'});
          ByteBuffer psd = ByteBuffer.allocate(26 + 4 + 4 + resources.length + 4 + 2 + 3 * 30);
          psd.put("8BPS".getBytes(ISO_8859_1)).putShort((short) 1).put(new byte[6]);
          psd.putShort((short) 3).putInt(5).putInt(6).putShort((short) 8).putShort((short) 3);
          psd.putInt(0).putInt(resources.length).put(resources).putInt(0).putShort((short) 0);
          return psd.array();
        }
      default:
        return JpegBytes.concat("P6\n4 3\n255\n".getBytes(ISO_8859_1), new byte[36]);
    }
  }

  /** Flips bytes, sets extreme values, cuts, doubles or removes a part. */
  static byte[] mutate(byte[] seed, Random random) {
    byte[] bytes = seed.clone();
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes && bytes.length > 8; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(7)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes[at] = (byte) 0xff;
        case 3 -> bytes[at] = 0;
        case 4 -> bytes = Arrays.copyOf(bytes, at + 1);
        case 5 -> {
          int end = Math.min(bytes.length, at + random.nextInt(40));
          byte[] longer =
              JpegBytes.concat(Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, at, end));
          bytes = JpegBytes.concat(longer, Arrays.copyOfRange(bytes, end, bytes.length));
        }
        default -> {
          for (int j = at; j < Math.min(bytes.length, at + 4); j++) {
            bytes[j] = (byte) random.nextInt(256);
          }
        }
      }
    }
    return bytes;
  }
}
