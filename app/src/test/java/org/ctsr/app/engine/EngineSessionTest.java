package org.ctsr.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.inference.DeviceChoice;
import org.ctsr.engine.inference.TorchRuntime;
import org.ctsr.engine.model.ModelLibrary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineSessionTest {
  private static final long MEMORY = 64L << 20;

  @TempDir Path folder;

  private EngineSettings settings(long memory, int threads) {
    return new EngineSettings(memory, 0, folder, DeviceChoice.PROCESSOR, threads);
  }

  private EngineSession session() {
    return new EngineSession(
        settings(MEMORY, 1),
        new ModelLibrary(
            List.of(Path.of(System.getProperty("ctsr.root"), "engine/src/test/resources/models"))),
        file -> {
          throw new PhotoException(file, "no photo in this test");
        },
        notice -> {});
  }

  /** As many as a model's new worker has. */
  private static int threadsOfANewThread() throws Exception {
    ExecutorService fresh = Executors.newSingleThreadExecutor();
    try {
      return fresh.submit(TorchRuntime::threads).get(1, TimeUnit.MINUTES);
    } finally {
      fresh.shutdown();
    }
  }

  @AfterEach
  void useAllProcessors() {
    TorchRuntime.useThreads(0);
  }

  @Test
  void memoryChangesWithoutLoadingTheModelAgain() throws Exception {
    try (EngineSession session = session()) {
      LoadedModel model = session.useModel("tiny-student-x4").get(2, TimeUnit.MINUTES);
      assertThat(session.configure(settings(MEMORY / 2, 1)).get(1, TimeUnit.MINUTES))
          .isSameAs(model);
      assertThat(session.cache().usage().memoryBudget()).isEqualTo(MEMORY / 2);
      assertThat(session.settings().cacheBytes()).isEqualTo(MEMORY / 2);
    }
  }

  @Test
  void otherThreadsCountForTheModelLoadedAnew() throws Exception {
    try (EngineSession session = session()) {
      LoadedModel model = session.useModel("tiny-student-x4").get(2, TimeUnit.MINUTES);
      LoadedModel again = session.configure(settings(MEMORY, 3)).get(2, TimeUnit.MINUTES);
      assertThat(again).isNotNull().isNotSameAs(model).isSameAs(session.model());
      assertThat(threadsOfANewThread()).isEqualTo(3);
      assertThat(session.configure(settings(MEMORY, 2)).get(2, TimeUnit.MINUTES))
          .isNotSameAs(again);
      assertThat(threadsOfANewThread()).isEqualTo(2);
    }
  }

  @Test
  void settingsCountBeforeAnyModelIsLoaded() throws Exception {
    try (EngineSession session = session()) {
      assertThat(session.configure(settings(MEMORY, 2)).get(1, TimeUnit.MINUTES)).isNull();
      assertThat(session.settings().threads()).isEqualTo(2);
    }
  }
}
