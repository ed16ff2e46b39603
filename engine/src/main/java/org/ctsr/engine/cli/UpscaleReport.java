package org.ctsr.engine.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.ctsr.engine.export.ExportOutcome;
import org.ctsr.engine.export.ExportTask;
import org.ctsr.engine.image.Shortage;
import org.ctsr.engine.render.Realness;
import org.jspecify.annotations.Nullable;

/**
 * Says what becomes of each photo: as text, as JSON lines, and as a progress line on a terminal.
 */
final class UpscaleReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final boolean quiet;
  private final int count;
  private final ProgressLine line;
  private final RunEstimate estimate;
  private boolean anyFailed;
  private boolean hasRealness = true;

  /**
   * @param count photos in all
   */
  UpscaleReport(PrintWriter out, PrintWriter err, boolean json, boolean quiet, int count) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.quiet = quiet;
    this.count = count;
    this.line = new ProgressLine(System.err, !quiet && ProgressLine.isWatched());
    this.estimate = new RunEstimate(count);
  }

  synchronized boolean anyFailed() {
    return anyFailed;
  }

  /** Whether somebody sees how long all photos will take, so that {@link #expect} is of use. */
  boolean wantsEstimate() {
    return count > 1 && line.isEnabled();
  }

  /** Tells how many pixels a photo of the queue has; 0 if it cannot be read. */
  synchronized void expect(long task, long pixels) {
    estimate.expect(task, pixels);
  }

  /** The model has no slider. */
  synchronized void leaveOutRealness() {
    hasRealness = false;
  }

  /** A sentence that is no failure. */
  synchronized void notice(String sentence) {
    line.clear();
    if (!quiet) {
      err.println("ctsr: " + sentence);
      err.flush();
    }
  }

  /** An argument that means no photo. */
  synchronized void problem(String sentence) {
    failed(null, null, sentence);
  }

  /** A photo of the queue changed. */
  synchronized void task(ExportTask task) {
    if (task.status() == ExportTask.Status.RUNNING) {
      if (task.tilesTotal() == 0) {
        String name = String.valueOf(task.photo().getFileName());
        line.start(count == 1 ? name : task.id() + "/" + count + " " + name);
      }
      long now = System.nanoTime();
      estimate.start(now);
      double left = estimate.secondsLeft(task.id(), share(task), now);
      line.show(
          task.tilesDone(),
          Math.max(1, task.tilesTotal()),
          count == 1 || Double.isNaN(left) ? "" : "  all: " + ProgressLine.duration(left));
    } else if (task.status().isFinal()) {
      estimate.ended(task.id(), share(task));
      finished(task);
    }
  }

  private static double share(ExportTask task) {
    return (double) task.tilesDone() / Math.max(1, task.tilesTotal());
  }

  private void finished(ExportTask task) {
    line.clear();
    task.warnings().forEach(this::notice);
    for (ExportOutcome outcome : task.outcomes()) {
      if (outcome.status() == ExportOutcome.Status.FAILED) {
        failed(task, outcome, outcome.message() + advice(outcome.shortage()));
      } else if (outcome.status() == ExportOutcome.Status.CANCELLED && !json) {
        notice(outcome.file() + ": cancelled, not written");
      } else {
        ended(task, outcome);
      }
    }
    if (task.outcomes().isEmpty() && task.message() != null) {
      failed(task, null, task.message() + advice(task.shortage()));
    }
  }

  private static String advice(@Nullable Shortage shortage) {
    return shortage == null
        ? ""
        : switch (shortage) {
          case PIXEL_LIMIT -> " (--max-pixels raises the limit, if you trust the file)";
          case MEMORY -> MemoryAdvice.REMARK;
        };
  }

  private void ended(ExportTask task, ExportOutcome outcome) {
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("status", outcome.status().name().toLowerCase(Locale.ROOT));
      object.put("input", task.photo().toString());
      object.put("output", outcome.file().toString());
      object.put("realness", hasRealness ? realness(outcome) : null);
      object.put("width", outcome.width());
      object.put("height", outcome.height());
      object.put("seconds", Math.round(task.seconds() * 1000) / 1000.0);
      object.put("warnings", task.warnings());
      print(object);
    } else if (!quiet) {
      out.printf(
          Locale.ROOT,
          "%s  %dx%d  %s%n",
          outcome.file(),
          outcome.width(),
          outcome.height(),
          outcome.status() == ExportOutcome.Status.SKIPPED
              ? "exists, skipped"
              : String.format(Locale.ROOT, "%.1f s", task.seconds()));
      out.flush();
    }
  }

  private static Object realness(ExportOutcome outcome) {
    return outcome.realness() instanceof Realness.Uniform u ? (Object) round(u.value()) : "mask";
  }

  /** A float as the user wrote it, not as its nearest double. */
  private static double round(float value) {
    return Math.round(value * 1e6) / 1e6;
  }

  private void failed(@Nullable ExportTask task, @Nullable ExportOutcome outcome, String message) {
    anyFailed = true;
    line.clear();
    err.println("ctsr: " + message);
    err.flush();
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("status", "failed");
      object.put("input", task == null ? null : task.photo().toString());
      object.put("output", outcome == null ? null : outcome.file().toString());
      object.put("message", message);
      print(object);
    }
  }

  private void print(Map<String, Object> object) {
    try {
      out.println(JSON.writeValueAsString(object));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings and numbers always become JSON", e);
    }
  }
}
