package org.ctsr.engine.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.ctsr.engine.tile.ArrayPlanes;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.tile.Tile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewSamplerTest {
  private static final int WIDTH = 150;
  private static final int HEIGHT = 110;

  private final StripPool pool = new StripPool(2);
  private final ArrayPlanes planes = TestViews.planes(WIDTH, HEIGHT);

  @AfterEach
  void closePool() {
    pool.close();
  }

  private ViewSampler sampler(TestViews views) {
    return new ViewSampler(views.source, ViewSampler.Content.RESULT, pool);
  }

  private ViewBasis fresh(TestViews views, Viewport viewport) {
    ViewSampler sampler = sampler(views);
    sampler.moveTo(viewport);
    return sampler.basis();
  }

  private static void assertSame(ViewBasis actual, ViewBasis expected) {
    assertClose(actual, expected, 0, 0);
  }

  private static void assertClose(
      ViewBasis actual, ViewBasis expected, int baseTolerance, int detailTolerance) {
    Rectangle area = expected.picture();
    assertThat(actual.picture()).isEqualTo(area);
    assertThat(area).isNotNull();
    for (int basis = 0; basis < 3; basis++) {
      int tolerance = basis == 0 ? baseTolerance : detailTolerance;
      for (int channel = 0; channel < 3; channel++) {
        for (int y = area.y(); y < area.bottom(); y++) {
          for (int x = area.x(); x < area.right(); x++) {
            int difference =
                actual.sample(basis, channel, x, y) - expected.sample(basis, channel, x, y);
            if (Math.abs(difference) > tolerance) {
              assertThat(difference)
                  .as("B%d channel %d at %d,%d", basis, channel, x, y)
                  .isBetween(-tolerance, tolerance);
            }
          }
        }
      }
    }
  }

  @Test
  void copiesSamplesExactlyAtFullSize() {
    TestViews views = new TestViews(WIDTH, HEIGHT, 48, planes);
    views.putAll();
    ViewBasis basis = fresh(views, new Viewport(1, 101, 57, 300, 200));
    for (int plane = 0; plane < 9; plane++) {
      float tolerance =
          plane < 3 ? 0.51f / ViewBasis.UNIT : 0.51f / 127 * 0.5f + 1f / ViewBasis.UNIT;
      for (int y = 0; y < 200; y += 7) {
        for (int x = 0; x < 300; x += 3) {
          float expected = planes.planes()[plane][(57 + y) * WIDTH * 4 + 101 + x];
          assertThat(TestViews.value(basis, plane / 3, plane % 3, x, y))
              .isBetween(expected - tolerance, expected + tolerance);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.03, 0.11, 0.25, 0.37, 0.5, 0.8, 1, 1.3, 2, 3.7, 6})
  void hasNoSeamsBetweenTiles(double zoom) {
    TestViews one = new TestViews(WIDTH, HEIGHT, 1024, planes);
    TestViews many = new TestViews(WIDTH, HEIGHT, 32, planes);
    one.putAll();
    many.putAll();
    Viewport viewport = Viewport.centred(zoom, 311, 237, 200, 160);
    // Detail is quantised over each tile's own range: half a step of 0.5 / 127 on either side.
    assertClose(fresh(many, viewport), fresh(one, viewport), 2, 130);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 0.77, 1, 1.9, 5})
  void movingEqualsSamplingAfresh(double zoom) {
    TestViews views = new TestViews(WIDTH, HEIGHT, 32, planes);
    views.putAll();
    Viewport viewport = Viewport.centred(zoom, 300, 220, 120, 90);
    ViewSampler sampler = sampler(views);
    sampler.moveTo(viewport);
    Random random = new Random(1);
    for (int i = 0; i < 12; i++) {
      viewport =
          new Viewport(
              zoom,
              viewport.x() + random.nextInt(81) - 40,
              viewport.y() + random.nextInt(61) - 30,
              viewport.width(),
              viewport.height());
      if (viewport.visible(0, 0, WIDTH * 4, HEIGHT * 4) == null) {
        break;
      }
      sampler.moveTo(viewport);
      assertSame(sampler.basis(), fresh(views, viewport));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.4, 0.77, 1, 1.9, 3.1, 5})
  void tilesThatArriveOneByOneEqualAllAtOnce(double zoom) {
    TestViews views = new TestViews(WIDTH, HEIGHT, 32, planes);
    Viewport viewport = Viewport.centred(zoom, 280, 210, 160, 130);
    ViewSampler sampler = sampler(views);
    sampler.moveTo(viewport);
    assertThat(sampler.provisional()).isNotEmpty();
    List<Tile> order = new ArrayList<>(views.grid.tiles());
    Collections.shuffle(order, new Random(2));
    for (Tile tile : order) {
      if (tile.column() % 2 == 0) {
        views.putCoarse(tile, 5);
        sampler.refresh();
      }
      views.put(tile);
      sampler.refresh();
    }
    assertThat(sampler.provisional()).isEmpty();
    assertThat(sampler.refresh()).isFalse();
    assertSame(sampler.basis(), fresh(views, viewport));
  }

  @Test
  void showsTheEnlargedPhotoUntilThereAreTiles() {
    TestViews views = new TestViews(WIDTH, HEIGHT, 64, planes);
    ViewSampler sampler = sampler(views);
    Viewport viewport = new Viewport(1, 0, 0, 600, 440);
    sampler.moveTo(viewport);
    assertThat(sampler.provisional()).hasSize(views.grid.size());
    long area = sampler.provisional().stream().mapToLong(Rectangle::pixels).sum();
    assertThat(area).isEqualTo(600L * 440);
    float[] expected = new float[WIDTH * HEIGHT];
    views.photo.readRegion(1, 0, 0, WIDTH, HEIGHT, expected, 0, WIDTH);
    double difference = 0;
    for (int y = 0; y < 440; y++) {
      for (int x = 0; x < 600; x++) {
        difference +=
            Math.abs(
                TestViews.value(sampler.basis(), 0, 1, x, y) - expected[y / 4 * WIDTH + x / 4]);
        assertThat(TestViews.value(sampler.basis(), 1, 1, x, y)).isZero();
      }
    }
    assertThat(difference / (600 * 440)).isLessThan(0.04);
  }

  @Test
  void photoPixelsAreSquaresIfAsked() {
    TestViews views = new TestViews(WIDTH, HEIGHT, 64, planes);
    ViewSampler sampler = new ViewSampler(views.source, ViewSampler.Content.PHOTO_NEAREST, pool);
    sampler.moveTo(new Viewport(1, 40, 20, 300, 200));
    float[] expected = new float[WIDTH * HEIGHT];
    views.photo.readRegion(2, 0, 0, WIDTH, HEIGHT, expected, 0, WIDTH);
    for (int y = 0; y < 200; y++) {
      for (int x = 0; x < 300; x++) {
        assertThat(TestViews.value(sampler.basis(), 0, 2, x, y))
            .isCloseTo(
                expected[(20 + y) / 4 * WIDTH + (40 + x) / 4],
                org.assertj.core.data.Offset.offset(1f / ViewBasis.UNIT));
      }
    }
  }

  @Test
  void aViewBesideThePictureIsEmpty() {
    TestViews views = new TestViews(WIDTH, HEIGHT, 64, planes);
    views.putAll();
    ViewSampler sampler = sampler(views);
    sampler.moveTo(new Viewport(1, 5000, 0, 100, 100));
    assertThat(sampler.basis().picture()).isNull();
    assertThat(sampler.provisional()).isEmpty();
  }
}
