package org.ctsr.app.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.assertj.core.data.Offset;
import org.ctsr.app.engine.EngineSession;
import org.ctsr.app.engine.Enlargement;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.render.BasisBlender;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.view.Viewport;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The viewer without any window: one thread stands for it. */
@NullUnmarked
class ViewerViewModelTest {
  private static final int WIDTH = 90;
  private static final int HEIGHT = 70;

  private final ExecutorService window = Executors.newSingleThreadExecutor();
  private final LinkedBlockingQueue<FinalFrame> frames = new LinkedBlockingQueue<>();
  private final PhotoSession photo = ViewerTestBed.photo(WIDTH, HEIGHT, 1);
  private EngineSession engine;
  private ViewerViewModel viewer;

  @BeforeEach
  void start() throws Exception {
    engine = ViewerTestBed.engineWithStudent();
    onWindow(
        () -> {
          viewer = new ViewerViewModel(engine, window);
          viewer.setFrames(this::take);
          viewer.placement().setWindowSize(320, 240);
        });
  }

  @AfterEach
  void stop() {
    viewer.close();
    engine.close();
    window.shutdownNow();
  }

  private void take(Frame frame) {
    if (frame.provisionalTiles() == 0) {
      frames.add(new FinalFrame(frame.requestNanos(), frame.buffer().pixels().clone()));
    }
    frame.presented();
  }

  /** A frame in which every tile is final, and when it was asked for. */
  private record FinalFrame(long requested, int[] pixels) {}

  private interface Step {
    void run() throws Exception;
  }

  private void onWindow(Step step) throws Exception {
    window
        .submit(
            () -> {
              step.run();
              return null;
            })
        .get(1, TimeUnit.MINUTES);
  }

  /** The first frame with all of a change in it and every tile final. */
  private int[] frameAfter(Step change) throws Exception {
    long[] changed = new long[1];
    onWindow(
        () -> {
          change.run();
          changed[0] = System.nanoTime();
          // Asks once more: frames of a change halfway done, where it has several parts, are older.
          viewer.setFrames(this::take);
        });
    while (true) {
      FinalFrame frame = frames.poll(1, TimeUnit.MINUTES);
      assertThat(frame).as("a final frame within a minute").isNotNull();
      if (frame.requested >= changed[0]) {
        return frame.pixels;
      }
    }
  }

  private void open() throws Exception {
    frameAfter(
        () -> {
          viewer.photoProperty().set(photo);
          viewer.placement().zoomTo(1, 160, 120);
        });
  }

  /** It may take hundreds of megabytes. */
  @Test
  void aPhotoThatIsClosedIsLetGo() throws Exception {
    WeakReference<RgbImage> closed = openAnother();
    onWindow(() -> viewer.photoProperty().set(null));
    // Until the thread that makes frames has had its turn, which on a busy machine takes a while.
    for (int i = 0; closed.get() != null && i < 1200; i++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(closed.get()).isNull();
  }

  private WeakReference<RgbImage> openAnother() throws Exception {
    PhotoSession another = ViewerTestBed.photo(WIDTH, HEIGHT, 3);
    frameAfter(() -> viewer.photoProperty().set(another));
    return new WeakReference<>(another.photo().image());
  }

  @Test
  void aPhotoAppearsAtItsOwnPlaceAtOnce() throws Exception {
    open();
    PhotoSession other = ViewerTestBed.photo(2 * WIDTH, 2 * HEIGHT, 2);
    LinkedBlockingQueue<Frame> shown = new LinkedBlockingQueue<>();
    onWindow(
        () -> {
          viewer.placement().zoomTo(3, 20, 20);
          viewer.setFrames(
              frame -> {
                shown.add(frame);
                frame.presented();
              });
        });
    AtomicReference<Viewport> wanted = new AtomicReference<>();
    AtomicLong switched = new AtomicLong();
    onWindow(
        () -> {
          switched.set(System.nanoTime());
          viewer.photoProperty().set(other);
          wanted.set(viewer.placement().viewport());
        });
    Frame frame;
    do {
      frame = shown.poll(1, TimeUnit.MINUTES);
      assertThat(frame).as("a frame within a minute").isNotNull();
    } while (frame.requestNanos() < switched.get());
    assertThat(frame.viewport()).isEqualTo(wanted.get());
  }

  /** The engine's own answer: the whole photo through the network, blended in full precision. */
  private float[] engineResult(double t) throws Exception {
    float[] pixels = new float[3 * WIDTH * HEIGHT];
    for (int channel = 0; channel < 3; channel++) {
      photo
          .photo()
          .image()
          .readRegion(channel, 0, 0, WIDTH, HEIGHT, pixels, channel * WIDTH * HEIGHT, WIDTH);
    }
    int width = WIDTH * 4;
    int height = HEIGHT * 4;
    float[] result = new float[3 * width * height];
    ModelRunner runner =
        ModelRunner.load(
            ViewerTestBed.library().open(ViewerTestBed.STUDENT),
            org.ctsr.engine.inference.DeviceChoice.PROCESSOR,
            0,
            notice -> {});
    try (runner;
        BasisPlanes planes =
            runner.run(pixels, WIDTH, HEIGHT, new Rectangle(0, 0, WIDTH, HEIGHT))) {
      BasisBlender blender = new BasisBlender(width);
      float[] realness = new float[width];
      java.util.Arrays.fill(realness, (float) t);
      for (int channel = 0; channel < 3; channel++) {
        for (int y = 0; y < height; y++) {
          blender.blendRow(planes, channel, y, realness, result, (channel * height + y) * width);
        }
      }
    }
    return result;
  }

  private void assertShows(int[] frame, Viewport view, float[] result) {
    int width = WIDTH * 4;
    int height = HEIGHT * 4;
    int wrong = 0;
    for (int y = 0; y < 240; y++) {
      for (int x = 0; x < 320; x++) {
        int pixel = frame[y * 320 + x];
        for (int channel = 0; channel < 3; channel++) {
          float expected = 255 * result[(channel * height + view.y() + y) * width + view.x() + x];
          if (Math.abs((pixel >> (16 - 8 * channel) & 0xff) - expected) > 1.5) {
            wrong++;
          }
        }
      }
    }
    assertThat(wrong).isZero();
  }

  @Test
  void showsTheEnginesOutputForEveryRealness() throws Exception {
    open();
    long evaluations = engine.model().runner().evaluations();
    for (double t : new double[] {0, 0.35, 1}) {
      int[] frame = frameAfter(() -> viewer.realnessProperty().set(t));
      assertShows(frame, viewer.placement().viewport(), engineResult(t));
    }
    assertThat(engine.model().runner().evaluations()).isEqualTo(evaluations);
  }

  @Test
  void fitsANewPhotoAndZoomsAtThePointer() throws Exception {
    onWindow(() -> viewer.photoProperty().set(photo));
    assertThat(viewer.placement().fittedProperty().get()).isTrue();
    assertThat(viewer.placement().zoomProperty().get()).isCloseTo(240 / 280.0, Offset.offset(1e-9));
    onWindow(() -> viewer.placement().zoomTo(3, 160, 120));
    double x = viewer.placement().viewport().pictureX(200);
    double y = viewer.placement().viewport().pictureY(150);
    onWindow(() -> viewer.placement().zoomBy(1.7, 200, 150));
    assertThat(viewer.placement().viewport().pictureX(200)).isCloseTo(x, Offset.offset(0.3));
    assertThat(viewer.placement().viewport().pictureY(150)).isCloseTo(y, Offset.offset(0.3));
    assertThat(viewer.placement().fittedProperty().get()).isFalse();
    onWindow(viewer.placement()::fit);
    onWindow(() -> viewer.placement().setWindowSize(640, 560));
    assertThat(viewer.placement().zoomProperty().get()).isEqualTo(1);
  }

  @Test
  void doesNotPassOverFullSize() throws Exception {
    onWindow(() -> viewer.photoProperty().set(photo));
    onWindow(() -> viewer.placement().zoomBy(1.5, 10, 10));
    assertThat(viewer.placement().zoomProperty().get()).isEqualTo(1);
    onWindow(viewer.placement()::zoomIn);
    assertThat(viewer.placement().zoomProperty().get()).isEqualTo(1.5);
    onWindow(viewer.placement()::zoomOut);
    assertThat(viewer.placement().zoomProperty().get()).isEqualTo(1);
  }

  @Test
  void thePictureCannotBeMovedOutOfTheWindow() throws Exception {
    open();
    onWindow(() -> viewer.placement().panBy(9000, -9000));
    Viewport view = viewer.placement().viewport();
    assertThat(view.x()).isZero();
    assertThat(view.y()).isEqualTo(280 - 240);
  }

  @Test
  void wipesBetweenPhotoAndResult() throws Exception {
    open();
    int[] result = frameAfter(() -> viewer.realnessProperty().set(1));
    int[] original = frameAfter(() -> viewer.holdOriginalProperty().set(true));
    int[] split =
        frameAfter(
            () -> {
              viewer.holdOriginalProperty().set(false);
              viewer.splitPositionProperty().set(0.25);
              viewer.compareModeProperty().set(CompareMode.SPLIT);
            });
    assertThat(original).isNotEqualTo(result);
    for (int y = 0; y < 240; y++) {
      for (int x = 0; x < 320; x++) {
        int at = y * 320 + x;
        assertThat(split[at]).isEqualTo(x < 80 ? original[at] : result[at]);
      }
    }
  }

  @Test
  void squaresShowThroughTransparentPlaces() throws Exception {
    RgbImage opaque = photo.photo().image();
    open();
    int[] solid = frameAfter(() -> viewer.realnessProperty().set(0.25));
    PhotoSession transparent = ViewerTestBed.withAlpha(opaque);
    int[] shown =
        frameAfter(
            () -> {
              viewer.photoProperty().set(transparent);
              viewer.placement().zoomTo(1, 160, 120);
              viewer.placement().centreOn(0.5, 0.5);
              viewer.realnessProperty().set(0.25);
            });
    int[] squares = frameAfter(() -> viewer.holdOriginalProperty().set(true));
    // The left half of the photo is transparent, the right half is not.
    int dark = 0;
    int light = 0;
    for (int y = 0; y < 240; y++) {
      for (int x = 0; x < 140; x++) {
        int pixel = shown[y * 320 + x];
        assertThat(pixel).isEqualTo(squares[y * 320 + x]).isIn(0xffffffff, 0xffcccccc);
        dark += pixel == 0xffcccccc ? 1 : 0;
        light += pixel == 0xffffffff ? 1 : 0;
      }
      for (int x = 180; x < 320; x++) {
        assertThat(shown[y * 320 + x]).isEqualTo(solid[y * 320 + x]);
      }
    }
    assertThat(dark).isPositive().isBetween(light / 2, light * 2);
  }

  @Test
  void comparesWithTheResultOfAnotherModel() throws Exception {
    open();
    int[] student = frameAfter(() -> viewer.realnessProperty().set(1));
    Enlargement pinnedWith = Objects.requireNonNull(viewer.enlargementNow());
    Comparand pinned =
        new Comparand(engine.sourceOf(photo.photo().image(), pinnedWith), Realness.of(1));
    engine.useModel(ViewerTestBed.FIDELITY).get(1, TimeUnit.MINUTES);
    int[] fidelity = frameAfter(viewer::modelChanged);
    assertThat(fidelity).isNotEqualTo(student);
    int[] split =
        frameAfter(
            () -> {
              viewer.comparedProperty().set(pinned);
              viewer.splitPositionProperty().set(0.25);
              viewer.compareModeProperty().set(CompareMode.SPLIT);
            });
    for (int y = 0; y < 240; y++) {
      for (int x = 0; x < 320; x++) {
        int at = y * 320 + x;
        assertThat(split[at]).isEqualTo(x < 80 ? student[at] : fidelity[at]);
      }
    }
  }

  @Test
  void showsBothSidesAtTheSamePlace() throws Exception {
    open();
    frameAfter(() -> viewer.compareModeProperty().set(CompareMode.SIDE_BY_SIDE));
    Viewport side = viewer.placement().viewport();
    assertThat(side.width()).isEqualTo((320 - FrameComposer.GAP) / 2);
    int[] frame = frameAfter(() -> viewer.placement().zoomTo(1, 80, 120));
    assertThat(frame[120 * 320 + side.width()]).isZero();
    assertThat(frame[120 * 320 + side.width() - 1]).isNotZero();
    assertThat(frame[120 * 320 + side.width() + FrameComposer.GAP]).isNotZero();
  }

  @Test
  void aStrokeOverTheMiddleStaysOnItsSide() throws Exception {
    open();
    onWindow(
        () -> {
          viewer.compareModeProperty().set(CompareMode.SIDE_BY_SIDE);
          viewer.painting().radiusProperty().set(10);
          viewer.painting().beginStroke(140, 120);
          viewer.painting().strokeTo(140, 120, 200, 120);
          viewer.painting().endStroke();
        });
    Viewport side = viewer.placement().viewport();
    assertThat(paintedAt(side, 140)).isTrue();
    assertThat(paintedAt(side, 80)).as("where the other side shows it").isFalse();
  }

  private boolean paintedAt(Viewport side, double x) {
    float[] value = new float[1];
    photo
        .liveRealness(0)
        .sampleRow(
            side.pictureY(120) / (4.0 * HEIGHT), side.pictureX(x) / (4.0 * WIDTH), 0, value, 1);
    return value[0] > 0;
  }

  @Test
  void zoomsAtThePointerOnBothSides() throws Exception {
    open();
    onWindow(() -> viewer.compareModeProperty().set(CompareMode.SIDE_BY_SIDE));
    int other = viewer.placement().viewport().width() + FrameComposer.GAP;
    double x = viewer.placement().viewport().pictureX(70);
    onWindow(() -> viewer.placement().zoomTo(3, other + 70, 120));
    assertThat(viewer.placement().viewport().pictureX(70)).isCloseTo(x, Offset.offset(0.5));
    onWindow(() -> viewer.placement().zoomBy(1.7, other + 70, 120));
    assertThat(viewer.placement().viewport().pictureX(70)).isCloseTo(x, Offset.offset(0.5));
  }

  @Test
  void tellsEachChangeOfTheMaskInTheWindow() throws Exception {
    open();
    PhotoSession other = ViewerTestBed.photo(60, 60, 9);
    Painting painting = viewer.painting();
    Step[] changes = {
      () -> painting.beginStroke(160, 120),
      () -> painting.strokeTo(160, 120, 170, 120),
      painting::undo,
      painting::redo,
      painting::invert,
      painting::clear,
      () -> painting.load(photo, new float[WIDTH * HEIGHT])
    };
    for (Step change : changes) {
      long before = painting.changesProperty().get();
      onWindow(change);
      assertThat(painting.changesProperty().get()).isGreaterThan(before);
    }
    long last = painting.changesProperty().get();
    onWindow(() -> painting.load(other, new float[60 * 60]));
    onWindow(() -> viewer.photoProperty().set(other));
    assertThat(painting.changesProperty().get()).isEqualTo(last);
  }

  @Test
  void paintingChangesOnlyWhatIsPainted() throws Exception {
    open();
    int[] before = frameAfter(() -> viewer.realnessProperty().set(0));
    int[] after =
        frameAfter(
            () -> {
              viewer.painting().radiusProperty().set(20);
              viewer.painting().strengthProperty().set(1);
              viewer.painting().beginStroke(160, 120);
              viewer.painting().endStroke();
            });
    assertThat(viewer.painting().paintedProperty().get()).isTrue();
    boolean changed = false;
    for (int y = 0; y < 240; y++) {
      for (int x = 0; x < 320; x++) {
        double distance = Math.hypot(x - 160, y - 120);
        if (distance > 30) {
          assertThat(after[y * 320 + x]).isEqualTo(before[y * 320 + x]);
        } else {
          changed |= after[y * 320 + x] != before[y * 320 + x];
        }
      }
    }
    assertThat(changed).isTrue();
    int[] undone = frameAfter(viewer.painting()::undo);
    assertThat(undone).isEqualTo(before);
    assertThat(viewer.painting().canRedoProperty().get()).isTrue();
    assertThat(frameAfter(viewer.painting()::redo)).isEqualTo(after);
  }

  @Test
  void aStrokeEndsWhereItWasBegunWhenAnotherPhotoComes() throws Exception {
    open();
    PhotoSession other = ViewerTestBed.photo(60, 60, 9);
    onWindow(
        () -> {
          viewer.painting().radiusProperty().set(20);
          viewer.painting().beginStroke(160, 120);
          viewer.photoProperty().set(other);
          viewer.painting().strokeTo(160, 120, 170, 120);
          viewer.painting().endStroke();
        });
    assertThat(other.isPainted()).isFalse();
    assertThat(photo.mask().canUndo()).isTrue();
    onWindow(() -> viewer.photoProperty().set(photo));
    assertThat(viewer.painting().canUndoProperty().get()).isTrue();
    onWindow(viewer.painting()::undo);
    assertThat(photo.isPainted()).isFalse();
  }

  @Test
  void aStrokeIsOverWhenAllOfTheMaskChangesMeanwhile() throws Exception {
    open();
    onWindow(
        () -> {
          viewer.painting().beginStroke(160, 120);
          viewer.painting().clear();
          viewer.painting().strokeTo(160, 120, 170, 120);
          viewer.painting().endStroke();
        });
    assertThat(photo.isPainted()).isFalse();
  }

  @Test
  void keepsEachPhotosOwnSettings() throws Exception {
    open();
    PhotoSession other = ViewerTestBed.photo(60, 60, 9);
    onWindow(() -> viewer.realnessProperty().set(0.9));
    Viewport place = viewer.placement().viewport();
    onWindow(() -> viewer.photoProperty().set(other));
    assertThat(viewer.placement().fittedProperty().get()).isTrue();
    assertThat(viewer.realnessProperty().get())
        .isEqualTo(engine.model().modelPackage().defaultRealness());
    onWindow(() -> viewer.photoProperty().set(photo));
    assertThat(viewer.realnessProperty().get()).isEqualTo(0.9);
    assertThat(viewer.placement().viewport()).isEqualTo(place);
  }

  @Test
  void tellsAgreementAndTiles() throws Exception {
    open();
    RenderStatus status =
        awaitStatus(now -> now.agreementShare() == 1 && now.tilesDone() == now.tilesTotal());
    assertThat(status.agreementDecibels()).isBetween(0.0, 100.0);
  }

  /** The first that is so, be it there already. */
  private RenderStatus awaitStatus(Predicate<RenderStatus> wanted) throws Exception {
    CompletableFuture<RenderStatus> found = new CompletableFuture<>();
    onWindow(
        () ->
            viewer
                .statusProperty()
                .subscribe(
                    status -> {
                      if (wanted.test(status)) {
                        found.complete(status);
                      }
                    }));
    return found.get(1, TimeUnit.MINUTES);
  }

  @Test
  void aPhotoWhoseTilesAreAllThereIsMeasuredThoughNothingMoves() throws Exception {
    PhotoSession wide = ViewerTestBed.photo(2000, HEIGHT, 5);
    onWindow(() -> viewer.photoProperty().set(wide));
    int tiles = viewer.enlargementNow().grid().size();
    assertThat(tiles).as("more than the frames of a change").isGreaterThan(8);
    Predicate<RenderStatus> whole =
        now -> now.tilesTotal() == tiles && now.tilesDone() == tiles && now.agreementShare() == 1;
    awaitStatus(whole);
    PhotoSession other = ViewerTestBed.photo(60, 60, 9);
    frameAfter(() -> viewer.photoProperty().set(other));
    onWindow(() -> {});
    assertThat(whole.test(viewer.statusProperty().get())).isFalse();
    // As when its pixels were let go and it is read again: nothing of it is measured.
    PhotoSession again = new PhotoSession(wide.photo());
    onWindow(() -> viewer.photoProperty().set(again));
    assertThat(awaitStatus(whole).agreementDecibels()).isBetween(0.0, 100.0);
  }

  @Test
  void theLastFrameOfAClosedPhotoTellsNothingMore() throws Exception {
    open();
    CountDownLatch making = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    onWindow(
        () ->
            viewer.setFrames(
                frame -> {
                  making.countDown();
                  awaitQuietly(goOn);
                  frame.presented();
                }));
    assertThat(making.await(1, TimeUnit.MINUTES)).isTrue();
    onWindow(() -> viewer.photoProperty().set(null));
    goOn.countDown();
    // Waits for the thread that makes frames.
    viewer.close();
    onWindow(() -> {});
    assertThat(viewer.statusProperty().get()).isSameAs(RenderStatus.NOTHING);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      // The viewer is being closed, and its thread ends by itself.
    }
  }

  @Test
  void aTileThatFailsLateIsNoFailureOfThePhotoShownSince() throws Exception {
    PhotoSession other = ViewerTestBed.photo(60, 60, 9);
    IllegalStateException reason = new IllegalStateException("no memory");
    onWindow(
        () -> {
          viewer.photoProperty().set(photo);
          viewer.onFailure(photo.photo().image(), reason);
          viewer.photoProperty().set(other);
        });
    onWindow(() -> {});
    assertThat(viewer.failureProperty().get()).isNull();
    onWindow(() -> viewer.onFailure(other.photo().image(), reason));
    onWindow(() -> {});
    assertThat(viewer.failureProperty().get()).isSameAs(reason);
  }

  @Test
  void showsTheEnlargedPhotoWithoutAModel() throws Exception {
    try (EngineSession bare = ViewerTestBed.engine()) {
      LinkedBlockingQueue<int[]> shown = new LinkedBlockingQueue<>();
      ViewerViewModel[] other = new ViewerViewModel[1];
      onWindow(
          () -> {
            other[0] = new ViewerViewModel(bare, window);
            other[0].setFrames(
                frame -> {
                  shown.add(frame.buffer().pixels().clone());
                  frame.presented();
                });
            other[0].placement().setWindowSize(300, 200);
            other[0].photoProperty().set(photo);
          });
      int[] pixels = shown.poll(1, TimeUnit.MINUTES);
      assertThat(pixels).isNotNull();
      assertThat(pixels[100 * 300 + 150] >>> 24).isEqualTo(255);
      onWindow(() -> other[0].close());
    }
  }
}
