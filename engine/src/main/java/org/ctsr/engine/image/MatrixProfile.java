package org.ctsr.engine.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Builds ICC profiles (ICC.1:2001, version 2) from primaries and a curve, for files that describe
 * their colours without carrying a profile.
 */
final class MatrixProfile {
  private static final double[] D50 = {0.9642, 1.0, 0.8249};

  /** Adobe RGB (1998) Color Image Encoding, section 4.3.4: 2 + 51/256. */
  private static final double ADOBE_RGB_GAMMA = 563 / 256.0;

  /** Chromaticities x, y of white, red, green, blue; so are the next ones. */
  private static final double[] ADOBE_RGB_PRIMARIES = {
    0.3127, 0.3290, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06
  };

  private static final double[] SRGB_PRIMARIES = {
    0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06
  };

  private static final double[][] BRADFORD = {
    {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}
  };

  private static final int CURVE_ENTRIES = 1024;

  private MatrixProfile() {}

  /** Adobe RGB (1998), for photos whose tags name it without giving a profile. */
  static byte[] adobeRgb() {
    return of("Adobe RGB (1998) compatible", ADOBE_RGB_GAMMA, ADOBE_RGB_PRIMARIES);
  }

  /**
   * What PNG's gAMA and cHRM chunks mean; null if that is sRGB within rounding.
   *
   * @param gamma the chunk's value: encoding exponent times 100,000
   * @param chromaticities the cHRM chunk's content; null stands for sRGB's
   * @param grey whether the samples are grey, of which only the curve speaks
   */
  static byte @Nullable [] fromPng(int gamma, byte @Nullable [] chromaticities, boolean grey) {
    double[] primaries = SRGB_PRIMARIES.clone();
    if (chromaticities != null && !grey) {
      ByteBuffer values = ByteBuffer.wrap(chromaticities);
      for (int i = 0; i < 8; i++) {
        primaries[i] = values.getInt(4 * i) / 100_000.0;
      }
    }
    boolean usual = Math.abs(gamma - 45455) < 1000;
    for (int i = 0; i < 8; i++) {
      usual &= Math.abs(primaries[i] - SRGB_PRIMARIES[i]) < 0.002;
      if (!(primaries[i] > 0 && primaries[i] < 1)) {
        return null; // nonsense says nothing
      }
    }
    if (usual || gamma < 5_000 || gamma > 500_000) {
      return null;
    }
    double exponent = 100_000.0 / gamma;
    return grey ? ofGrey("PNG gAMA", exponent) : of("PNG gAMA/cHRM", exponent, primaries);
  }

  /**
   * An RGB display profile.
   *
   * @param exponent of the decoding curve, linear = encoded ^ exponent
   * @param primaries x, y of white, red, green, blue
   */
  static byte[] of(String name, double exponent, double[] primaries) {
    return of(name, curve(exponent), primaries);
  }

  /**
   * An RGB display profile with sRGB's curve.
   *
   * @param primaries x, y of white, red, green, blue
   */
  static byte[] withSrgbCurve(String name, double[] primaries) {
    return of(name, srgbCurve(), primaries);
  }

  private static byte[] of(String name, byte[] curve, double[] primaries) {
    double[][] matrix = toD50(primaries);
    String[] tags = {"desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"};
    byte[][] contents = {
      description(name),
      copyright(),
      xyz(D50),
      xyz(column(matrix, 0)),
      xyz(column(matrix, 1)),
      xyz(column(matrix, 2)),
      curve,
      curve,
      curve
    };
    return assemble("RGB ", tags, contents);
  }

  /**
   * A grey display profile.
   *
   * @param exponent of the decoding curve, linear = encoded ^ exponent
   */
  static byte[] ofGrey(String name, double exponent) {
    String[] tags = {"desc", "cprt", "wtpt", "kTRC"};
    byte[][] contents = {description(name), copyright(), xyz(D50), curve(exponent)};
    return assemble("GRAY", tags, contents);
  }

  private static byte[] assemble(String space, String[] tags, byte[][] contents) {
    int size = 128 + 4 + 12 * tags.length;
    for (byte[] content : contents) {
      size += content.length;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    putHeader(out, space, size);
    out.position(128);
    out.putInt(tags.length);
    int offset = 128 + 4 + 12 * tags.length;
    for (int i = 0; i < tags.length; i++) {
      out.put(ascii(tags[i])).putInt(offset).putInt(contents[i].length);
      offset += contents[i].length;
    }
    for (byte[] content : contents) {
      out.put(content);
    }
    return out.array();
  }

  private static void putHeader(ByteBuffer out, String space, int size) {
    out.putInt(0, size).putInt(8, 0x02100000);
    out.put(12, ascii("mntr" + space + "XYZ "));
    out.putShort(24, (short) 2026).putShort(26, (short) 1).putShort(28, (short) 1);
    out.put(36, ascii("acsp"));
    for (int i = 0; i < 3; i++) {
      out.putInt(68 + 4 * i, fixed(D50[i]));
    }
  }

  private static byte[] description(String name) {
    byte[] ascii = ascii(name + "\0");
    ByteBuffer out = ByteBuffer.allocate((12 + ascii.length + 8 + 3 + 67 + 3) / 4 * 4);
    return out.put(ascii("desc")).putInt(0).putInt(ascii.length).put(ascii).array();
  }

  private static byte[] copyright() {
    return text("No copyright, use freely");
  }

  private static byte[] text(String text) {
    byte[] ascii = ascii(text + "\0");
    return ByteBuffer.allocate((8 + ascii.length + 3) / 4 * 4)
        .put(ascii("text"))
        .putInt(0)
        .put(ascii)
        .array();
  }

  private static byte[] curve(double exponent) {
    return ByteBuffer.allocate(16)
        .put(ascii("curv"))
        .putInt(0)
        .putInt(1)
        .putShort((short) Math.round(exponent * 256))
        .array();
  }

  /** As a table: version 2 knows no formula for it. */
  private static byte[] srgbCurve() {
    ByteBuffer out = ByteBuffer.allocate(12 + 2 * CURVE_ENTRIES);
    out.put(ascii("curv")).putInt(0).putInt(CURVE_ENTRIES);
    for (int i = 0; i < CURVE_ENTRIES; i++) {
      double linear = SrgbCurve.decodeExactly(i / (CURVE_ENTRIES - 1.0));
      out.putShort((short) Math.round(linear * 65535));
    }
    return out.array();
  }

  private static byte[] xyz(double[] value) {
    ByteBuffer out = ByteBuffer.allocate(20).put(ascii("XYZ ")).putInt(0);
    for (double v : value) {
      out.putInt(fixed(v));
    }
    return out.array();
  }

  private static int fixed(double value) {
    return (int) Math.round(value * 65536);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * What takes linear RGB of the given primaries to linear RGB of sRGB's, outside of which values
   * are negative or over 1.
   *
   * @param primaries x, y of white, red, green, blue
   */
  static double[][] toLinearSrgb(double[] primaries) {
    return multiply(inverse(toD50(SRGB_PRIMARIES)), toD50(primaries));
  }

  /** RGB to XYZ, adapted to D50 by the linear Bradford transform (ICC.1:2010, annex E). */
  private static double[][] toD50(double[] p) {
    double[] white = {p[0] / p[1], 1, (1 - p[0] - p[1]) / p[1]};
    double[][] primaries = new double[3][3];
    for (int c = 0; c < 3; c++) {
      double x = p[2 + 2 * c];
      double y = p[3 + 2 * c];
      primaries[0][c] = x / y;
      primaries[1][c] = 1;
      primaries[2][c] = (1 - x - y) / y;
    }
    double[] scale = apply(inverse(primaries), white);
    for (double[] row : primaries) {
      for (int c = 0; c < 3; c++) {
        row[c] *= scale[c];
      }
    }
    double[] from = apply(BRADFORD, white);
    double[] to = apply(BRADFORD, D50);
    double[][] gains = new double[3][3];
    for (int i = 0; i < 3; i++) {
      gains[i][i] = to[i] / from[i];
    }
    double[][] adapt = multiply(inverse(BRADFORD), multiply(gains, BRADFORD));
    return multiply(adapt, primaries);
  }

  private static double[] column(double[][] m, int c) {
    return new double[] {m[0][c], m[1][c], m[2][c]};
  }

  private static double[] apply(double[][] m, double[] v) {
    double[] out = new double[3];
    for (int i = 0; i < 3; i++) {
      out[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
    }
    return out;
  }

  private static double[][] multiply(double[][] a, double[][] b) {
    double[][] out = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        out[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j] + a[i][2] * b[2][j];
      }
    }
    return out;
  }

  private static double[][] inverse(double[][] m) {
    double[][] out = new double[3][3];
    double determinant = 0;
    for (int i = 0; i < 3; i++) {
      int j = (i + 1) % 3;
      int k = (i + 2) % 3;
      determinant += m[0][i] * (m[1][j] * m[2][k] - m[1][k] * m[2][j]);
      for (int r = 0; r < 3; r++) {
        int s = (r + 1) % 3;
        int t = (r + 2) % 3;
        out[i][r] = m[s][j] * m[t][k] - m[s][k] * m[t][j];
      }
    }
    for (double[] row : out) {
      for (int c = 0; c < 3; c++) {
        row[c] /= determinant;
      }
    }
    return out;
  }
}
