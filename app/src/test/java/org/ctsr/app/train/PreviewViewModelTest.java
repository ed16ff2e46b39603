package org.ctsr.app.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;
import org.ctsr.engine.model.ModelLibrary;
import org.ctsr.engine.model.ModelPackage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Everything runs at once on the test's thread. */
class PreviewViewModelTest {
  private final ModelLibrary library =
      new ModelLibrary(
          List.of(
              Path.of(System.getProperty("ctsr.root", ".."))
                  .resolve("engine/src/test/resources/models")));
  private final AtomicReference<@Nullable ModelPackage> inUse = new AtomicReference<>();
  private final PreviewViewModel preview =
      new PreviewViewModel(new NoPhotos(), inUse::get, Runnable::run, Runnable::run);

  private static RgbImage photo() {
    SamplePlane grey = SamplePlane.of(new byte[48 * 48]);
    return RgbImage.rgb(48, 48, grey, grey, grey, null, Metadata.NONE);
  }

  @Test
  void theSliderIsThereWhereItChangesAPicture() throws Exception {
    preview.show(photo());
    assertThat(preview.sliderProperty().get()).isFalse();
    preview.showModel(library.open("tiny-fidelity-x4"));
    assertThat(preview.afterProperty().get()).isNotNull();
    assertThat(preview.sliderProperty().get()).isFalse();
    preview.showModel(library.open("tiny-student-x4"));
    assertThat(preview.sliderProperty().get()).isTrue();
    preview.forgetStudent();
    assertThat(preview.sliderProperty().get()).isFalse();
    inUse.set(library.open("tiny-student-x4"));
    preview.modelChanged();
    preview.showModel(library.open("tiny-fidelity-x4"));
    assertThat(preview.sliderProperty().get()).as("the one before").isTrue();
  }
}
