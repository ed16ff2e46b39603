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
    if (original != null) {
      try {
        XMPMeta meta = XmpPacket.parse(original);
        // Before the orientation that the packet itself gives is corrected.
        XmpCorrections.apply(
            meta, width, height, photo.dotsPerInch(), wasTurned(photo, meta), warnings);
        correct(meta, width, height);
        return bytes(meta, tag);
      } catch (XMPException e) {
        warnings.add("the photo's XMP is damaged or too complex and was left out");
      }
    }
    if (tag == null) {
      return null;
    }
    try {
      return bytes(XMPMetaFactory.create(), tag);
    } catch (XMPException e) {
      throw new IllegalStateException("XMP of our own making cannot be written", e);
    }
  }

  /** A TIFF's EXIF block does not say so, its packet mostly does. */
  private static boolean wasTurned(Metadata photo, XMPMeta meta) throws XMPException {
    byte[] exif = photo.exif();
    ExifBlock block = exif == null ? null : ExifBlock.parse(exif, exif.length * 4L);
    if (block != null && block.orientation() != Orientation.UPRIGHT) {
      return true;
    }
    String packet = meta.getPropertyString(TIFF, "Orientation");
    return packet != null && packet.matches("[2-8]");
  }

  private static byte[] bytes(XMPMeta meta, @Nullable ResultTag tag) throws XMPException {
    if (tag != null) {
      describe(meta, tag);
    }
    return XmpPacket.bytes(meta);
  }

  /** Only what is there is corrected; nothing is invented. */
  private static void correct(XMPMeta meta, int width, int height) throws XMPException {
    replace(meta, TIFF, "Orientation", 1);
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
      set(meta, namespace, name, Integer.toString(value));
    }
  }

  /** Whatever is there goes first: a list, which programs do write, takes no simple value. */
  private static void set(XMPMeta meta, String namespace, String name, String value)
      throws XMPException {
    meta.deleteProperty(namespace, name);
    meta.setProperty(namespace, name, value);
  }

  private static void describe(XMPMeta meta, ResultTag tag) throws XMPException {
    XMPMetaFactory.getSchemaRegistry().registerNamespace(NAMESPACE, PREFIX);
    set(meta, NAMESPACE, "software", tag.software());
    set(meta, NAMESPACE, "model", tag.model());
    set(meta, NAMESPACE, "modelVersion", tag.modelVersion());
    set(meta, NAMESPACE, "modelDigest", tag.modelDigest());
    Double realness = tag.realness();
    setOrDelete(
        meta, "realness", realness == null ? null : realness.isNaN() ? "mask" : plain(realness));
    set(meta, NAMESPACE, "scale", plain(tag.scale()));
    MaskTag mask = tag.mask();
    setOrDelete(meta, "mask", mask == null ? null : mask.file());
    setOrDelete(meta, "maskDigest", mask == null ? null : mask.digest());
    setOrDelete(meta, "maskFactor", mask == null ? null : plain(mask.factor()));
  }

  /** What is there of an earlier enlargement goes. */
  private static void setOrDelete(XMPMeta meta, String name, @Nullable String value)
      throws XMPException {
    if (value == null) {
      meta.deleteProperty(NAMESPACE, name);
    } else {
      set(meta, NAMESPACE, name, value);
    }
  }

  private static String plain(double value) {
    String text = String.format(Locale.ROOT, "%.6f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
