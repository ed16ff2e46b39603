package org.ctsr.engine.image;

/**
 * What PNG's cICP chunk says of the colours: code points of ITU-T H.273 (PNG, third edition,
 * section 11.3.2.6).
 */
final class CodingPoints {
  static final int LENGTH = 4;

  private static final int BT_709 = 1;
  private static final int BT_2020 = 9;
  private static final int P3_D65 = 12;

  private static final int GAMMA_22 = 4;
  private static final int LINEAR = 8;
  private static final int SRGB_CURVE = 13;
  private static final int PQ = 16;
  private static final int HLG = 18;

  private final int primaries;
  private final int transfer;
  private final boolean fullRangeRgb;

  /**
   * @param chunk its content, {@value #LENGTH} bytes
   */
  CodingPoints(byte[] chunk) {
    primaries = chunk[0] & 0xff;
    transfer = chunk[1] & 0xff;
    fullRangeRgb = chunk[2] == 0 && chunk[3] == 1;
  }

  /**
   * Gives the blocks a profile that says the same or a conversion for HDR, which no profile of ours
   * can say: the chunk comes before a profile of the file (PNG, third edition, section 4.3). Where
   * neither is possible the file's profile stays; without one there is a warning.
   *
   * @param grey whether the samples are grey, of which only the curve speaks
   */
  void describe(MetadataBlocks blocks, boolean grey) {
    boolean hdr = transfer == PQ || transfer == HLG;
    boolean knownCurve =
        hdr || transfer == SRGB_CURVE || transfer == GAMMA_22 || transfer == LINEAR;
    boolean knownColors =
        grey || primaries == BT_709 || primaries == BT_2020 || primaries == P3_D65;
    boolean understood = fullRangeRgb && knownCurve && knownColors;
    if (!understood && blocks.profile != null) {
      return;
    }
    // The samples are described, if not understood: what else the file says does not hold.
    blocks.srgb = true;
    if (!understood) {
      blocks.warn(
          "describes its colours in a way that is not supported (cICP primaries "
              + primaries
              + ", curve "
              + transfer
              + "); sRGB is assumed");
      return;
    }
    blocks.profile = null;
    if (hdr) {
      HdrConversion.Curve curve = transfer == PQ ? HdrConversion.Curve.PQ : HdrConversion.Curve.HLG;
      blocks.hdr = new HdrConversion(curve, chromaticities());
      return;
    }
    if (transfer == SRGB_CURVE && (grey || primaries == BT_709)) {
      return;
    }
    double exponent = transfer == LINEAR ? 1 : 2.2;
    if (grey) {
      blocks.profile = MatrixProfile.ofGrey("PNG cICP", exponent);
    } else if (transfer == SRGB_CURVE) {
      blocks.profile = MatrixProfile.withSrgbCurve("PNG cICP", chromaticities());
    } else {
      blocks.profile = MatrixProfile.of("PNG cICP", exponent, chromaticities());
    }
  }

  /** H.273, table 2: x, y of white, red, green, blue. */
  private double[] chromaticities() {
    return switch (primaries) {
      case BT_2020 -> new double[] {0.3127, 0.3290, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046};
      case P3_D65 -> new double[] {0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060};
      default -> new double[] {0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06};
    };
  }
}
