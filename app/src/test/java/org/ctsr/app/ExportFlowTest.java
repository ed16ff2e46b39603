package org.ctsr.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.ctsr.app.export.ExportFormat;
import org.ctsr.app.export.ExportRequest;
import org.ctsr.app.settings.ExportChoice;
import org.ctsr.engine.image.JpegSettings;
import org.junit.jupiter.api.Test;

class ExportFlowTest {
  private static int depthAfter(ExportFormat format, int bitDepth, int photoDepth, int before) {
    ExportRequest request =
        new ExportRequest(
            format, JpegSettings.DEFAULT, bitDepth, false, 4, 0, Path.of("result"), false);
    ExportChoice last = new ExportChoice("PNG", 90, before, false, false);
    return ExportFlow.remembered(request, photoDepth, last).bitDepth();
  }

  @Test
  void aDepthIsRememberedWhereItWasChosen() {
    assertThat(depthAfter(ExportFormat.PNG, 16, 8, 8)).isEqualTo(16);
    assertThat(depthAfter(ExportFormat.TIFF, 8, 8, 16)).isEqualTo(8);
  }

  @Test
  void aDeepPhotoOrAFormatWithoutDepthChangesNothingForTheNextOne() {
    assertThat(depthAfter(ExportFormat.PNG, 16, 16, 8)).isEqualTo(8);
    assertThat(depthAfter(ExportFormat.JPEG, 8, 8, 16)).isEqualTo(16);
  }
}
