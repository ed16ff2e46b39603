package org.ctsr.app.viewer;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.ctsr.app.engine.EngineSession;
import org.ctsr.app.engine.EngineSettings;
import org.ctsr.app.engine.OpenedPhoto;
import org.ctsr.app.fx.PulseRate;
import org.ctsr.engine.image.ConflictPolicy;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.OutputFormat;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.PhotoRowSource;
import org.ctsr.engine.image.PhotoWriter;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;
import org.ctsr.engine.image.WriteSettings;
import org.ctsr.engine.inference.DeviceChoice;
import org.ctsr.engine.model.ModelLibrary;
import org.ctsr.engine.render.RenderPlan;
import org.ctsr.engine.render.TileListener;
import org.ctsr.engine.tile.Tile;

/**
 * Measures the viewer in a window: time from a move of the slider to its pixels while tiles are
 * computed, and how long the window's thread is kept busy while the picture is moved, zoomed and
 * compared. Arguments: seconds of scripted use, and the model's name or folder.
 */
public final class ViewerBenchmark {
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 1000;
  private static final int MOVES = 300;

  /** A photo whose result has 208 megapixels. */
  private static final int LARGE_WIDTH = 4160;

  private static final int LARGE_HEIGHT = 3120;
  private static final double SHARE_OF_HEAP = 0.5;

  /** What the script does in turn, and for how many steps each. */
  private static final List<String> ACTIVITIES =
      List.of("panning", "slider", "zooming", "wipe", "overlay", "brush");

  private static final int STEPS = 120;

  /** Steps between taking the brush and painting. */
  private static final int FIRST_STROKE = 15;

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final EngineSession engine;
  private final ViewerViewModel viewer;
  private final PhotoView view;
  private final LinkedBlockingQueue<Frame> presented = new LinkedBlockingQueue<>();

  private ViewerBenchmark(EngineSession engine) {
    this.engine = engine;
    this.viewer = new ViewerViewModel(engine, Platform::runLater);
    this.view = new PhotoView(viewer);
    view.setOnPresented(presented::add);
  }

  /** Runs the benchmark; needs a display, or the system property {@code glass.platform=Monocle}. */
  public static void main(String[] arguments) throws Exception {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
    String model = arguments.length > 1 ? arguments[1] : ModelLibrary.DEFAULT_MODEL;
    PulseRate.raise();
    CountDownLatch started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    try (EngineSession engine =
        new EngineSession(
            EngineSettings.ofHeapShare(SHARE_OF_HEAP, DeviceChoice.AUTOMATIC, 0),
            ModelLibrary.standard(),
            (file, cancelled, warnings) ->
                PhotoReader.read(file, ReadLimits.DEFAULT, warnings, cancelled),
            notice -> {})) {
      engine.useModel(model).get();
      ViewerBenchmark benchmark = onWindow(() -> new ViewerBenchmark(engine));
      benchmark.run(seconds);
      onWindow(
          () -> {
            benchmark.viewer.close();
            return true;
          });
    }
    Platform.exit();
  }

  private static <T> T onWindow(java.util.concurrent.Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Platform.runLater(task);
    return task.get();
  }

  private void run(int seconds) throws Exception {
    onWindow(
        () -> {
          Stage stage = new Stage();
          stage.setScene(new Scene(view, WIDTH, HEIGHT));
          stage.show();
          viewer.photoProperty().set(new PhotoSession(photo(2000, 1500)));
          viewer.placement().actualSize();
          return stage;
        });
    next(System.nanoTime() - TimeUnit.MINUTES.toNanos(1));
    double[] latencies = new double[MOVES];
    double[] rendering = new double[MOVES];
    int computing = 0;
    for (int i = -20; i < MOVES; i++) {
      double t = (i + 20) * 7 % 101 / 100.0;
      long start =
          onWindow(
              () -> {
                long now = System.nanoTime();
                viewer.realnessProperty().set(t);
                return now;
              });
      Frame frame = next(start);
      if (i >= 0) {
        rendering[i] = frame.renderNanos() / 1e6;
        latencies[i] = (System.nanoTime() - start) / 1e6;
        computing += engine.model() != null && pending() > 0 ? 1 : 0;
      }
    }
    report("slider move to pixels", latencies);
    report("  of it making the frame", rendering);
    out.printf("  tiles were being computed during %d of %d moves%n", computing, latencies.length);
    report("wait for the window's thread", scripted(seconds));
    opening();
    report("wait for the window's thread, moving over 208 megapixels", roaming(seconds / 2));
    var usage = engine.cache().usage();
    System.gc();
    out.printf(
        "cache %d of %d MiB, heap %d of %d MiB%n",
        usage.memoryBytes() >> 20,
        usage.memoryBudget() >> 20,
        Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory() >> 20,
        Runtime.getRuntime().maxMemory() >> 20);
  }

  /**
   * From a 13-megapixel JPEG on disk to a picture in the window, and to the first enlarged tile of
   * it.
   */
  private void opening() throws Exception {
    Path file = Files.createTempFile("ctsr-benchmark", ".jpg");
    try {
      RgbImage image = photo(LARGE_WIDTH, LARGE_HEIGHT).image();
      PhotoWriter.write(
          new PhotoRowSource(image),
          Metadata.NONE,
          WriteSettings.of(OutputFormat.JPEG).withConflicts(ConflictPolicy.OVERWRITE),
          file);
      LinkedBlockingQueue<Long> tiles = new LinkedBlockingQueue<>();
      engine.addTileListener(
          new TileListener() {
            @Override
            public void tileReady(RenderPlan plan, Tile tile) {
              if (plan.photo().width() == LARGE_WIDTH) {
                tiles.add(System.nanoTime());
              }
            }

            @Override
            public void tileFailed(RenderPlan plan, Tile tile, Exception reason) {
              throw new IllegalStateException(reason);
            }
          });
      long start = System.nanoTime();
      OpenedPhoto opened = engine.open(file, () -> true).get();
      double read = (System.nanoTime() - start) / 1e6;
      next(
          onWindow(
              () -> {
                long now = System.nanoTime();
                viewer.photoProperty().set(new PhotoSession(opened));
                return now;
              }));
      double shown = (System.nanoTime() - start) / 1e6;
      long first = tiles.take();
      double pass = (tiles.take() - first) / 1e6;
      double enlarged = (first - start) / 1e6;
      out.printf(
          "opening a 13-megapixel JPEG: read %.0f ms, in the window %.0f ms,"
              + " first enlarged tile %.0f ms, the next %.0f ms later%n",
          read, shown, enlarged, pass);
    } finally {
      Files.delete(file);
    }
  }

  /** Jumps and drags across the large result at 100 %; returns the window's waits. */
  private double[] roaming(int seconds) throws Exception {
    onWindow(
        () -> {
          viewer.placement().actualSize();
          return true;
        });
    WindowHeartbeat heartbeat = WindowHeartbeat.start();
    heartbeat.setActivity("roaming");
    Random random = new Random(3);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (int i = 0; System.nanoTime() < end; i++) {
      int step = i;
      onWindow(
          () -> {
            if (step % 60 == 0) {
              viewer.placement().centreOn(random.nextDouble(), random.nextDouble());
            } else {
              viewer.placement().panBy(25, 10);
            }
            return true;
          });
      Thread.sleep(12);
    }
    double[] waits = heartbeat.stop();
    heartbeat.worst().forEach(wait -> out.println("  " + wait));
    out.println("  " + heartbeat.busiest());
    return waits;
  }

  private int pending() {
    var model = engine.model();
    return model == null ? 0 : model.scheduler().pending();
  }

  /** Waits for a frame made of settings that are not older than this. */
  private Frame next(long since) throws InterruptedException {
    while (true) {
      Frame frame = presented.poll(1, TimeUnit.MINUTES);
      if (frame == null) {
        throw new IllegalStateException("no frame within a minute");
      }
      if (frame.requestNanos() >= since) {
        return frame;
      }
    }
  }

  /** Moves, zooms and drags for a while; returns how long a task for the window had to wait. */
  private double[] scripted(int seconds) throws Exception {
    WindowHeartbeat heartbeat = WindowHeartbeat.start();
    Random random = new Random(1);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (int i = 0; System.nanoTime() < end; i++) {
      int step = i;
      heartbeat.setActivity(ACTIVITIES.get(step / STEPS % ACTIVITIES.size()));
      onWindow(
          () -> {
            script(step, random);
            return true;
          });
      Thread.sleep(12);
    }
    double[] waits = heartbeat.stop();
    heartbeat.worst().forEach(wait -> out.println("  " + wait));
    out.println("  " + heartbeat.busiest());
    return waits;
  }

  private void script(int step, Random random) {
    switch (step / STEPS % ACTIVITIES.size()) {
      case 0 -> viewer.placement().panBy(random.nextInt(41) - 20, random.nextInt(41) - 20);
      case 1 -> viewer.realnessProperty().set(step % 101 / 100.0);
      case 2 -> {
        if (step % 8 == 0) {
          viewer.placement().zoomBy(step % 16 == 0 ? 1.3 : 0.7, WIDTH / 3.0, HEIGHT / 3.0);
        }
      }
      case 3 -> {
        viewer.compareModeProperty().set(CompareMode.SPLIT);
        viewer.splitPositionProperty().set(step % 101 / 100.0);
      }
      case 4 -> {
        viewer.compareModeProperty().set(CompareMode.NONE);
        if (step % STEPS == 0) {
          viewer.placement().actualSize();
        }
        viewer.inventedOverlayProperty().set(step % 60 < 30);
      }
      default -> {
        viewer.inventedOverlayProperty().set(false);
        // As a user does: first the brush, then the stroke.
        if (step % STEPS == 0) {
          viewer.painting().activeProperty().set(true);
        }
        if (step % STEPS == FIRST_STROKE) {
          viewer.painting().beginStroke(400, 300);
        }
        if (step % STEPS >= FIRST_STROKE) {
          viewer
              .painting()
              .strokeTo(
                  400 + step % STEPS * 4, 300, 404 + step % STEPS * 4, 300 + random.nextInt(80));
        }
        if (step % STEPS == 119) {
          viewer.painting().endStroke();
          viewer.painting().activeProperty().set(false);
        }
      }
    }
  }

  private void report(String what, double[] millis) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    out.printf(
        "%s: median %.1f ms, 95th percentile %.1f ms, worst %.1f ms (%d)%n",
        what,
        sorted[sorted.length / 2],
        sorted[(int) (sorted.length * 0.95)],
        sorted[sorted.length - 1],
        sorted.length);
  }

  /** Waves, edges and noise. */
  private static OpenedPhoto photo(int width, int height) {
    byte[][] planes = new byte[3][width * height];
    Random random = new Random(2);
    for (int channel = 0; channel < 3; channel++) {
      for (int i = 0; i < planes[channel].length; i++) {
        int x = i % width;
        int y = i / width;
        double value = 0.5 + 0.3 * Math.sin(0.05 * x + channel) * Math.cos(0.07 * y);
        value += (x / 40 + y / 30) % 3 == 0 ? 0.15 : 0;
        value += 0.03 * random.nextGaussian();
        planes[channel][i] = (byte) (int) Math.max(0, Math.min(255, 255 * value));
      }
    }
    return new OpenedPhoto(
        "benchmark",
        (Path) null,
        RgbImage.rgb(
            width,
            height,
            SamplePlane.of(planes[0]),
            SamplePlane.of(planes[1]),
            SamplePlane.of(planes[2]),
            null,
            Metadata.NONE));
  }
}
