package org.ctsr.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.EngineException;
import org.ctsr.engine.TestModels;
import org.ctsr.engine.TestPhotos;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.model.ModelManifest;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.tile.Tile;
import org.ctsr.engine.tile.TileGrid;
import org.ctsr.engine.torch.TorchFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutOfMemoryTest {
  /** A network on a device that can hold blocks of a limited size only. */
  private static final class SmallDevice implements BlockNetwork {
    private final ModelRunner runner;
    private final int mostPixels;
    private int refused;

    SmallDevice(ModelRunner runner, int mostPixels) {
      this.runner = runner;
      this.mostPixels = mostPixels;
    }

    @Override
    public ModelManifest manifest() {
      return runner.manifest();
    }

    @Override
    public BasisPlanes run(float[] pixels, int width, int height, Rectangle keep)
        throws OutOfDeviceMemoryException {
      if (width * height > mostPixels) {
        refused++;
        throw new OutOfDeviceMemoryException(width, height, new RuntimeException("out of memory"));
      }
      return runner.run(pixels, width, height, keep);
    }
  }

  @Test
  void aTileThatDoesNotFitIsCutAndGivesTheSamePixels() throws Exception {
    RgbImage photo = TestPhotos.photo(170, 120, 7);
    Tile tile = new TileGrid(170, 120, 96, 12).tile(1, 0);
    try (ModelRunner runner = TestModels.load(TestModels.STUDENT)) {
      SmallDevice device = new SmallDevice(runner, 60 * 60);
      try (BasisPlanes expected = new TileUpscaler(runner).upscale(photo, tile);
          BasisPlanes actual = new TileUpscaler(device).upscale(photo, tile)) {
        assertThat(device.refused).isPositive();
        assertThat(actual.width()).isEqualTo(expected.width());
        assertThat(actual.height()).isEqualTo(expected.height());
        assertThat(actual.hasDetail()).isTrue();
        float[] left = new float[expected.width()];
        float[] right = new float[expected.width()];
        for (int plane = 0; plane < 9; plane++) {
          for (int y = 0; y < expected.height(); y++) {
            expected.row(plane / 3, plane % 3, y, left, 0);
            actual.row(plane / 3, plane % 3, y, right, 0);
            for (int x = 0; x < left.length; x++) {
              assertThat(right[x]).isCloseTo(left[x], within(1f / 255));
            }
          }
        }
      }
    }
  }

  @Test
  void whatDidNotFitIsNotTriedWithEveryTile() throws Exception {
    RgbImage photo = TestPhotos.photo(300, 200, 9);
    TileGrid grid = new TileGrid(300, 200, 96, 12);
    try (ModelRunner runner = TestModels.load(TestModels.STUDENT)) {
      // A corner has less of a halo, and fits.
      Rectangle input = grid.tile(1, 0).input();
      SmallDevice device = new SmallDevice(runner, input.width() * input.height() - 1);
      TileUpscaler upscaler = new TileUpscaler(device);
      upscaler.upscale(photo, grid.tile(1, 0)).close();
      assertThat(device.refused).isEqualTo(1);
      upscaler.upscale(photo, grid.tile(1, 1)).close();
      upscaler.upscale(photo, grid.tile(1, 0)).close();
      assertThat(device.refused).as("known not to fit").isEqualTo(1);
      long before = runner.evaluations();
      upscaler.upscale(photo, grid.tile(0, 0)).close();
      assertThat(runner.evaluations()).as("one that fits is whole").isEqualTo(before + 1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUDA out of memory. Tried to allocate 2.00 GiB",
        "[enforce fail at alloc_cpu.cpp:118] err == 0. DefaultCPUAllocator: can't allocate memory:"
            + " you tried to allocate 99 bytes. Error code 12 (Cannot allocate memory)",
        "[enforce fail at alloc_cpu.cpp:116] data. DefaultCPUAllocator: not enough memory: you"
            + " tried to allocate 99 bytes.",
        "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"
      })
  void everySystemsWordsAreKnown(String message) {
    assertThat(TorchFailure.isOutOfMemory(new EngineException(message))).isTrue();
    assertThat(TorchFailure.isOutOfMemory(new EngineException("sizes do not match"))).isFalse();
  }

  @Test
  void aDeviceWithoutAnyMemoryIsGivenUp() throws Exception {
    RgbImage photo = TestPhotos.photo(100, 80, 8);
    try (ModelRunner runner = TestModels.load(TestModels.STUDENT)) {
      TileUpscaler upscaler = new TileUpscaler(new SmallDevice(runner, 10));
      Tile tile = new TileGrid(100, 80, 64, 12).tile(0, 0);
      assertThatThrownBy(() -> upscaler.upscale(photo, tile))
          .isInstanceOf(OutOfDeviceMemoryException.class)
          .hasMessageContaining("memory");
    }
  }
}
