package org.ctsr.engine.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ctsr.engine.training.TrainingEstimate;
import org.ctsr.engine.training.TrainingListener;
import org.ctsr.engine.training.ValidationRow;

/** Tells programs how a training goes: a JSON object an event, one a line. */
final class TrainingJson implements TrainingListener {
  private final ObjectMapper mapper = new ObjectMapper();
  private final PrintWriter out;

  TrainingJson(PrintWriter out) {
    this.out = out;
  }

  private void print(String event, Object... fields) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("event", event);
    for (int i = 0; i < fields.length; i += 2) {
      boolean missing = fields[i + 1] instanceof Double d && d.isNaN();
      if (!missing) {
        line.put(String.valueOf(fields[i]), fields[i + 1]);
      }
    }
    try {
      out.println(mapper.writeValueAsString(line));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event that JSON cannot hold", e);
    }
  }

  @Override
  public void preparing(String what, int done, int total) {
    print("preparing", "what", what, "done", done, "total", total);
  }

  @Override
  public void stepped(
      String stage, int step, int steps, Map<String, Double> losses, long secondsLeft) {
    print(
        "step",
        "stage",
        stage,
        "step",
        step,
        "steps",
        steps,
        "losses",
        losses,
        "secondsLeft",
        secondsLeft);
  }

  @Override
  public void validated(String stage, int step, ValidationRow row) {
    print(
        "validation",
        "stage",
        stage,
        "step",
        step,
        "what",
        row.what(),
        "realness",
        row.realness(),
        "psnrY",
        row.psnr(),
        "niqe",
        row.niqe(),
        "featureDistance",
        row.featureDistance(),
        "mesh",
        row.mesh());
  }

  @Override
  public void message(String sentence) {
    print("message", "text", sentence);
  }

  @Override
  public void estimated(TrainingEstimate estimate) {
    print(
        "estimate",
        "fixedSeconds",
        estimate.fixedSeconds(),
        "preparingSeconds",
        estimate.preparingSeconds(),
        "trainingSeconds",
        estimate.trainingSeconds(),
        "diskBytes",
        estimate.diskBytes(),
        "diskFree",
        estimate.diskFree(),
        "memoryBytes",
        estimate.memoryBytes(),
        "memoryAvailable",
        estimate.memoryAvailable());
  }

  @Override
  public void skipped(Path photo, String reason, int count) {
    print("skippedPhoto", "photo", photo.toString(), "reason", reason, "count", count);
  }

  @Override
  public void unusable(Path photo, String reason) {
    print("unusablePhoto", "photo", photo.toString(), "reason", reason);
  }

  @Override
  public void finished(Path modelPackage) {
    print("finished", "package", modelPackage.toString());
  }
}
