package org.ctsr.engine.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ctsr.engine.training.TrainingEstimate;
import org.ctsr.engine.training.TrainingListener;
import org.ctsr.engine.training.ValidationRow;

/** Tells people how a training goes: a line now and then. */
final class TrainingText implements TrainingListener {
  private static final long EVERY_NANOSECONDS = TimeUnit.SECONDS.toNanos(5);

  private final PrintWriter out;
  private long last = System.nanoTime() - EVERY_NANOSECONDS;

  TrainingText(PrintWriter out) {
    this.out = out;
  }

  private boolean due(boolean always) {
    long now = System.nanoTime();
    if (!always && now - last < EVERY_NANOSECONDS) {
      return false;
    }
    last = now;
    return true;
  }

  private void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }

  @Override
  public void preparing(String what, int done, int total) {
    if (due(done == total)) {
      print("%s: %,d of %,d", what, done, total);
    }
  }

  @Override
  public void stepped(
      String stage, int step, int steps, Map<String, Double> losses, long secondsLeft) {
    if (due(step == steps)) {
      StringBuilder text = new StringBuilder();
      losses.forEach(
          (name, value) -> text.append(String.format(Locale.ROOT, " %s %.4g", name, value)));
      print("%s %,d/%,d%s, %s left", stage, step, steps, text, duration(secondsLeft));
    }
  }

  private static String duration(long seconds) {
    if (seconds >= 3600) {
      return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }
    return seconds >= 60 ? seconds / 60 + " min" : seconds + " s";
  }

  @Override
  public void validated(String stage, int step, ValidationRow row) {
    print(
        "  %s after %,d steps, %s, t = %.2f: PSNR %.2f dB, NIQE %.2f, feature distance %.1f, mesh %.2f",
        stage,
        step,
        row.what(),
        row.realness(),
        row.psnr(),
        row.niqe(),
        row.featureDistance(),
        row.mesh());
  }

  @Override
  public void message(String sentence) {
    print("%s", sentence);
  }

  @Override
  public void skipped(Path photo, String reason, int count) {
    print("%s; no patches are cut from it (photographs skipped so far: %,d)", reason, count);
  }

  @Override
  public void estimated(TrainingEstimate estimate) {
    print(
        "About %s: %s for patches and teachers' answers, %s for training",
        duration(Math.round(estimate.seconds())),
        duration(Math.round(estimate.fixedSeconds() + estimate.preparingSeconds())),
        duration(Math.round(estimate.trainingSeconds())));
    print(
        "%,d MB of disk (%,d MB are free), %,d MB of memory",
        estimate.diskBytes() / 1_000_000,
        estimate.diskFree() / 1_000_000,
        estimate.memoryBytes() / 1_000_000);
  }

  @Override
  public void finished(Path modelPackage) {
    print("Made %s", modelPackage);
  }
}
