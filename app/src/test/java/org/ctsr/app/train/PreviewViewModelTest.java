package org.ctsr.app.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;
import org.ctsr.engine.model.ModelLibrary;
import org.ctsr.engine.model.ModelPackage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything runs at once on the test's thread. */
class PreviewViewModelTest {
  private static final Path MODELS =
      Path.of(System.getProperty("ctsr.root", "..")).resolve("engine/src/test/resources/models");

  private final ModelLibrary library = new ModelLibrary(List.of(MODELS));
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

  @Test
  void aModelInUseThatFailsSaysSoUnderItsEmptyPane(@TempDir Path folder) throws Exception {
    Path copy = folder.resolve("tiny-student-x4");
    Files.createDirectories(copy);
    try (Stream<Path> files = Files.list(MODELS.resolve("tiny-student-x4"))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    inUse.set(new ModelLibrary(List.of()).open(copy.toString()));
    Files.delete(copy.resolve("network.pt"));
    preview.show(photo());
    assertThat(preview.beforeProperty().get()).isNull();
    assertThat(preview.beforeNameProperty().get()).contains("cannot be shown", "network.pt");
    inUse.set(library.open("tiny-fidelity-x4"));
    preview.modelChanged();
    assertThat(preview.beforeProperty().get()).as("another one works").isNotNull();
    assertThat(preview.beforeNameProperty().get()).doesNotContain("cannot be shown");
  }
}
