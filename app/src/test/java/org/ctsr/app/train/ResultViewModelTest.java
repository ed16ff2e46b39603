package org.ctsr.app.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything runs at once on the test's thread. */
class ResultViewModelTest {
  @TempDir Path folder;

  private ResultViewModel model(Path trainings) {
    return new ResultViewModel(
        new FakeTrainEngine(),
        new TrainingStore(trainings, text -> {}),
        new PreviewViewModel(new NoPhotos(), () -> null, Runnable::run, Runnable::run),
        name -> false,
        name -> {},
        Runnable::run,
        Runnable::run);
  }

  @Test
  void aTrainingThatCouldNotBeDeletedIsStillThere() throws Exception {
    Path place = Files.createDirectories(folder.resolve("elsewhere/mine"));
    Path made = place.resolve("model");
    ResultViewModel result = model(folder.resolve("training"));
    result.show(new Training(place, "mine", "Mine", 3), made);
    result.delete();
    assertThat(result.messageProperty().get()).contains("is no training of this program");
    assertThat(result.busyProperty().get()).isFalse();
    assertThat(result.doneProperty().get()).isFalse();
    assertThat(result.madeProperty().get()).isEqualTo(made);
  }

  @Test
  void nothingIsLeftToDoWithOneThatWasDeleted() throws Exception {
    Path place = Files.createDirectories(folder.resolve("training/mine"));
    ResultViewModel result = model(folder.resolve("training"));
    result.show(new Training(place, "mine", "Mine", 3), place.resolve("model"));
    result.delete();
    assertThat(place).doesNotExist();
    assertThat(result.doneProperty().get()).isTrue();
    assertThat(result.madeProperty().get()).isNull();
  }
}
