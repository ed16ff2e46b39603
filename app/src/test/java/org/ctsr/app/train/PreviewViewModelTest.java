package org.ctsr.app.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.ctsr.app.fx.Picture;
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
    return photo(48);
  }

  private static RgbImage photo(int side) {
    SamplePlane grey = SamplePlane.of(new byte[side * side]);
    return RgbImage.rgb(side, side, grey, grey, grey, null, Metadata.NONE);
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

  /** Photos as wide as their names say, read when their turn comes. */
  private static final class Photos extends NoPhotos {
    @Override
    public RgbImage read(Path photo) {
      return photo(Integer.parseInt(photo.toString()));
    }
  }

  private final List<Runnable> waiting = new ArrayList<>();
  private final PreviewViewModel slow =
      new PreviewViewModel(new Photos(), inUse::get, waiting::add, Runnable::run);

  /** Runs what waits now, the last first, and then what comes of it. */
  private void settleBackwards() {
    while (!waiting.isEmpty()) {
      waiting.remove(waiting.size() - 1).run();
    }
  }

  private static Picture present(@Nullable Picture shown) {
    if (shown == null) {
      throw new AssertionError("no picture");
    }
    return shown;
  }

  private int shownWidth() {
    return present(slow.photoProperty().get()).width();
  }

  @Test
  void thePhotoChosenLastIsShownThoughTheOneBeforeTakesLonger() {
    slow.open(Path.of("48"));
    slow.open(Path.of("40"));
    settleBackwards();
    assertThat(shownWidth()).isEqualTo(40);
  }

  @Test
  void aPartThatIsCutLateIsNotShownWithAnotherPhoto() {
    slow.show(photo(48));
    slow.show(photo(40));
    settleBackwards();
    assertThat(shownWidth()).isEqualTo(40);
  }

  @Test
  void aDragBlendsOneAtATimeSoThatTheLastStays() throws Exception {
    slow.show(photo(48));
    slow.showModel(library.open("tiny-student-x4"));
    settleBackwards();
    for (int i = 0; i <= 10; i++) {
      slow.realnessProperty().set(0.1 * i);
    }
    assertThat(waiting).hasSize(1);
    settleBackwards();
    preview.show(photo(48));
    preview.realnessProperty().set(1);
    preview.showModel(library.open("tiny-student-x4"));
    assertThat(present(slow.afterProperty().get()).argb())
        .isEqualTo(present(preview.afterProperty().get()).argb());
  }

  @Test
  void whatIsBlendedOfOnePhotoIsNotShownWithAnother() throws Exception {
    slow.show(photo(48));
    slow.showModel(library.open("tiny-student-x4"));
    settleBackwards();
    slow.realnessProperty().set(1);
    Runnable blend = waiting.remove(0);
    slow.show(photo(56));
    blend.run();
    assertThat(slow.afterProperty().get()).isNull();
    settleBackwards();
    assertThat(present(slow.afterProperty().get()).width()).isEqualTo(4 * 56);
  }
}
