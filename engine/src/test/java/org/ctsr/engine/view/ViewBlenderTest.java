package org.ctsr.engine.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.render.RealnessMap;
import org.ctsr.engine.tile.ArrayPlanes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewBlenderTest {
  private static final int WIDTH = 60;
  private static final int HEIGHT = 40;

  private final StripPool pool = new StripPool(2);
  private final ArrayPlanes planes = TestViews.planes(WIDTH, HEIGHT);
  private final TestViews views = new TestViews(WIDTH, HEIGHT, 32, planes);
  private final Viewport viewport = new Viewport(1, -10, -5, 280, 190);
  private final ViewSampler sampler =
      new ViewSampler(views.source, ViewSampler.Content.RESULT, pool);

  ViewBlenderTest() {
    views.putAll();
    sampler.moveTo(viewport);
  }

  @AfterEach
  void closePool() {
    pool.close();
  }

  /** The exact blend of the window's samples, 0 to 255. */
  private double exact(int channel, int x, int y, double t) {
    ViewBasis basis = sampler.basis();
    double value =
        TestViews.value(basis, 0, channel, x, y)
            + t * TestViews.value(basis, 1, channel, x, y)
            + t * (1 - t) * TestViews.value(basis, 2, channel, x, y);
    return 255 * Math.max(0, Math.min(1, value));
  }

  private void assertBlended(int[] pixels, int x, int y, double t) {
    int pixel = pixels[y * viewport.width() + x];
    assertThat(pixel >>> 24).isEqualTo(255);
    for (int channel = 0; channel < 3; channel++) {
      int value = pixel >> (16 - 8 * channel) & 0xff;
      double expected = exact(channel, x, y, t);
      assertThat((double) value).isBetween(expected - 0.6, expected + 0.6);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 0.1f, 0.333f, 0.5f, 0.77f, 1})
  void blendsAsTheFormulaSays(float t) {
    int[] pixels = TestViews.blend(new ViewBlender(pool), sampler, viewport, Realness.of(t));
    for (int y = 5; y < 165; y++) {
      for (int x = 10; x < 250; x++) {
        assertBlended(pixels, x, y, t);
      }
    }
    assertThat(pixels[0]).isZero();
    assertThat(pixels[100 * 280 + 251]).isZero();
    assertThat(pixels[166 * 280 + 100]).isZero();
  }

  @Test
  void blendsAMapPixelByPixel() {
    float[] values = new float[12 * 8];
    Random random = new Random(4);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    RealnessMap map = new RealnessMap(12, 8, values);
    int[] pixels = TestViews.blend(new ViewBlender(pool), sampler, viewport, map);
    float[] row = new float[WIDTH * 4];
    for (int y = 5; y < 165; y++) {
      map.sampleRow(
          (y - 5 + 0.5) / (HEIGHT * 4), 0.5 / (WIDTH * 4), 1.0 / (WIDTH * 4), row, row.length);
      for (int x = 10; x < 250; x++) {
        assertBlended(pixels, x, y, row[x - 10]);
      }
    }
  }

  @Test
  void anEvenMapEqualsANumber() {
    float[] values = new float[6];
    java.util.Arrays.fill(values, 0.6f);
    ViewBlender blender = new ViewBlender(pool);
    assertThat(TestViews.blend(blender, sampler, viewport, new RealnessMap(3, 2, values)))
        .isEqualTo(TestViews.blend(blender, sampler, viewport, Realness.of(0.6)));
  }

  @Test
  void writesOnlyTheColumnsAskedFor() {
    int[] frame = new int[500 * 190];
    java.util.Arrays.fill(frame, 7);
    new ViewBlender(pool)
        .blend(
            sampler.basis(),
            viewport,
            views.source.width(),
            views.source.height(),
            Realness.of(0.4),
            ViewBlender.Mode.RESULT,
            100,
            150,
            frame,
            20,
            500);
    int[] whole = TestViews.blend(new ViewBlender(pool), sampler, viewport, Realness.of(0.4));
    for (int y = 0; y < 190; y++) {
      for (int x = 0; x < 500; x++) {
        boolean asked = x >= 120 && x < 170;
        assertThat(frame[y * 500 + x]).isEqualTo(asked ? whole[y * 280 + x - 20] : 7);
      }
    }
  }

  @Test
  void inventedDetailIsGreyWhereNothingChanges() {
    int[] pixels = new int[280 * 190];
    ViewBlender blender = new ViewBlender(pool);
    blender.blend(
        sampler.basis(),
        viewport,
        240,
        160,
        Realness.of(0),
        ViewBlender.Mode.INVENTED,
        0,
        280,
        pixels,
        0,
        280);
    int grey = pixels[50 * 280 + 50];
    assertThat(grey >> 16 & 0xff).isEqualTo(grey & 0xff).isEqualTo(grey >> 8 & 0xff);
    int[] before = pixels.clone();
    blender.blend(
        sampler.basis(),
        viewport,
        240,
        160,
        Realness.of(1),
        ViewBlender.Mode.INVENTED,
        0,
        280,
        pixels,
        0,
        280);
    assertThat(pixels).isNotEqualTo(before);
  }
}
