package org.ctsr.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.ctsr.engine.export.ExportOutcome;
import org.ctsr.engine.export.ExportSettings;
import org.ctsr.engine.export.ExportTask;
import org.ctsr.engine.export.OutputName;
import org.ctsr.engine.image.ConflictPolicy;
import org.ctsr.engine.image.JpegSettings;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.image.Shortage;
import org.ctsr.engine.render.Realness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpscaleReportTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private UpscaleReport report(boolean json, boolean quiet) {
    return new UpscaleReport(
        new PrintWriter(out, true), new PrintWriter(err, true), json, quiet, 1);
  }

  private static ExportTask cancelled() {
    return task(ExportOutcome.Status.CANCELLED, ExportTask.Status.CANCELLED, null, null);
  }

  private static ExportTask task(
      ExportOutcome.Status outcomeStatus,
      ExportTask.Status status,
      @Nullable String message,
      @Nullable Shortage shortage) {
    ExportOutcome outcome =
        new ExportOutcome(
            Path.of("a_4x_0.5.png"),
            Realness.of(0.5),
            outcomeStatus,
            message,
            80,
            80,
            List.of(),
            shortage);
    ExportSettings settings =
        new ExportSettings(
            null,
            List.of(),
            null,
            null,
            null,
            JpegSettings.DEFAULT,
            null,
            OutputName.DEFAULT,
            null,
            ConflictPolicy.FAIL,
            false,
            ReadLimits.DEFAULT);
    Path photo = Path.of("a.png");
    return new ExportTask(
        1, photo, photo, settings, status, 1, 4, List.of(outcome), message, List.of(), 2, shortage);
  }

  @Test
  void aCancelledResultIsNotAmongThoseThatAreThere() {
    report(false, false).task(cancelled());
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .isEqualToNormalizingNewlines("ctsr: a_4x_0.5.png: cancelled, not written\n");
  }

  /** The window says the same without these. */
  @ParameterizedTest
  @CsvSource({"PIXEL_LIMIT, --max-pixels", "MEMORY, JAVA_TOOL_OPTIONS=-Xmx8g"})
  void saysWhatOptionGivesMore(Shortage shortage, String option) {
    report(false, false)
        .task(
            task(ExportOutcome.Status.FAILED, ExportTask.Status.FAILED, "a: too large", shortage));
    assertThat(err.toString()).contains("a: too large (").contains(option);
  }

  @Test
  void jsonTellsACancelledResultByItsStatus() {
    report(true, true).task(cancelled());
    assertThat(out.toString()).contains("\"status\":\"cancelled\"");
    assertThat(err.toString()).isEmpty();
  }
}
