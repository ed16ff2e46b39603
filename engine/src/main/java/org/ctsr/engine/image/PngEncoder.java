package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** PNG through the JDK's writer, which takes row by row. */
final class PngEncoder implements PhotoEncoder {
  private static final String NATIVE = "javax_imageio_png_1.0";
  private static final double METRES_PER_INCH = 0.0254;

  @Override
  public String refusal(int width, int height, int samples, int bitDepth) {
    return "";
  }

  @Override
  public void encode(
      RowSource rows,
      ResultMetadata metadata,
      WriteSettings settings,
      ImageOutputStream output,
      List<String> warnings)
      throws IOException {
    RowImage image = new RowImage(rows, settings.bitDepth(), true);
    ImageWriter writer = ImageIoPlugins.writer("png");
    try {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      // The JDK's writer uses deflate level 9 * (1 - quality), rounded.
      param.setCompressionQuality(1 - DEFLATE_LEVEL / 9f);
      IIOMetadata tree =
          writer.getDefaultImageMetadata(new ImageTypeSpecifier(image.sample()), param);
      IIOMetadataNode root = new IIOMetadataNode(NATIVE);
      addBlocks(root, metadata);
      tree.mergeTree(NATIVE, root);
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, tree), param);
    } finally {
      writer.dispose();
    }
  }

  private static void addBlocks(IIOMetadataNode root, ResultMetadata metadata) throws IOException {
    byte[] profile = metadata.profile();
    if (profile != null) {
      IIOMetadataNode node = child(root, "iCCP");
      node.setAttribute("profileName", "ICC profile");
      node.setAttribute("compressionMethod", "deflate");
      node.setUserObject(deflate(profile));
    } else {
      child(root, "sRGB").setAttribute("renderingIntent", "Perceptual");
    }
    if (metadata.dotsPerInch() > 0) {
      String perMetre = Long.toString(Math.round(metadata.dotsPerInch() / METRES_PER_INCH));
      IIOMetadataNode node = child(root, "pHYs");
      node.setAttribute("pixelsPerUnitXAxis", perMetre);
      node.setAttribute("pixelsPerUnitYAxis", perMetre);
      node.setAttribute("unitSpecifier", "meter");
    }
    byte[] xmp = metadata.xmp();
    if (xmp != null) {
      IIOMetadataNode entry = child(child(root, "iTXt"), "iTXtEntry");
      entry.setAttribute("keyword", "XML:com.adobe.xmp");
      entry.setAttribute("compressionFlag", "FALSE");
      entry.setAttribute("compressionMethod", "0");
      entry.setAttribute("languageTag", "");
      entry.setAttribute("translatedKeyword", "");
      entry.setAttribute("text", new String(xmp, UTF_8));
    }
    byte[] exif = metadata.exif();
    if (exif != null) {
      IIOMetadataNode node = child(child(root, "UnknownChunks"), "UnknownChunk");
      node.setAttribute("type", "eXIf");
      node.setUserObject(exif);
    }
    byte[] iptc = metadata.iptc();
    if (iptc != null) {
      IIOMetadataNode entry = child(child(root, "zTXt"), "zTXtEntry");
      entry.setAttribute("keyword", RawProfile.IPTC_KEYWORD);
      entry.setAttribute("compressionMethod", "deflate");
      entry.setAttribute("text", RawProfile.text("iptc", PhotoshopResources.ofIptc(iptc)));
    }
  }

  private static IIOMetadataNode child(IIOMetadataNode parent, String name) {
    IIOMetadataNode node = new IIOMetadataNode(name);
    parent.appendChild(node);
    return node;
  }

  private static byte[] deflate(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
