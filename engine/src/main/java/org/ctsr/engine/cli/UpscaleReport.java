package org.ctsr.engine.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.ctsr.engine.export.ExportOutcome;
import org.ctsr.engine.export.ExportProgress;
import org.ctsr.engine.export.ExportTarget;
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
  private final ProgressLine line;
  private @Nullable Path photo;
  private long startNanos;
  private boolean anyFailed;

  UpscaleReport(PrintWriter out, PrintWriter err, boolean json, boolean quiet) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.quiet = quiet;
    this.line = new ProgressLine(System.err, !quiet && System.console() != null);
  }

  boolean anyFailed() {
    return anyFailed;
  }

  void begin(Path file, int number, int count) {
    photo = file;
    startNanos = System.nanoTime();
    line.start(
        count == 1 ? "" + file.getFileName() : number + "/" + count + " " + file.getFileName());
    line.show(0, 1);
  }

  /** A sentence that is no failure. */
  void notice(String sentence) {
    line.clear();
    if (!quiet) {
      err.println("ctsr: " + sentence);
      err.flush();
    }
  }

  ExportProgress progress() {
    return new ExportProgress() {
      @Override
      public void tilesDone(int done, int total) {
        line.show(done, total);
      }

      @Override
      public boolean isCancelled() {
        return false; // Ctrl-C ends the process; no file is half-written then
      }
    };
  }

  void done(ExportTarget target, ExportOutcome outcome) {
    line.clear();
    if (outcome.status() == ExportOutcome.Status.FAILED) {
      failed(photo, outcome.file(), "" + outcome.message());
      return;
    }
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("status", outcome.status().name().toLowerCase(Locale.ROOT));
      object.put("input", String.valueOf(photo));
      object.put("output", outcome.file().toString());
      object.put(
          "realness",
          target.realness() instanceof Realness.Uniform u ? (Object) round(u.value()) : "mask");
      object.put("width", outcome.width());
      object.put("height", outcome.height());
      object.put("seconds", Math.round(seconds * 1000) / 1000.0);
      object.put("warnings", outcome.warnings());
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
              : String.format(Locale.ROOT, "%.1f s", seconds));
      out.flush();
    }
    outcome.warnings().forEach(this::notice);
  }

  /** A float as the user wrote it, not as its nearest double. */
  private static double round(float value) {
    return Math.round(value * 1e6) / 1e6;
  }

  void failed(@Nullable Path input, @Nullable Path output, String message) {
    anyFailed = true;
    line.clear();
    err.println("ctsr: " + message);
    err.flush();
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("status", "failed");
      object.put("input", input == null ? null : input.toString());
      object.put("output", output == null ? null : output.toString());
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
