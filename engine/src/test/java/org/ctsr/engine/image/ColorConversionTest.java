package org.ctsr.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColorConversionTest {
  private static final double[] ADOBE_RGB = {0.3127, 0.3290, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06};
  private static final double[] SRGB = {0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06};

  private static ColorProfile profile(double exponent, double... primaries) {
    return ColorProfile.of(MatrixProfile.of("test", exponent, primaries));
  }

  private static ColorProfile builtIn(int space) {
    return ColorProfile.of(ICC_Profile.getInstance(space).getData());
  }

  @Test
  void srgbIsTheIdentity() {
    assertThat(ColorConversion.toSrgb(null).isIdentity()).isTrue();
    assertThat(ColorConversion.toSrgb(builtIn(ColorSpace.CS_sRGB)).isIdentity()).isTrue();
    assertThat(ColorConversion.toSrgb(profile(2.2, ADOBE_RGB)).isIdentity()).isFalse();
  }

  /**
   * Against the definition: decode with gamma 2.2, Adobe RGB's matrix to XYZ D65, sRGB's inverse
   * matrix, encode.
   */
  @Test
  void adobeRgbByTheDefinition() {
    double[][] adobeToSrgb = {{1.39836, -0.39836, 0.0}, {0.0, 1.0, 0.0}, {0.0, -0.04293, 1.04293}};
    ColorConversion conversion = ColorConversion.toSrgb(profile(2.2, ADOBE_RGB));
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      float[] in = {random.nextFloat(), random.nextFloat(), random.nextFloat()};
      float[][] out = {{in[0]}, {in[1]}, {in[2]}};
      conversion.convert(out[0], out[1], out[2], 0, 1);
      for (int c = 0; c < 3; c++) {
        double linear = 0;
        for (int k = 0; k < 3; k++) {
          linear += adobeToSrgb[c][k] * Math.pow(in[k], 2.2);
        }
        double expected = SrgbCurve.encodeExactly(Math.max(0, Math.min(1, linear)));
        assertThat((double) out[c][0]).isCloseTo(expected, offset(0.006));
      }
    }
  }

  @Test
  void curvesAreJudged() {
    assertThat(Profiles.hasSrgbLikeCurve(builtIn(ColorSpace.CS_sRGB))).isTrue();
    assertThat(Profiles.hasSrgbLikeCurve(profile(2.2, ADOBE_RGB))).isTrue();
    assertThat(Profiles.hasSrgbLikeCurve(profile(1.8, SRGB))).isTrue();
    assertThat(Profiles.hasSrgbLikeCurve(profile(1.0, SRGB))).isFalse();
    assertThat(Profiles.hasSrgbLikeCurve(builtIn(ColorSpace.CS_LINEAR_RGB))).isFalse();
  }

  @Test
  void unusableProfilesAreRefused() {
    assertThatThrownBy(() -> ColorProfile.of(new byte[300]))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] xyz = ICC_Profile.getInstance(ColorSpace.CS_CIEXYZ).getData();
    assertThatThrownBy(() -> ColorProfile.of(xyz)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rowsCanBeConvertedForWriting() throws Exception {
    ColorProfile wide = profile(2.2, ADOBE_RGB);
    RowSource source = new TestRows(5, 2, false, true, (c, x, y) -> c == 3 ? 0.5f : 0.2f * x);
    RowSource rows = SrgbRows.of(source, wide);
    float[][] row = new float[4][5];
    rows.nextRow(row);
    for (int x = 0; x < 5; x++) {
      double expected = SrgbCurve.encodeExactly(Math.pow(0.2f * x, 2.2));
      assertThat((double) row[1][x]).isCloseTo(expected, offset(0.003));
      assertThat(row[3][x]).isEqualTo(0.5f);
    }
    assertThat(SrgbRows.of(source, null)).isSameAs(source);
  }
}
