package org.ctsr.engine.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.ctsr.engine.image.HiddenColors;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.PhotoWriter;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.RowSource;
import org.ctsr.engine.image.SrgbRows;
import org.ctsr.engine.image.WriteResult;
import org.ctsr.engine.model.ModelManifest;
import org.ctsr.engine.render.TileScheduler;
import org.ctsr.engine.tile.TileGrid;
import org.jspecify.annotations.Nullable;

/**
 * Enlarges a photo and writes it at one or several realness values, with one pass of the networks
 * for all of them.
 *
 * <p>Memory does not grow with the height of the result: two rows of tiles are held at a time.
 */
public final class PhotoExporter {
  private final TileScheduler scheduler;
  private final ModelManifest model;
  private final int core;
  private volatile @Nullable BandedEnlargement running;

  /**
   * @param scheduler runs the tiles after whatever a view wants
   * @param model the model the scheduler's workers run
   * @param core side of a tile's core, LR pixels
   */
  public PhotoExporter(TileScheduler scheduler, ModelManifest model, int core) {
    this.scheduler = scheduler;
    this.model = model;
    this.core = core;
  }

  /** Asks the running export again whether it is paused or cancelled. */
  public void wake() {
    BandedEnlargement current = running;
    if (current != null) {
      current.checkCancelled();
    }
    scheduler.wake();
  }

  /** Side of a result for a side of the photo. */
  public static int enlarged(int length, double scale) {
    return (int) Math.max(1, Math.round(length * scale));
  }

  /**
   * Writes every target; waits until all are done. A target that fails does not keep the others
   * from being written.
   *
   * @param scale enlargement of the results, above 0, at most the model's
   * @return one outcome for each target, in their order
   */
  public List<ExportOutcome> export(
      RgbImage photo, double scale, List<ExportTarget> targets, ExportProgress progress) {
    if (!(scale > 0 && scale <= model.scale())) {
      throw new IllegalArgumentException(
          "scale must be above 0 and at most " + model.scale() + ", not " + scale);
    }
    RgbImage visible;
    try {
      visible = HiddenColors.fill(photo, progress::isCancelled);
    } catch (CancellationException e) {
      int width = enlarged(photo.width(), scale);
      int height = enlarged(photo.height(), scale);
      return targets.stream()
          .map(target -> ExportOutcome.cancelled(target, width, height))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return targets.stream().map(target -> failed(photo, scale, target, e)).toList();
    }
    try {
      return export(photo, visible, scale, targets, progress);
    } finally {
      HiddenColors.release(visible, photo);
    }
  }

  private List<ExportOutcome> export(
      RgbImage photo,
      RgbImage visible,
      double scale,
      List<ExportTarget> targets,
      ExportProgress progress) {
    TileGrid grid = BandedEnlargement.grid(photo, model, core, targets.size());
    BandedEnlargement enlargement = startEnlargement(visible, grid, targets, progress);
    running = enlargement;
    scheduler.submit(enlargement);
    ExecutorService writers =
        Executors.newFixedThreadPool(
            targets.size(),
            task -> {
              Thread thread = new Thread(task, "ctsr-export-writer");
              thread.setDaemon(true);
              return thread;
            });
    boolean ended = false;
    try {
      List<Future<ExportOutcome>> running = new ArrayList<>();
      for (int i = 0; i < targets.size(); i++) {
        int variant = i;
        running.add(
            writers.submit(() -> write(photo, scale, targets.get(variant), enlargement, variant)));
      }
      List<ExportOutcome> outcomes = await(running, enlargement);
      ended = true;
      return outcomes;
    } finally {
      running = null;
      if (!ended) {
        enlargement.cancel();
      }
      scheduler.withdraw(enlargement);
      awaitEnd(writers);
    }
  }

  /** Waits until no writer has a file open any more. */
  private static void awaitEnd(ExecutorService writers) {
    writers.shutdown();
    boolean interrupted = false;
    while (true) {
      try {
        if (writers.awaitTermination(1, TimeUnit.DAYS)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static ExportOutcome failed(
      RgbImage photo, double scale, ExportTarget target, Exception reason) {
    return ExportOutcome.failed(
        target,
        enlarged(photo.width(), scale),
        enlarged(photo.height(), scale),
        reason instanceof IOException
            ? target.file() + ": could not be made; the photo " + reason.getMessage()
            : FailureText.of(target.file(), reason),
        reason);
  }

  private BandedEnlargement startEnlargement(
      RgbImage photo, TileGrid grid, List<ExportTarget> targets, ExportProgress progress) {
    return new BandedEnlargement(
        photo,
        grid,
        model.scale(),
        targets.stream().map(ExportTarget::realness).toList(),
        scheduler::wake,
        progress);
  }

  private static List<ExportOutcome> await(
      List<Future<ExportOutcome>> running, BandedEnlargement enlargement) {
    List<ExportOutcome> outcomes = new ArrayList<>();
    boolean interrupted = false;
    for (Future<ExportOutcome> future : running) {
      while (true) {
        try {
          outcomes.add(future.get());
          break;
        } catch (InterruptedException e) {
          interrupted = true;
          enlargement.cancel();
        } catch (ExecutionException e) {
          throw new IllegalStateException("a writer ended unexpectedly", e.getCause());
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return outcomes;
  }

  private static ExportOutcome write(
      RgbImage photo,
      double scale,
      ExportTarget target,
      BandedEnlargement enlargement,
      int variant) {
    int width = enlarged(photo.width(), scale);
    int height = enlarged(photo.height(), scale);
    try {
      RowSource rows =
          ResultRows.of(photo, enlargement.rows(variant, target.file()), width, height);
      Metadata metadata =
          target.dotsPerInch() > 0
              ? photo.metadata().withDotsPerInch(target.dotsPerInch())
              : photo.metadata();
      if (target.convertToSrgb()) {
        rows = SrgbRows.of(rows, metadata.colorProfile());
        metadata = metadata.withoutProfile();
      }
      WriteResult result = PhotoWriter.write(rows, metadata, target.settings(), target.file());
      return new ExportOutcome(
          result.file(),
          target.realness(),
          result.skipped() ? ExportOutcome.Status.SKIPPED : ExportOutcome.Status.WRITTEN,
          null,
          width,
          height,
          result.warnings());
    } catch (CancellationException e) {
      return ExportOutcome.cancelled(target, width, height);
    } catch (PhotoException | RuntimeException | Error e) {
      // Errors too: this result may be the one that memory does not suffice for.
      return ExportOutcome.failed(target, width, height, FailureText.of(target.file(), e), e);
    } finally {
      enlargement.abandon(variant);
    }
  }
}
