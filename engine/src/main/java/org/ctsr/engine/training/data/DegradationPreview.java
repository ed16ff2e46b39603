package org.ctsr.engine.training.data;

import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;

/**
 * What the student will see: examples of the small photos that training makes of a sharp one, by
 * the pipeline that training uses.
 */
public final class DegradationPreview {
  private final DegradationPipeline pipeline;

  /** Examples with these settings. */
  public DegradationPreview(DegradationSettings settings) {
    this.pipeline = new DegradationPipeline(settings);
  }

  /**
   * One example.
   *
   * @param small the degraded photo, {@code patch} pixels a side
   * @param sharp the part of the photo it was made of, four times as large
   */
  public record Example(RgbImage small, RgbImage sharp) {}

  /** Shortest side of a photo that {@link #of} takes, in pixels. */
  public static int smallestPhoto(int patch) {
    return DegradationPipeline.cropSize(patch);
  }

  /**
   * Example {@code number} of a photo; the same number gives the same dice.
   *
   * @param photo sharp, at least {@link #smallestPhoto} pixels a side
   * @param x in [0, 1], which part of the photo: 0 its left edge
   * @param y likewise, 0 its upper edge
   * @param reduction the photo is shrunk to this share of its size first, as training does
   * @param patch side of the small photo, pixels
   * @throws IllegalArgumentException if the photo is too small
   */
  public Example of(RgbImage photo, double x, double y, double reduction, int patch, long number) {
    int side = DegradationPipeline.cropSize(patch);
    int shortest = Math.min(photo.width(), photo.height());
    if (shortest < side) {
      throw new IllegalArgumentException(
          "a photo of " + photo.width() + "x" + photo.height() + " pixels is too small");
    }
    int window = (int) Math.round(side / Math.max(reduction, (double) side / shortest));
    window = Math.max(side, Math.min(shortest, window));
    Raster raw = new Raster(window, window);
    int left = (int) Math.round(x * (photo.width() - window));
    int top = (int) Math.round(y * (photo.height() - window));
    for (int c = 0; c < Raster.CHANNELS; c++) {
      photo.readRegion(c, left, top, window, window, raw.values, c * raw.plane(), window);
    }
    Raster crop =
        window == side ? raw : RasterResizer.resize(raw, side, side, RasterResizer.Filter.BICUBIC);
    Degraded made = pipeline.degrade(crop, patch, Dice.of(number, 0));
    return new Example(image(made.small()), image(made.sharp()));
  }

  private static RgbImage image(Raster raster) {
    byte[] bytes = raster.toBytes();
    SamplePlane[] planes = new SamplePlane[Raster.CHANNELS];
    for (int c = 0; c < planes.length; c++) {
      byte[] plane = new byte[raster.plane()];
      System.arraycopy(bytes, c * plane.length, plane, 0, plane.length);
      planes[c] = SamplePlane.of(plane);
    }
    return RgbImage.rgb(
        raster.width, raster.height, planes[0], planes[1], planes[2], null, Metadata.NONE);
  }
}
