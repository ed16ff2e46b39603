package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.adobe.internal.xmp.XMPException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.w3c.dom.NodeList;

/**
 * JPEG through the JDK's libjpeg, which holds all coefficients of a progressive one in memory: one
 * that would take too much of it becomes a baseline one.
 */
final class JpegEncoder implements PhotoEncoder {
  private static final String NATIVE = "javax_imageio_jpeg_image_1.0";

  /** libjpeg's limit on a side. */
  private static final int MAX_SIDE = 65_500;

  /**
   * Most bytes of coefficients, outside Java's heap: 89 megapixels in 4:4:4, twice as many in
   * 4:2:0. Of a small machine's memory no more than a sixteenth, as several results are written at
   * once.
   */
  private static final long MOST_COEFFICIENTS =
      Math.min(512L << 20, ReadLimits.machineMemory() / 16);

  /** Most bytes in a marker segment after its length field. */
  private static final int MAX_SEGMENT = 65_533;

  private final long mostCoefficients;

  JpegEncoder() {
    this(MOST_COEFFICIENTS);
  }

  /**
   * @param mostCoefficients bytes of coefficients that a progressive JPEG may take
   */
  JpegEncoder(long mostCoefficients) {
    this.mostCoefficients = mostCoefficients;
  }

  @Override
  public String refusal(int width, int height, int samples, int bitDepth) {
    return width > MAX_SIDE || height > MAX_SIDE
        ? "cannot be a JPEG: "
            + width
            + "x"
            + height
            + " is over JPEG's limit of 65500 pixels a side; choose PNG or TIFF"
        : "";
  }

  @Override
  public void encode(
      RowSource rows,
      ResultMetadata metadata,
      WriteSettings settings,
      ImageOutputStream output,
      List<String> warnings)
      throws IOException {
    if (rows.hasAlpha()) {
      warnings.add("JPEG cannot hold transparency; the picture was placed on white");
    }
    RowImage image = RowImage.forJpeg(rows);
    ImageWriter writer = ImageIoPlugins.writer("jpeg");
    try {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(settings.jpeg().quality() / 100f);
      if (settings.jpeg().progressive() && fits(rows, settings.jpeg().chroma(), warnings)) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      ImageTypeSpecifier type = new ImageTypeSpecifier(image.sample());
      IIOMetadata tree = writer.getDefaultImageMetadata(type, param);
      IIOMetadataNode root = (IIOMetadataNode) tree.getAsTree(NATIVE);
      prepare(root, metadata, settings.jpeg().chroma(), warnings);
      tree.setFromTree(NATIVE, root);
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, tree), param);
    } finally {
      writer.dispose();
    }
  }

  private boolean fits(RowSource rows, ChromaSampling chroma, List<String> warnings) {
    long needed = coefficientBytes(rows, chroma);
    if (needed <= mostCoefficients) {
      return true;
    }
    warnings.add(
        "is not progressive, since writing it so would need about "
            + (needed >> 20)
            + " MiB of memory, and the limit is "
            + (mostCoefficients >> 20)
            + " MiB");
    return false;
  }

  /** Two bytes a sample, colours at half the width and height being half as many in all. */
  static long coefficientBytes(RowSource rows, ChromaSampling chroma) {
    long bytes = (long) Short.BYTES * rows.width() * rows.height();
    if (rows.isGrey()) {
      return bytes;
    }
    return chroma == ChromaSampling.FULL ? 3 * bytes : bytes + bytes / 2;
  }

  private static void prepare(
      IIOMetadataNode root, ResultMetadata metadata, ChromaSampling chroma, List<String> warnings) {
    setDensity(root, metadata.dotsPerInch());
    NodeList components = root.getElementsByTagName("componentSpec");
    if (components.getLength() == 3) {
      IIOMetadataNode luma = (IIOMetadataNode) components.item(0);
      String factor = chroma == ChromaSampling.FULL ? "1" : "2";
      luma.setAttribute("HsamplingFactor", factor);
      luma.setAttribute("VsamplingFactor", factor);
    }
    IIOMetadataNode sequence =
        (IIOMetadataNode) root.getElementsByTagName("markerSequence").item(0);
    org.w3c.dom.Node first = sequence.getFirstChild();
    addBlock(sequence, first, JpegSegments.APP1, "Exif\0\0", metadata.exif(), "EXIF", warnings);
    addXmp(sequence, first, metadata.xmp(), warnings);
    byte[] iptc = metadata.iptc();
    byte[] photoshop = iptc == null ? null : PhotoshopResources.ofIptc(iptc);
    addBlock(sequence, first, JpegSegments.APP13, "Photoshop 3.0\0", photoshop, "IPTC", warnings);
    addProfile(sequence, first, metadata.profile(), warnings);
  }

  private static void setDensity(IIOMetadataNode root, double dotsPerInch) {
    NodeList jfif = root.getElementsByTagName("app0JFIF");
    if (jfif.getLength() == 1 && dotsPerInch >= 1 && dotsPerInch <= 65535) {
      IIOMetadataNode node = (IIOMetadataNode) jfif.item(0);
      String density = Long.toString(Math.round(dotsPerInch));
      node.setAttribute("resUnits", "1");
      node.setAttribute("Xdensity", density);
      node.setAttribute("Ydensity", density);
    }
  }

  private static void addBlock(
      IIOMetadataNode sequence,
      org.w3c.dom.Node before,
      int marker,
      String prefix,
      byte @org.jspecify.annotations.Nullable [] block,
      String what,
      List<String> warnings) {
    if (block == null) {
      return;
    }
    if (prefix.length() + block.length > MAX_SEGMENT) {
      warnings.add("the photo's " + what + " is too large for a JPEG and was left out");
      return;
    }
    sequence.insertBefore(segment(marker, prefix.getBytes(ISO_8859_1), block), before);
  }

  private static void addXmp(
      IIOMetadataNode sequence,
      org.w3c.dom.Node before,
      byte @org.jspecify.annotations.Nullable [] packet,
      List<String> warnings) {
    if (packet == null) {
      return;
    }
    try {
      for (byte[] payload : JpegXmp.segments(packet)) {
        sequence.insertBefore(segment(JpegSegments.APP1, new byte[0], payload), before);
      }
    } catch (XMPException e) {
      warnings.add("the photo's XMP is too complex for a JPEG and was left out");
    }
  }

  /** ICC.1:2010, annex B.4: numbered parts. */
  private static void addProfile(
      IIOMetadataNode sequence,
      org.w3c.dom.Node before,
      byte @org.jspecify.annotations.Nullable [] profile,
      List<String> warnings) {
    if (profile == null) {
      return;
    }
    int most = MAX_SEGMENT - 14;
    int parts = (profile.length + most - 1) / most;
    if (parts > 255) {
      warnings.add("the photo's colour profile is too large for a JPEG and was left out");
      return;
    }
    for (int i = 0; i < parts; i++) {
      byte[] part = Arrays.copyOfRange(profile, i * most, Math.min(profile.length, (i + 1) * most));
      byte[] prefix = ("ICC_PROFILE\0" + (char) (i + 1) + (char) parts).getBytes(ISO_8859_1);
      sequence.insertBefore(segment(JpegSegments.APP2, prefix, part), before);
    }
  }

  private static IIOMetadataNode segment(int marker, byte[] prefix, byte[] block) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(prefix);
    content.writeBytes(block);
    IIOMetadataNode node = new IIOMetadataNode("unknown");
    node.setAttribute("MarkerTag", Integer.toString(marker));
    node.setUserObject(content.toByteArray());
    return node;
  }
}
