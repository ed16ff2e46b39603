package org.ctsr.app.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.ctsr.app.engine.EngineProcess;
import org.ctsr.engine.inference.NetworkFacts;

/** The engine in processes of its own. */
public final class ChildTrainEngine implements TrainEngine {
  private final Path home;

  /**
   * @param home where the program keeps what is its own
   */
  public ChildTrainEngine(Path home) {
    this.home = home;
  }

  @Override
  public Job train(Path config, Path run, boolean resume, Consumer<TrainEvent> events) {
    List<String> arguments = new ArrayList<>(List.of("train", config.toString()));
    arguments.addAll(List.of("--run", run.toString(), "--json", "--control-stdin"));
    if (resume) {
      arguments.add("--resume");
    }
    return start(arguments, events);
  }

  @Override
  public Job estimate(Path config, Consumer<TrainEvent> events) {
    return start(
        List.of("train", config.toString(), "--estimate", "--json", "--control-stdin"), events);
  }

  private Job start(List<String> arguments, Consumer<TrainEvent> events) {
    try {
      return new ChildJob(
          EngineProcess.start(home, arguments, line -> TrainEvent.parse(line).ifPresent(events)));
    } catch (IOException e) {
      return new NoJob(e);
    }
  }

  @Override
  public CompletableFuture<NetworkFacts> examine(Path network) {
    return EngineProcess.ask(
        home,
        List.of("models", "verify", network.toString(), "--device", "cpu", "--json"),
        EngineProcess.EXAMINING,
        line -> EngineProcess.parse(line, NetworkFacts.class));
  }

  @Override
  public CompletableFuture<Path> keep(Path config, Path run) {
    return EngineProcess.ask(
        home,
        List.of("train", config.toString(), "--run", run.toString(), "--keep", "--json"),
        false,
        line ->
            TrainEvent.parse(line).orElseThrow() instanceof TrainEvent.Finished made
                ? made.modelPackage()
                : run);
  }

  /** What {@code models install --json} says. */
  private record Installed(String name, String folder) {}

  @Override
  public CompletableFuture<String> install(
      Path modelPackage, String name, String title, boolean replace) {
    List<String> arguments =
        new ArrayList<>(List.of("models", "install", modelPackage.toString(), "--json"));
    arguments.addAll(List.of("--name", name, "--title", title, "--device", "cpu"));
    if (replace) {
      arguments.add("--replace");
    }
    return EngineProcess.ask(
        home, arguments, false, line -> EngineProcess.parse(line, Installed.class).name());
  }

  private static final class ChildJob implements Job {
    private final EngineProcess process;
    private final CompletableFuture<Void> ended;

    ChildJob(EngineProcess process) {
      this.process = process;
      this.ended =
          process
              .ended()
              .thenAccept(
                  end -> {
                    if (!end.isGood()) {
                      throw new CompletionException(new IOException(end.reason()));
                    }
                  });
    }

    @Override
    public void pause() {
      process.send("pause");
    }

    @Override
    public void proceed() {
      process.send("proceed");
    }

    @Override
    public void stop() {
      process.send("stop");
    }

    @Override
    public CompletableFuture<Void> ended() {
      return ended;
    }
  }

  /** What could not be started. */
  private record NoJob(IOException reason) implements Job {
    @Override
    public void pause() {}

    @Override
    public void proceed() {}

    @Override
    public void stop() {}

    @Override
    public CompletableFuture<Void> ended() {
      return CompletableFuture.failedFuture(reason);
    }
  }
}
