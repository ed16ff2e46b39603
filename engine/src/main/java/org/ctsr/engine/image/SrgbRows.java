package org.ctsr.engine.image;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Rows converted from a photo's own encoding to sRGB, for results that are to be sRGB; to be
 * written with {@link Metadata#withoutProfile}.
 */
public final class SrgbRows implements RowSource {
  private final RowSource source;
  private final ColorConversion conversion;

  private SrgbRows(RowSource source, ColorConversion conversion) {
    this.source = source;
    this.conversion = conversion;
  }

  /** The rows themselves if they are sRGB already. */
  public static RowSource of(RowSource source, @Nullable ColorProfile profile) {
    ColorConversion conversion = ColorConversion.toSrgb(profile);
    return conversion.isIdentity() ? source : new SrgbRows(source, conversion);
  }

  @Override
  public int width() {
    return source.width();
  }

  @Override
  public int height() {
    return source.height();
  }

  @Override
  public boolean isGrey() {
    return source.isGrey();
  }

  @Override
  public boolean hasAlpha() {
    return source.hasAlpha();
  }

  @Override
  public void nextRow(float[][] row) throws IOException {
    source.nextRow(row);
    conversion.convert(row[0], row[1], row[2], 0, source.width());
  }
}
