package org.ctsr.engine.image;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.Arrays;

/**
 * An ICC profile of grey or RGB samples, kept byte for byte: the JDK's own class rewrites the
 * header of what it loads.
 */
public final class ColorProfile {
  private final byte[] bytes;
  private final ICC_Profile icc;

  private ColorProfile(byte[] bytes, ICC_Profile icc) {
    this.bytes = bytes;
    this.icc = icc;
  }

  /**
   * Checks a profile by converting a sample with it.
   *
   * @throws IllegalArgumentException if it is damaged, or neither grey nor RGB
   */
  public static ColorProfile of(byte[] bytes) {
    try {
      ICC_Profile icc = ICC_Profile.getInstance(bytes);
      int type = icc.getColorSpaceType();
      if (type != ColorSpace.TYPE_RGB && type != ColorSpace.TYPE_GRAY) {
        throw new IllegalArgumentException("the colour profile is neither grey nor RGB");
      }
      ColorProfile profile = new ColorProfile(bytes.clone(), icc);
      ColorConversion.requireUsable(profile);
      return profile;
    } catch (CMMException e) {
      throw new IllegalArgumentException("the colour profile is damaged", e);
    }
  }

  /** The profile as the file carried it. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether it describes grey samples; RGB otherwise. */
  public boolean isGrey() {
    return icc.getColorSpaceType() == ColorSpace.TYPE_GRAY;
  }

  ICC_Profile icc() {
    return icc;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ColorProfile profile && Arrays.equals(bytes, profile.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
