package org.ctsr.app.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.ctsr.engine.export.ExportSettings;
import org.ctsr.engine.export.OutputName;
import org.ctsr.engine.image.ConflictPolicy;
import org.ctsr.engine.image.JpegSettings;
import org.ctsr.engine.image.OutputFormat;
import org.ctsr.engine.image.ReadLimits;
import org.junit.jupiter.api.Test;

class ResultNamesTest {
  private static final BatchModel STUDENT = new BatchModel("student", 4, true);
  private static final BatchModel TEACHER = new BatchModel("teacher", 4, false);

  private final ResultNames names = new ResultNames();

  private ConflictPolicy policy(String photo, double realness, BatchModel model) {
    Path file = Path.of("photos", photo);
    ExportSettings replacing =
        new ExportSettings(
            null,
            List.of(realness),
            null,
            4.0,
            OutputFormat.PNG,
            JpegSettings.DEFAULT,
            null,
            OutputName.DEFAULT,
            null,
            ConflictPolicy.OVERWRITE,
            false,
            ReadLimits.DEFAULT);
    BatchRow row = new BatchRow(BatchPhoto.photo(file, Path.of(photo)));
    return names.settingsFor(row, replacing, model).conflicts();
  }

  @Test
  void resultsOfOneNameDoNotReplaceEachOther() {
    assertThat(policy("a.jpg", 0.5, STUDENT)).isEqualTo(ConflictPolicy.OVERWRITE);
    assertThat(policy("a.png", 0.5, STUDENT)).isEqualTo(ConflictPolicy.UNIQUE);
    assertThat(policy("a.webp", 0.8, STUDENT)).isEqualTo(ConflictPolicy.OVERWRITE);
  }

  @Test
  void ofAModelWithoutASliderRealnessTellsNoResultsApart() {
    assertThat(policy("a.jpg", 0.2, TEACHER)).isEqualTo(ConflictPolicy.OVERWRITE);
    assertThat(policy("a.png", 0.8, TEACHER)).isEqualTo(ConflictPolicy.UNIQUE);
  }

  @Test
  void noPhotoOfTheBatchIsReplaced() {
    names.addSource(Path.of("photos", "a_4x.png"));
    names.addSource(Path.of("photos", "a_4x_0.5.png"));
    assertThat(policy("a.jpg", 0.5, TEACHER)).isEqualTo(ConflictPolicy.UNIQUE);
    assertThat(policy("a.jpg", 0.5, STUDENT)).isEqualTo(ConflictPolicy.UNIQUE);
  }
}
