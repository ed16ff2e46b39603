package org.ctsr.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.ctsr.app.export.ExportFormat;
import org.ctsr.app.export.ExportRequest;
import org.ctsr.app.export.ExportViewModel.ExportDefaults;
import org.ctsr.app.export.SizeChoice;
import org.ctsr.app.export.SizeMode;
import org.ctsr.app.settings.ExportChoice;
import org.ctsr.app.settings.ExportChoice.Size;
import org.ctsr.engine.image.ChromaSampling;
import org.ctsr.engine.image.JpegSettings;
import org.junit.jupiter.api.Test;

class ExportFlowTest {
  private static int depthAfter(ExportFormat format, int bitDepth, int photoDepth, int before) {
    ExportRequest request =
        new ExportRequest(
            format, JpegSettings.DEFAULT, bitDepth, false, 4, 0, Path.of("result"), false);
    ExportChoice last = new ExportChoice("PNG", 90, before, false, false, false, Size.DEFAULT);
    return ExportFlow.remembered(request, SizeChoice.FIRST, photoDepth, last).bitDepth();
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

  @Test
  void theNextExportBeginsAsTheLastOneEnded() {
    JpegSettings jpeg = new JpegSettings(71, ChromaSampling.HALF, true);
    ExportRequest request =
        new ExportRequest(ExportFormat.JPEG, jpeg, 8, true, 2, 0, Path.of("result"), false);
    SizeChoice size = new SizeChoice(SizeMode.PIXELS, 2048, 240);
    assertThat(ExportFlow.preferred(ExportFlow.remembered(request, size, 8, ExportChoice.DEFAULT)))
        .isEqualTo(new ExportDefaults(ExportFormat.JPEG, jpeg, 8, true, size));
  }

  @Test
  void aNameThatMeansNothingAnyMoreIsTheFirstChoice() {
    ExportChoice edited =
        new ExportChoice("WEBP", 90, 8, false, false, false, new Size("ACRES", 3, 300));
    assertThat(ExportFlow.preferred(edited).format()).isEqualTo(ExportFormat.PNG);
    assertThat(ExportFlow.preferred(edited).size().mode()).isEqualTo(SizeMode.FULL);
  }
}
