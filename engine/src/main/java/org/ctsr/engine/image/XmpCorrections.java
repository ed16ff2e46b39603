package org.ctsr.engine.image;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.XMPPathFactory;
import com.adobe.internal.xmp.XMPUtils;
import java.util.List;

/**
 * What XMP says about things that a result does not have, such as a video behind the picture, or in
 * pixels of the photo.
 */
final class XmpCorrections {
  private static final String TIFF = "http://ns.adobe.com/tiff/1.0/";
  private static final String CAMERA = "http://ns.google.com/photos/1.0/camera/";
  private static final String PANORAMA = "http://ns.google.com/photos/1.0/panorama/";
  private static final String REGIONS = "http://www.metadataworkinggroup.com/schemas/regions/";
  private static final String DIMENSIONS = "http://ns.adobe.com/xap/1.0/sType/Dimensions#";
  private static final String MICROSOFT_REGIONS = "http://ns.microsoft.com/photo/1.2/";

  /** Of pictures behind the picture: their list, and how two of them make an HDR one. */
  private static final List<String> ATTACHED =
      List.of(
          "http://ns.google.com/photos/1.0/container/",
          "http://ns.adobe.com/hdr-gain-map/1.0/",
          "http://ns.apple.com/HDRGainMap/1.0/");

  /** Of a video behind the picture. */
  private static final List<String> VIDEO =
      List.of(
          "MotionPhoto",
          "MotionPhotoVersion",
          "MotionPhotoPresentationTimestampUs",
          "MicroVideo",
          "MicroVideoVersion",
          "MicroVideoOffset",
          "MicroVideoPresentationTimestampUs");

  private static final String STORED_WIDTH = "CroppedAreaImageWidthPixels";
  private static final String STORED_HEIGHT = "CroppedAreaImageHeightPixels";

  private static final List<String> ACROSS =
      List.of(
          "FullPanoWidthPixels",
          "CroppedAreaLeftPixels",
          "LargestValidInteriorRectLeft",
          "LargestValidInteriorRectWidth",
          STORED_WIDTH);

  private static final List<String> DOWN =
      List.of(
          "FullPanoHeightPixels",
          "CroppedAreaTopPixels",
          "LargestValidInteriorRectTop",
          "LargestValidInteriorRectHeight",
          STORED_HEIGHT);

  private XmpCorrections() {}

  /**
   * @param turned whether the photo was stored otherwise than upright
   * @param dotsPerInch 0 if unknown
   */
  static void apply(
      XMPMeta meta,
      int width,
      int height,
      double dotsPerInch,
      boolean turned,
      List<String> warnings)
      throws XMPException {
    for (String name : VIDEO) {
      meta.deleteProperty(CAMERA, name);
    }
    for (String namespace : ATTACHED) {
      removeAll(meta, namespace);
    }
    if (turned) {
      removeAll(meta, PANORAMA);
    } else {
      scale(meta, ACROSS, STORED_WIDTH, width);
      scale(meta, DOWN, STORED_HEIGHT, height);
    }
    correctRegions(meta, width, height, turned, warnings);
    correctResolution(meta, dotsPerInch);
  }

  private static void removeAll(XMPMeta meta, String namespace) throws XMPException {
    XMPUtils.removeProperties(meta, namespace, null, true, false);
  }

  /** Numbers of a panorama, by what the size of the stored part of it became. */
  private static void scale(XMPMeta meta, List<String> names, String stored, int size)
      throws XMPException {
    double before = number(meta, stored);
    for (String name : names) {
      if (meta.doesPropertyExist(PANORAMA, name)) {
        double value = number(meta, name);
        meta.deleteProperty(PANORAMA, name);
        if (before > 0 && !Double.isNaN(value)) {
          String scaled = Long.toString(Math.round(value * size / before));
          meta.setProperty(PANORAMA, name, scaled);
        }
      }
    }
  }

  private static double number(XMPMeta meta, String name) throws XMPException {
    // The library fails when asked for the value of a name space that it has never met.
    if (!meta.doesPropertyExist(PANORAMA, name)) {
      return Double.NaN;
    }
    try {
      String text = meta.getPropertyString(PANORAMA, name);
      return text == null ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Regions are fractions of the picture as it is stored (MWG 2.0, section 5.9). */
  private static void correctRegions(
      XMPMeta meta, int width, int height, boolean turned, List<String> warnings)
      throws XMPException {
    boolean named = meta.doesPropertyExist(REGIONS, "Regions");
    if (turned) {
      if (named || meta.doesPropertyExist(MICROSOFT_REGIONS, "RegionInfo")) {
        warnings.add("the photo's marked regions were left out, since it was turned upright");
      }
      meta.deleteProperty(REGIONS, "Regions");
      meta.deleteProperty(MICROSOFT_REGIONS, "RegionInfo");
      return;
    }
    XMPMetaFactory.getSchemaRegistry().registerNamespace(REGIONS, "mwg-rs");
    XMPMetaFactory.getSchemaRegistry().registerNamespace(DIMENSIONS, "stDim");
    String size = "Regions" + XMPPathFactory.composeStructFieldPath(REGIONS, "AppliedToDimensions");
    if (named && meta.doesPropertyExist(REGIONS, size)) {
      meta.setStructField(REGIONS, size, DIMENSIONS, "w", Integer.toString(width));
      meta.setStructField(REGIONS, size, DIMENSIONS, "h", Integer.toString(height));
    }
  }

  private static void correctResolution(XMPMeta meta, double dotsPerInch) throws XMPException {
    if (dotsPerInch <= 0) {
      return;
    }
    boolean whole = dotsPerInch == Math.rint(dotsPerInch);
    String dots =
        whole ? Math.round(dotsPerInch) + "/1" : Math.round(dotsPerInch * 10_000) + "/10000";
    for (String name : List.of("XResolution", "YResolution")) {
      if (meta.doesPropertyExist(TIFF, name)) {
        meta.deleteProperty(TIFF, name);
        meta.setProperty(TIFF, name, dots);
        meta.deleteProperty(TIFF, "ResolutionUnit");
        meta.setProperty(TIFF, "ResolutionUnit", "2");
      }
    }
  }
}
