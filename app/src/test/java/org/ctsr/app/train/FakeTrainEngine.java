package org.ctsr.app.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.ctsr.engine.inference.NetworkFacts;
import org.jspecify.annotations.Nullable;

/** An engine that does what the test says, when it says so. */
final class FakeTrainEngine implements TrainEngine {
  final List<String> calls = new ArrayList<>();
  NetworkFacts facts = new NetworkFacts(3, 4, 1, 12, "float32", 1000, 2);
  @Nullable Work work;

  /** What installing comes to; null to be done at once. */
  @Nullable CompletableFuture<String> installing;

  /** What is at work. */
  final class Work implements Job {
    final Consumer<TrainEvent> events;
    final CompletableFuture<Void> end = new CompletableFuture<>();

    Work(Consumer<TrainEvent> events) {
      this.events = events;
    }

    @Override
    public void pause() {
      calls.add("pause");
    }

    @Override
    public void proceed() {
      calls.add("proceed");
    }

    @Override
    public void stop() {
      calls.add("stop");
    }

    @Override
    public CompletableFuture<Void> ended() {
      return end;
    }

    void fail(String reason) {
      end.completeExceptionally(new IOException(reason));
    }
  }

  private Job begin(String what, Consumer<TrainEvent> events) {
    calls.add(what);
    Work begun = new Work(events);
    work = begun;
    return begun;
  }

  Work work() {
    Work now = work;
    if (now == null) {
      throw new AssertionError("nothing is at work");
    }
    return now;
  }

  @Override
  public Job train(Path config, Path run, boolean resume, Consumer<TrainEvent> events) {
    return begin(resume ? "resume" : "train", events);
  }

  @Override
  public Job estimate(Path config, Consumer<TrainEvent> events) {
    return begin("estimate", events);
  }

  @Override
  public CompletableFuture<NetworkFacts> examine(Path network) {
    calls.add("examine " + network.getFileName());
    return CompletableFuture.completedFuture(facts);
  }

  @Override
  public CompletableFuture<Path> keep(Path config, Path run) {
    calls.add("keep");
    return CompletableFuture.completedFuture(run.resolve("kept"));
  }

  @Override
  public CompletableFuture<String> install(
      Path modelPackage, String name, String title, boolean replace) {
    calls.add("install " + name);
    return installing != null ? installing : CompletableFuture.completedFuture(name);
  }
}
