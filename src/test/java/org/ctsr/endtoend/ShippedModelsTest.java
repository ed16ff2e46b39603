package org.ctsr.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.inference.DeviceChoice;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.inference.TileUpscaler;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.ModelLibrary;
import org.ctsr.engine.model.ModelManifest;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.tile.Tile;
import org.ctsr.engine.tile.TileGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The models in the repository. Tests on photographs skip themselves where the folder of
 * photographs is missing.
 */
class ShippedModelsTest {
  private static final Path ROOT = Path.of(System.getProperty("ctsr.root", ".."));
  private static final ModelLibrary LIBRARY = new ModelLibrary(List.of(ROOT.resolve("models")));

  private static ModelRunner load(String name) throws ModelException {
    return ModelRunner.load(LIBRARY.open(name), DeviceChoice.PROCESSOR, 0, notice -> {});
  }

  private static Path photographs() {
    String given = System.getenv("CTSR_SHARED");
    Path folder =
        (given == null ? ROOT.resolve("../shared") : Path.of(given)).resolve("photos/val");
    assumeTrue(Files.isDirectory(folder), "no folder of photographs at " + folder);
    return folder;
  }

  private static RgbImage read(Path file) throws IOException {
    return PhotoReader.read(file, ReadLimits.DEFAULT);
  }

  @Test
  void everyPackageIsReadableVerifiedAndDescribed() throws IOException {
    ModelLibrary.Listing listing = LIBRARY.list();
    assertThat(listing.problems()).isEmpty();
    assertThat(listing.manifests()).hasSizeGreaterThanOrEqualTo(4);
    for (ModelManifest manifest : listing.manifests()) {
      Path folder = LIBRARY.open(manifest.name()).folder();
      assertThat(folder.resolve("MODEL_CARD.md")).isNotEmptyFile();
      assertThat(folder.resolve(manifest.license().file())).isNotEmptyFile();
      assertThat(manifest.workingMemory()).isNotNull();
    }
  }

  /**
   * At most 1/255 between tiled and whole, on a photograph that is always there, for a tile size
   * that has many borders.
   */
  @ParameterizedTest
  @ValueSource(ints = {32, 48, 80})
  void theStudentHasNoSeams(int core) throws Exception {
    RgbImage photo = read(ROOT.resolve("docs/pictures/osprey-small.jpg"));
    try (ModelRunner runner = load("ctsr-compact-x4")) {
      TileUpscaler upscaler = new TileUpscaler(runner);
      Rectangle all = new Rectangle(0, 0, photo.width(), photo.height());
      try (BasisPlanes whole = upscaler.upscale(photo, new Tile(0, 0, all, all))) {
        TileGrid grid =
            new TileGrid(photo.width(), photo.height(), core, runner.model().manifest().halo());
        double worst = 0;
        for (Tile tile : grid.tiles()) {
          try (BasisPlanes part = upscaler.upscale(photo, tile)) {
            for (double t : new double[] {0, 0.5, 1}) {
              worst = Math.max(worst, difference(whole, part, tile, (float) t));
            }
          }
        }
        assertThat(worst * 255).isLessThanOrEqualTo(1);
      }
    }
  }

  private static double difference(BasisPlanes whole, BasisPlanes part, Tile tile, float t) {
    double worst = 0;
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < part.height(); y++) {
        float[] expected = blend(whole, channel, 4 * tile.core().y() + y, t);
        float[] actual = blend(part, channel, y, t);
        for (int x = 0; x < actual.length; x++) {
          worst = Math.max(worst, Math.abs(expected[4 * tile.core().x() + x] - actual[x]));
        }
      }
    }
    return worst;
  }

  private static float[] blend(BasisPlanes planes, int channel, int y, float t) {
    float[][] rows = new float[3][planes.width()];
    for (int basis = 0; basis < 3; basis++) {
      planes.row(basis, channel, y, rows[basis], 0);
    }
    for (int x = 0; x < planes.width(); x++) {
      rows[0][x] += t * rows[1][x] + t * (1 - t) * rows[2][x];
    }
    return rows[0];
  }

  /**
   * The stored results were made elsewhere from the same weights, whole image, and rounded to 8
   * bits.
   */
  @ParameterizedTest
  @CsvSource({"realsr", "drealsr"})
  void theRealnessTeacherReproducesItsStoredResults(String set) throws Exception {
    Path folder = photographs().resolve(set);
    List<Path> stored;
    try (Stream<Path> files = Files.list(folder.resolve("x4plus"))) {
      stored = files.sorted().limit(1).toList();
    }
    try (ModelRunner runner = load("realness-teacher-x4")) {
      for (Path file : stored) {
        RgbImage expected = read(file);
        RgbImage photo = read(folder.resolve("lr").resolve(file.getFileName().toString()));
        Rectangle all = new Rectangle(0, 0, photo.width(), photo.height());
        try (BasisPlanes result =
            new TileUpscaler(runner).upscale(photo, new Tile(0, 0, all, all))) {
          assertThat(largestStep(expected, result)).as(file.toString()).isLessThanOrEqualTo(1);
        }
      }
    }
  }

  /** Largest difference in 8-bit steps after rounding. */
  private static int largestStep(RgbImage expected, BasisPlanes result) {
    int worst = 0;
    float[] left = new float[expected.width()];
    float[] right = new float[expected.width()];
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < expected.height(); y++) {
        expected.readRegion(channel, 0, y, expected.width(), 1, left, 0, expected.width());
        result.row(0, channel, y, right, 0);
        for (int x = 0; x < left.length; x++) {
          int rounded = Math.round(Math.max(0, Math.min(1, right[x])) * 255);
          worst = Math.max(worst, Math.abs(Math.round(left[x] * 255) - rounded));
        }
      }
    }
    return worst;
  }
}
