package org.ctsr.engine.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.inference.OutOfDeviceMemoryException;
import org.ctsr.engine.inference.TileUpscaler;
import org.ctsr.engine.metric.MeasuredImage;
import org.ctsr.engine.model.ModelManifest;
import org.ctsr.engine.render.BasisBlender;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.tile.Tile;
import org.ctsr.engine.tile.TileGrid;

/** What a model makes of a photo at every realness, from one pass of its networks. */
final class ModelEnlarger implements SeriesEvaluation.Enlarger {
  private final ModelRunner runner;
  private final int core;
  private final List<Double> realness;

  /**
   * @param core side of a tile's core, LR pixels
   * @param realness values to show, if the model has a slider
   */
  ModelEnlarger(ModelRunner runner, int core, List<Double> realness) {
    this.runner = runner;
    this.core = core;
    this.realness = realness;
  }

  @Override
  public Map<Double, MeasuredImage> enlarge(PhotoPairs.Pair pair, RgbImage small, int scale)
      throws PhotoException, OutOfDeviceMemoryException {
    ModelManifest manifest = runner.model().manifest();
    if (manifest.scale() != scale) {
      throw new PhotoException(
          pair.hr(),
          "is %d times as large as %s, but the model enlarges %d times"
              .formatted(scale, pair.lr(), manifest.scale()));
    }
    List<Double> values = manifest.hasSlider() ? realness : List.of(Double.NaN);
    Map<Double, MeasuredImage.Builder> builders = new LinkedHashMap<>();
    for (Double value : values) {
      builders.put(value, new MeasuredImage.Builder(scale * small.width(), scale * small.height()));
    }
    TileUpscaler upscaler = new TileUpscaler(runner);
    TileGrid grid = new TileGrid(small.width(), small.height(), core, manifest.halo());
    for (Tile tile : grid.tiles()) {
      try (BasisPlanes planes = upscaler.upscale(small, tile)) {
        blend(planes, tile.core().times(scale), builders);
      }
    }
    Map<Double, MeasuredImage> pictures = new LinkedHashMap<>();
    builders.forEach((value, builder) -> pictures.put(value, builder.build()));
    return pictures;
  }

  private static void blend(
      BasisPlanes planes, Rectangle area, Map<Double, MeasuredImage.Builder> builders) {
    BasisBlender blender = new BasisBlender(area.width());
    float[] even = new float[area.width()];
    float[] row = new float[area.width()];
    builders.forEach(
        (value, builder) -> {
          Arrays.fill(even, value.floatValue());
          for (int channel = 0; channel < BasisPlanes.CHANNELS; channel++) {
            for (int y = 0; y < area.height(); y++) {
              blender.blendRow(planes, channel, y, even, row, 0);
              builder.setRow(channel, area.x(), area.y() + y, row, area.width());
            }
          }
        });
  }
}
