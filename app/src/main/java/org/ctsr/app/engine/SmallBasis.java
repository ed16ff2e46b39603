package org.ctsr.app.engine;

import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.inference.DeviceChoice;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.inference.OutOfDeviceMemoryException;
import org.ctsr.engine.inference.TileUpscaler;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.ModelPackage;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.tile.Tile;

/** The basis images of a small picture, kept whole: any realness of it costs no network. */
public final class SmallBasis {
  private final int width;
  private final int height;
  private final float[][] planes;

  private SmallBasis(int width, int height, float[][] planes) {
    this.width = width;
    this.height = height;
    this.planes = planes;
  }

  /**
   * Runs a model on a part of a photo; takes as long as the network does.
   *
   * @param part of the photo; small, as nothing is cut into tiles
   * @throws ModelException if the model cannot be used
   */
  public static SmallBasis of(ModelPackage model, RgbImage photo, Rectangle part)
      throws ModelException {
    try (ModelRunner runner = ModelRunner.load(model, DeviceChoice.PROCESSOR, 0, notice -> {});
        BasisPlanes basis =
            new TileUpscaler(runner)
                .upscale(
                    photo,
                    new Tile(
                        0,
                        0,
                        part,
                        part.grow(model.manifest().halo(), photo.width(), photo.height())))) {
      int count = basis.hasDetail() ? BasisPlanes.BASES * BasisPlanes.CHANNELS : 3;
      float[][] planes = new float[count][basis.width() * basis.height()];
      for (int i = 0; i < count; i++) {
        for (int y = 0; y < basis.height(); y++) {
          basis.row(
              i / BasisPlanes.CHANNELS, i % BasisPlanes.CHANNELS, y, planes[i], y * basis.width());
        }
      }
      return new SmallBasis(basis.width(), basis.height(), planes);
    } catch (OutOfDeviceMemoryException e) {
      throw new ModelException(model.name() + ": needs more memory than there is", e);
    }
  }

  /** Pixels in a row. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** Whether realness changes anything. */
  public boolean hasSlider() {
    return planes.length > BasisPlanes.CHANNELS;
  }

  /**
   * The picture at a realness: {@code S(x, t) = B0 + t B1 + t (1 - t) B2}.
   *
   * @return {@code width * height} opaque pixels, 0xAARRGGBB
   */
  public int[] at(double realness) {
    float t = (float) realness;
    float curve = t * (1 - t);
    int[] argb = new int[width * height];
    for (int i = 0; i < argb.length; i++) {
      int pixel = 0xff;
      for (int c = 0; c < BasisPlanes.CHANNELS; c++) {
        float value = planes[c][i];
        if (planes.length > BasisPlanes.CHANNELS) {
          value += t * planes[3 + c][i] + curve * planes[6 + c][i];
        }
        pixel = pixel << 8 | Math.round(255 * Math.max(0f, Math.min(1f, value)));
      }
      argb[i] = pixel;
    }
    return argb;
  }
}
