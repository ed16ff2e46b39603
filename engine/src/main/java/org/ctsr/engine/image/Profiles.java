package org.ctsr.engine.image;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import org.jspecify.annotations.Nullable;

/** What the package asks of ICC profiles. */
final class Profiles {
  static final ICC_Profile SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB);

  /** Largest distance of a curve from sRGB's, in encoded units, that still counts as like it. */
  private static final double SRGB_LIKE = 0.1;

  private Profiles() {}

  /** Null if the bytes are no profile. */
  static @Nullable ICC_Profile parse(byte[] bytes) {
    try {
      return ICC_Profile.getInstance(bytes);
    } catch (IllegalArgumentException | CMMException e) {
      return null;
    }
  }

  /**
   * Whether samples can be processed as they are encoded: the grey axis, taken through the profile
   * and re-encoded for sRGB, stays near where it was. True for Adobe RGB, Display P3, ProPhoto
   * (gamma 1.8); false for linear and HDR (PQ, HLG) curves.
   *
   * @throws CMMException if the profile cannot be used
   */
  static boolean hasSrgbLikeCurve(ColorProfile profile) {
    ICC_ColorSpace space = new ICC_ColorSpace(profile.icc());
    float[] sample = new float[space.getNumComponents()];
    for (int i = 0; i <= 16; i++) {
      float v = i / 16f;
      java.util.Arrays.fill(sample, v);
      float[] rgb = space.toRGB(sample);
      double luma = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
      if (Math.abs(luma - v) > SRGB_LIKE) {
        return false;
      }
    }
    return true;
  }

  /** Whether converting to sRGB moves no sample by more than half an 8-bit step. */
  static boolean isSrgb(ColorProfile profile) {
    if (profile.isGrey()) {
      return false;
    }
    ICC_ColorSpace space = new ICC_ColorSpace(profile.icc());
    for (int i = 0; i < 125; i++) {
      float[] sample = {i % 5 / 4f, i / 5 % 5 / 4f, i / 25 / 4f};
      float[] rgb = space.toRGB(sample);
      for (int c = 0; c < 3; c++) {
        if (Math.abs(rgb[c] - sample[c]) > 0.5 / 255) {
          return false;
        }
      }
    }
    return true;
  }
}
