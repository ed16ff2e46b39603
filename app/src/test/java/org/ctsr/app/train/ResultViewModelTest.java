package org.ctsr.app.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything runs at once on the test's thread. */
class ResultViewModelTest {
  @TempDir Path folder;

  private final FakeTrainEngine engine = new FakeTrainEngine();
  private final List<String> installed = new ArrayList<>();

  private ResultViewModel model(Path trainings) {
    return model(trainings, Runnable::run);
  }

  private ResultViewModel model(Path trainings, Executor background) {
    return new ResultViewModel(
        engine,
        new TrainingStore(trainings, text -> {}),
        new PreviewViewModel(new NoPhotos(), () -> null, Runnable::run, Runnable::run),
        name -> false,
        installed::add,
        background,
        Runnable::run);
  }

  private Training training(String name) throws IOException {
    Path place = Files.createDirectories(folder.resolve("training").resolve(name));
    return new Training(place, name, name, 3);
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

  @Test
  void thatOneIsInstalledIsNotSaidOfTheOneShownSince() throws Exception {
    engine.installing = new CompletableFuture<>();
    ResultViewModel result = model(folder.resolve("training"));
    Training first = training("first");
    Training second = training("second");
    result.show(first, first.folder().resolve("model"));
    result.install();
    result.show(second, second.folder().resolve("model"));
    String message = result.messageProperty().get();
    engine.installing.complete("first-x4");
    assertThat(installed).containsExactly("first-x4");
    assertThat(first.folder().resolve("installed")).exists();
    assertThat(result.busyProperty().get()).isFalse();
    assertThat(result.doneProperty().get()).isFalse();
    assertThat(result.messageProperty().get()).isEqualTo(message);
    engine.installing = null;
    result.install();
    assertThat(result.doneProperty().get()).isTrue();
    assertThat(second.folder().resolve("installed")).exists();
  }

  @Test
  void thatOneIsDeletedIsNotSaidOfTheOneShownSince() throws Exception {
    Queue<Runnable> background = new ArrayDeque<>();
    ResultViewModel result = model(folder.resolve("training"), background::add);
    Training first = training("first");
    Training second = training("second");
    result.show(first, first.folder().resolve("model"));
    result.delete();
    result.show(second, second.folder().resolve("model"));
    for (Runnable next = background.poll(); next != null; next = background.poll()) {
      next.run();
    }
    assertThat(first.folder()).doesNotExist();
    assertThat(second.folder()).exists();
    assertThat(result.busyProperty().get()).isFalse();
    assertThat(result.doneProperty().get()).isFalse();
    assertThat(result.madeProperty().get()).isEqualTo(second.folder().resolve("model"));
  }
}
