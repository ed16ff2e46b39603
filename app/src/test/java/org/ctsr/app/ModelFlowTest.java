package org.ctsr.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ctsr.app.engine.EngineSession;
import org.ctsr.app.engine.EngineSettings;
import org.ctsr.app.engine.TestPhoto;
import org.ctsr.app.fx.MessageDialogs;
import org.ctsr.app.inspector.InspectorViewModel;
import org.ctsr.app.inspector.ModelChoice;
import org.ctsr.app.library.LibraryViewModel;
import org.ctsr.app.mainwindow.WindowState;
import org.ctsr.app.parts.BackgroundThreads;
import org.ctsr.app.parts.StudioParts;
import org.ctsr.app.parts.Variant;
import org.ctsr.app.settings.SettingsStore;
import org.ctsr.app.status.StatusViewModel;
import org.ctsr.app.viewer.PhotoSession;
import org.ctsr.app.viewer.ViewerViewModel;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.inference.DeviceChoice;
import org.ctsr.engine.model.ModelLibrary;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class ModelFlowTest {
  private static final List<ModelChoice> LISTED =
      Stream.of("a", "b", "c", "d").map(ModelFlowTest::model).toList();

  private static ModelChoice model(String name) {
    return new ModelChoice(name, name, "1", 4, 1, true);
  }

  @Test
  void aModelThatIsStillBeingLoadedIsNotSwitchedBackByANewList() {
    assertThat(ModelFlow.choose(LISTED, null, "b", "c", "d")).contains(model("b"));
  }

  @Test
  void whatIsWantedComesFirstAndWhatIsGoneIsPassedOver() {
    assertThat(ModelFlow.choose(LISTED, "a", "b", "c", "d")).contains(model("a"));
    assertThat(ModelFlow.choose(LISTED, "gone", "gone", "c", "d")).contains(model("c"));
    assertThat(ModelFlow.choose(LISTED, null, null, null, "d")).contains(model("d"));
    assertThat(ModelFlow.choose(LISTED, null, null, null, "gone")).contains(model("a"));
    assertThat(ModelFlow.choose(List.of(), null, null, null, "d")).isEmpty();
  }

  /** A model that can be loaded, and one whose network is damaged. */
  private static Path models(Path folder) throws IOException {
    Path shipped = Path.of(System.getProperty("ctsr.root"), "engine/src/test/resources/models");
    for (String name : List.of("tiny-student-x4", "tiny-fidelity-x4")) {
      Path copy = Files.createDirectories(folder.resolve(name));
      for (String file : List.of("model.json", "network.pt")) {
        Files.copy(shipped.resolve(name).resolve(file), copy.resolve(file));
      }
    }
    Files.write(
        folder.resolve("tiny-fidelity-x4/network.pt"), new byte[1], StandardOpenOption.APPEND);
    return folder;
  }

  private static EngineSession engine(Path folder, Path models) {
    return new EngineSession(
        new EngineSettings(64L << 20, 0, folder, DeviceChoice.PROCESSOR, 1),
        new ModelLibrary(List.of(models)),
        (file, cancelled, warnings) -> {
          throw new PhotoException(file, "no photo in this test");
        },
        notice -> {});
  }

  private static StudioParts parts(
      SettingsStore settings,
      EngineSession engine,
      ViewerViewModel viewer,
      InspectorViewModel<Variant> inspector,
      StatusViewModel status,
      BackgroundThreads background) {
    return new StudioParts(
        null,
        settings,
        engine,
        new LibraryViewModel(),
        viewer,
        inspector,
        status,
        new WindowState(),
        new MessageDialogs(pane -> {}),
        background);
  }

  /** Lists are made side by side, and may come in any order. */
  @Test
  void aListFromBeforeAnInstallationNeitherHidesTheModelNorForgetsWhichIsWanted(
      @TempDir Path folder) throws Exception {
    Path models = models(folder.resolve("models"));
    Path away = Files.move(models.resolve("tiny-fidelity-x4"), folder.resolve("away"));
    LinkedBlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
    EngineSession engine = engine(folder, models);
    ViewerViewModel viewer = new ViewerViewModel(engine, later -> {});
    InspectorViewModel<Variant> inspector = new InspectorViewModel<>();
    StatusViewModel status = new StatusViewModel(System::nanoTime);
    try (SettingsStore settings = new SettingsStore(folder.resolve("settings.json"), reason -> {});
        BackgroundThreads background = new BackgroundThreads();
        engine;
        viewer) {
      ModelFlow flow =
          new ModelFlow(
              parts(settings, engine, viewer, inspector, status, background), fx::add, () -> {});
      flow.start();
      Runnable before = fx.poll(1, TimeUnit.MINUTES);
      assertThat(before).isNotNull();
      Files.move(away, models.resolve("tiny-fidelity-x4"));
      inspector.modelProperty().set(model("tiny-student-x4"));
      flow.refresh("tiny-fidelity-x4");
      flow.refresh(null);
      for (int i = 0; i < 2; i++) {
        Runnable listed = fx.poll(1, TimeUnit.MINUTES);
        assertThat(listed).isNotNull();
        listed.run();
      }
      before.run();
      assertThat(inspector.models())
          .extracting(ModelChoice::name)
          .containsExactlyInAnyOrder("tiny-fidelity-x4", "tiny-student-x4");
      assertThat(inspector.modelProperty().get().name()).isEqualTo("tiny-fidelity-x4");
    }
  }

  @Test
  void aModelThatCannotBeLoadedLeavesTheNameOfTheOneInUseAndCanBeTriedAgain(@TempDir Path folder)
      throws Exception {
    ExecutorService window = Executors.newSingleThreadExecutor();
    EngineSession engine = engine(folder, models(folder.resolve("models")));
    ViewerViewModel viewer = new ViewerViewModel(engine, window);
    InspectorViewModel<Variant> inspector = new InspectorViewModel<>();
    StatusViewModel status = new StatusViewModel(System::nanoTime);
    try (SettingsStore settings = new SettingsStore(folder.resolve("settings.json"), reason -> {});
        BackgroundThreads background = new BackgroundThreads();
        engine;
        viewer) {
      StudioParts parts = parts(settings, engine, viewer, inspector, status, background);
      ModelChoice good = model("tiny-student-x4");
      ModelChoice damaged = model("tiny-fidelity-x4");
      CompletableFuture<Void> inUse = new CompletableFuture<>();
      ModelFlow flow = on(window, () -> new ModelFlow(parts, window, () -> inUse.complete(null)));
      on(
          window,
          () -> {
            inspector.models().setAll(good, damaged);
            inspector.modelProperty().set(good);
            viewer.photoProperty().set(new PhotoSession(TestPhoto.read("a")));
            // As of a model that enlarges less.
            status.photo(TestPhoto.WIDTH, TestPhoto.HEIGHT, 2);
            flow.mayLoad();
            return null;
          });
      inUse.get(2, TimeUnit.MINUTES);
      assertThat(on(window, status.photoProperty()::get))
          .contains(Integer.toString(TestPhoto.WIDTH * 4));
      for (int attempt = 0; attempt < 2; attempt++) {
        CompletableFuture<String> problem = new CompletableFuture<>();
        on(
            window,
            () -> {
              inspector.modelProperty().set(damaged);
              inspector
                  .modelProblemProperty()
                  .addListener((property, old, text) -> problem.complete(text));
              return null;
            });
        assertThat(problem.get(2, TimeUnit.MINUTES)).contains("network.pt");
        assertThat(on(window, inspector.modelProperty()::get)).isSameAs(good);
        assertThat(settings.get().model()).isEqualTo(good.name());
      }
      CompletableFuture<Void> solved = new CompletableFuture<>();
      on(
          window,
          () -> {
            inspector
                .modelProblemProperty()
                .addListener(
                    (property, old, text) -> {
                      if (text.isEmpty()) {
                        solved.complete(null);
                      }
                    });
            flow.configure(new EngineSettings(32L << 20, 0, folder, DeviceChoice.PROCESSOR, 1));
            return null;
          });
      solved.get(2, TimeUnit.MINUTES);
    } finally {
      window.shutdownNow();
    }
  }

  private static <T> T on(ExecutorService window, Callable<T> step) throws Exception {
    return window.submit(step).get(1, TimeUnit.MINUTES);
  }
}
