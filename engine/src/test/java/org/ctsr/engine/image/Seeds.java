package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small sound files with metadata, and damage to do to them. */
final class Seeds {
  private Seeds() {}

  static byte[] of(String extension) throws IOException {
    byte[] exif = new TiffBytes(ByteOrder.LITTLE_ENDIAN).shorts(274, 6).tag(271, "Maker").bytes();
    PngBytes.Samples samples = (band, x, y) -> x * 13 + y * 7 + band * 50 & 255;
    switch (extension) {
      case "png":
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
      case "jpg":
        return JpegBytes.withExif(
            JpegBytes.withAdobe(JpegBytes.raw(20, 20, 4, samples, true), 2), exif);
      case "tif":
        return new TiffBytes(ByteOrder.BIG_ENDIAN)
            .shorts(274, 5)
            .tag(271, "Maker")
            .picture(21, 18, 16, 3, 2, TiffBytes.LZW, 16, samples);
      case "webp":
        return Base64.getDecoder()
            .decode(
                "UklGRqAAAABXRUJQVlA4WAoAAAAMAAAADwAADwAAVlA4IDIAAADQAQCdASoQABAAAMASJaACdLoB+AADsAD+2i"
                    + "b/7vN+09e09f1M//jKnyA/4yp/xcwAAEVYSUYaAAAASUkqAAgAAAABABIBAwABAAAABgAAAAAAAABYTV"
                    + "AgJQAAADx4OnhtcG1ldGEgeG1sbnM6eD0iYWRvYmU6bnM6bWV0YS8iLz4A");
      case "gif", "bmp":
        {
          int type =
              extension.equals("gif")
                  ? BufferedImage.TYPE_BYTE_INDEXED
                  : BufferedImage.TYPE_3BYTE_BGR;
          BufferedImage picture = new BufferedImage(9, 8, type);
          picture.setRGB(3, 3, 0xff8040);
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          ImageIO.write(picture, extension, out);
          return out.toByteArray();
        }
      case "psd":
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
