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
  void picturesInPixelsFollowTheExactConversion() {
    for (ColorProfile profile :
        new ColorProfile[] {
          profile(2.2, ADOBE_RGB),
          profile(1.8, 0.3457, 0.3585, 0.7347, 0.2653, 0.1596, 0.8404, 0.0366, 0.0001),
          builtIn(ColorSpace.CS_GRAY)
        }) {
      ColorConversion conversion = ColorConversion.toSrgb(profile);
      Random random = new Random(6);
      int count = 20_000;
      int[] argb = new int[count];
      float[][] planes = new float[3][count];
      for (int i = 0; i < count; i++) {
        argb[i] = random.nextInt();
        if (profile.isGrey()) {
          argb[i] = argb[i] & 0xff0000ff | (argb[i] & 0xff) << 8 | (argb[i] & 0xff) << 16;
        }
        for (int c = 0; c < 3; c++) {
          planes[c][i] = (argb[i] >> 16 - 8 * c & 0xff) / 255f;
        }
      }
      int[] shown = argb.clone();
      conversion.convert(shown, 0, count);
      conversion.convert(planes[0], planes[1], planes[2], 0, count);
      double sum = 0;
      for (int i = 0; i < count; i++) {
        assertThat(shown[i] >>> 24).isEqualTo(argb[i] >>> 24);
        for (int c = 0; c < 3; c++) {
          sum += Math.abs((shown[i] >> 16 - 8 * c & 0xff) - 255 * planes[c][i]);
        }
      }
      assertThat(sum / count / 3).isLessThan(1);
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
