package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Builds JPEG files of unusual channels: the samples given are stored without any transform. */
final class JpegBytes {
  private JpegBytes() {}

  /** Quality 100, no subsampling, no JFIF or Adobe marker. */
  static byte[] raw(int width, int height, int bands, PngBytes.Samples samples, boolean progressive)
      throws IOException {
    WritableRaster raster =
        Raster.createInterleavedRaster(
            java.awt.image.DataBuffer.TYPE_BYTE, width, height, bands, null);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int band = 0; band < bands; band++) {
          raster.setSample(x, y, band, samples.at(band, x, y));
        }
      }
    }
    ImageWriter writer = ImageIoPlugins.writer("jpeg");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(1);
      if (progressive) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.write(null, new IIOImage(raster, null, null), param);
    } finally {
      writer.dispose();
    }
    return withoutApplicationMarkers(bytes.toByteArray());
  }

  static byte[] withoutApplicationMarkers(byte[] jpeg) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    int at = 2;
    while ((jpeg[at + 1] & 0xff) != JpegSegments.SOS) {
      int length = 2 + ((jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff);
      int marker = jpeg[at + 1] & 0xff;
      if (marker < JpegSegments.APP0 || marker > JpegSegments.APP15) {
        out.write(jpeg, at, length);
      }
      at += length;
    }
    out.write(jpeg, at, jpeg.length - at);
    return out.toByteArray();
  }

  /** Puts a segment right after SOI. */
  static byte[] withSegment(byte[] jpeg, int marker, byte[] payload) {
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + 4 + payload.length);
    out.put(jpeg, 0, 2).put((byte) 0xff).put((byte) marker);
    out.putShort((short) (payload.length + 2)).put(payload);
    return out.put(jpeg, 2, jpeg.length - 2).array();
  }

  static byte[] withAdobe(byte[] jpeg, int transform) {
    byte[] payload = Arrays.copyOf("Adobe".getBytes(ISO_8859_1), 12);
    payload[6] = 100;
    payload[11] = (byte) transform;
    return withSegment(jpeg, JpegSegments.APP14, payload);
  }

  static byte[] withExif(byte[] jpeg, byte[] tiff) {
    return withSegment(jpeg, JpegSegments.APP1, concat("Exif\0\0".getBytes(ISO_8859_1), tiff));
  }

  static byte[] withProfile(byte[] jpeg, byte[] profile) {
    byte[] prefix = "ICC_PROFILE\0\1\1".getBytes(ISO_8859_1);
    return withSegment(jpeg, JpegSegments.APP2, concat(prefix, profile));
  }

  static byte[] concat(byte[] a, byte[] b) {
    byte[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }
}
