package org.ctsr.engine.image;

import com.adobe.internal.xmp.XMPConst;
import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The blocks of a result: what the photo carried, corrected, with the result's own tags. */
@SuppressWarnings("ArrayRecordComponent") // opaque blocks, compared nowhere
record ResultMetadata(
    byte @Nullable [] profile,
    byte @Nullable [] exif,
    byte @Nullable [] xmp,
    byte @Nullable [] iptc,
    double dotsPerInch) {
  /** Our own XMP name space. */
  static final String NAMESPACE = "http://ctsr.org/ns/1.0/";

  private static final String PREFIX = "ctsr";
  private static final String TIFF = "http://ns.adobe.com/tiff/1.0/";
  private static final String EXIF = "http://ns.adobe.com/exif/1.0/";

  /** Corrects a photo's metadata for a result of this size. */
  static ResultMetadata of(
      Metadata photo, int width, int height, @Nullable ResultTag tag, List<String> warnings) {
    ColorProfile profile = photo.colorProfile();
    return new ResultMetadata(
        profile == null ? null : profile.bytes(),
        exif(photo, width, height, warnings),
        xmp(photo, width, height, tag, warnings),
        photo.iptc(),
        photo.dotsPerInch());
  }

  private static byte @Nullable [] exif(
      Metadata photo, int width, int height, List<String> warnings) {
    byte[] original = photo.exif();
    if (original == null) {
      return null;
    }
    ExifBlock block = ExifBlock.parse(original, original.length * 4L);
    if (block != null) {
      try {
        return block.forResult(
            original,
            new ExifBlock.Result(width, height, photo.dotsPerInch(), photo.colorProfile() == null));
      } catch (IOException | RuntimeException e) {
        block = null;
      }
    }
    warnings.add("the photo's EXIF tags are damaged and were left out");
    return null;
  }

  private static byte @Nullable [] xmp(
      Metadata photo, int width, int height, @Nullable ResultTag tag, List<String> warnings) {
    byte[] original = photo.xmp();
    if (original == null && tag == null) {
      return null;
    }
    XMPMeta meta = XMPMetaFactory.create();
    if (original != null) {
      try {
        meta = XmpPacket.parse(original);
      } catch (XMPException e) {
        warnings.add("the photo's XMP is damaged or too complex and was left out");
      }
    }
    try {
      correct(meta, width, height);
      if (tag != null) {
        describe(meta, tag);
      }
      return XmpPacket.bytes(meta);
    } catch (XMPException e) {
      throw new IllegalStateException("XMP of our own making cannot be written", e);
    }
  }

  /** Only what is there is corrected; nothing is invented. */
  private static void correct(XMPMeta meta, int width, int height) throws XMPException {
    if (meta.doesPropertyExist(TIFF, "Orientation")) {
      meta.setProperty(TIFF, "Orientation", "1");
    }
    replace(meta, TIFF, "ImageWidth", width);
    replace(meta, TIFF, "ImageLength", height);
    replace(meta, EXIF, "PixelXDimension", width);
    replace(meta, EXIF, "PixelYDimension", height);
    meta.deleteProperty(XmpPacket.NOTE, XmpPacket.HAS_EXTENDED);
    meta.deleteProperty(XMPConst.NS_XMP, "Thumbnails");
  }

  private static void replace(XMPMeta meta, String namespace, String name, int value)
      throws XMPException {
    if (meta.doesPropertyExist(namespace, name)) {
      meta.setProperty(namespace, name, Integer.toString(value));
    }
  }

  private static void describe(XMPMeta meta, ResultTag tag) throws XMPException {
    XMPMetaFactory.getSchemaRegistry().registerNamespace(NAMESPACE, PREFIX);
    meta.setProperty(NAMESPACE, "software", tag.software());
    meta.setProperty(NAMESPACE, "model", tag.model());
    meta.setProperty(NAMESPACE, "modelVersion", tag.modelVersion());
    meta.setProperty(NAMESPACE, "modelDigest", tag.modelDigest());
    meta.setProperty(
        NAMESPACE, "realness", Double.isNaN(tag.realness()) ? "mask" : plain(tag.realness()));
    meta.setProperty(NAMESPACE, "scale", plain(tag.scale()));
  }

  private static String plain(double value) {
    String text = String.format(Locale.ROOT, "%.6f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
