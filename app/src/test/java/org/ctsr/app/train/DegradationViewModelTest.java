package org.ctsr.app.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.function.IntConsumer;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.PhotoHeader;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;
import org.ctsr.engine.training.TrainingConfig;
import org.ctsr.engine.training.data.DegradationSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DegradationViewModelTest {
  private static final Path RECIPES =
      Path.of(System.getProperty("ctsr.root", "..")).resolve("models/recipes");

  private final List<Path> read = new ArrayList<>();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final DegradationViewModel model =
      new DegradationViewModel(new Photos(), waiting::add, Runnable::run);

  private final class Photos implements PhotoSurvey {
    @Override
    public List<Path> find(List<Path> given, IntConsumer searching) {
      return given;
    }

    @Override
    public PhotoHeader header(Path photo) throws IOException {
      throw new PhotoException(photo, "nobody asks in this test");
    }

    @Override
    public RgbImage read(Path photo) {
      read.add(photo);
      SamplePlane grey = SamplePlane.of(new byte[400 * 400]);
      return RgbImage.rgb(400, 400, grey, grey, grey, null, Metadata.NONE);
    }

    @Override
    public RgbImage readWhole(Path photo) {
      return read(photo);
    }
  }

  @BeforeEach
  void begin() throws IOException {
    TrainingConfig config = Recipe.in(RECIPES, false).get(0).config();
    model.setRecipe(config.data().degradation(), config.data().reduction().from());
    model.setPhotos(List.of(Path.of("a"), Path.of("b")));
  }

  private void settle() {
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      next.run();
    }
  }

  @Test
  void aDragMakesItsLastExamplesOnly() {
    for (int i = 1; i <= 20; i++) {
      model.blurProperty().set(0.1 * i);
      model.noiseProperty().set(i);
    }
    assertThat(waiting).as("at a time").hasSize(1);
    settle();
    assertThat(model.examples()).hasSize(DegradationViewModel.EXAMPLES);
    assertThat(read).containsExactlyInAnyOrder(Path.of("a"), Path.of("b"));
  }

  private DegradationSettings.Camera camera() {
    return Objects.requireNonNull(model.settings()).camera();
  }

  @Test
  void theSlidersReachTheCameras() throws IOException {
    DegradationSettings recipe = Recipe.in(RECIPES, false).get(0).config().data().degradation();
    DegradationSettings.Camera before = recipe.camera();
    assertThat(camera()).isEqualTo(before);
    model.noiseProperty().set(2 * recipe.mild().noise().to());
    assertThat(camera().noise().to()).isCloseTo(2 * before.noise().to(), within(1e-4));
    model.blurProperty().set(0.5 * recipe.mild().blur().to());
    assertThat(camera().apartBlur().to()).isCloseTo(0.5 * before.apartBlur().to(), within(1e-4));
    model.qualityProperty().set(recipe.mild().jpeg().from() - 20);
    assertThat(camera().jpeg().from()).isLessThan(before.jpeg().from() - 10);
    model.reset();
    assertThat(camera()).isEqualTo(before);
  }

  @Test
  void photosAreLetGoOfWithThePage() {
    settle();
    model.blurProperty().set(1);
    settle();
    assertThat(read).hasSize(2);
    model.leave();
    settle();
    model.enter();
    settle();
    assertThat(read).hasSize(4);
    assertThat(model.examples()).hasSize(DegradationViewModel.EXAMPLES);
  }
}
