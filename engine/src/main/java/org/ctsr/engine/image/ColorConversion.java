package org.ctsr.engine.image;

import java.awt.Point;
import java.awt.color.CMMException;
import java.awt.color.ICC_Profile;
import java.awt.image.BandedSampleModel;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From a photo's own encoding to sRGB, for showing and measuring; colours outside sRGB are clipped.
 * The processing itself stays in the photo's encoding. One per thread; to show frames use {@link
 * ScreenColors}.
 */
public final class ColorConversion {
  private static final int CHUNK = 1 << 14;

  private final @Nullable ColorConvertOp op;
  private final int inputs;

  private ColorConversion(@Nullable ColorConvertOp op, int inputs) {
    this.op = op;
    this.inputs = inputs;
  }

  /** For a photo's {@link Metadata#colorProfile()}; null gives the identity. */
  public static ColorConversion toSrgb(@Nullable ColorProfile profile) {
    return profile == null || Profiles.isSrgb(profile)
        ? new ColorConversion(null, 3)
        : through(profile);
  }

  private static ColorConversion through(ColorProfile profile) {
    ICC_Profile[] chain = {profile.icc(), Profiles.SRGB};
    return new ColorConversion(new ColorConvertOp(chain, null), profile.isGrey() ? 1 : 3);
  }

  /** Whether nothing has to be done. */
  public boolean isIdentity() {
    return op == null;
  }

  /**
   * Converts pixels in place; each plane holds values in [0, 1] from {@code offset} on. For a grey
   * photo the first plane is taken and all three are written.
   *
   * @throws CMMException if the profile turns out to be unusable
   */
  public void convert(float[] red, float[] green, float[] blue, int offset, int count) {
    if (op == null) {
      return;
    }
    float[][] planes = {red, green, blue};
    short[][] in = new short[inputs][Math.min(count, CHUNK)];
    short[][] out = new short[3][Math.min(count, CHUNK)];
    for (int done = 0; done < count; done += CHUNK) {
      int n = Math.min(CHUNK, count - done);
      for (int c = 0; c < inputs; c++) {
        for (int i = 0; i < n; i++) {
          in[c][i] = (short) Math.round(clamp(planes[c][offset + done + i]) * 65535f);
        }
      }
      convert(in, out, n);
      for (int c = 0; c < 3; c++) {
        for (int i = 0; i < n; i++) {
          planes[c][offset + done + i] = (out[c][i] & 0xffff) / 65535f;
        }
      }
    }
  }

  /** 16-bit samples; {@code in} has as many planes as the profile has components. */
  void convert(short[][] in, short[][] out, int count) {
    if (op == null) {
      throw new IllegalStateException("nothing to convert");
    }
    op.filter(raster(in, count), raster(out, count));
  }

  /**
   * @throws CMMException if the profile cannot be used
   */
  static void requireUsable(ColorProfile profile) {
    ColorConversion conversion = through(profile);
    conversion.convert(new short[conversion.inputs][1], new short[3][1], 1);
  }

  private static WritableRaster raster(short[][] planes, int count) {
    int[] banks = new int[planes.length];
    Arrays.setAll(banks, i -> i);
    BandedSampleModel model =
        new BandedSampleModel(
            DataBuffer.TYPE_USHORT, count, 1, count, banks, new int[planes.length]);
    return Raster.createWritableRaster(
        model, new DataBufferUShort(planes, planes[0].length), new Point());
  }

  private static float clamp(float value) {
    return value > 0 ? Math.min(1, value) : 0; // NaN becomes 0
  }
}
