package org.ctsr.app.models;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ctsr.app.engine.Asked;
import org.ctsr.engine.model.ModelInstaller;
import org.ctsr.engine.model.ModelLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildModelTasksTest {
  private final ModelTasks tasks;

  ChildModelTasksTest(@TempDir Path home) {
    ModelLibrary library = new ModelLibrary(List.of(home));
    tasks =
        new ChildModelTasks(
            home,
            library,
            new ModelInstaller(home, library, model -> {}),
            () -> {
              throw new IOException("no picture is asked for");
            },
            Runnable::run,
            Runnable::run,
            // No process starts in so short a time.
            Duration.ofMillis(1));
  }

  private static void assertGivenUp(Asked<?> asked) {
    assertThatThrownBy(asked.answer()::join)
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining("came to no end");
  }

  @Test
  void checkingAModelThatComesToNoEndIsGivenUp() {
    assertGivenUp(tasks.verify("endless-x4"));
  }

  @Test
  void examiningANetworkThatComesToNoEndIsGivenUp() {
    assertGivenUp(tasks.examine(Path.of("endless.pt")));
  }
}
