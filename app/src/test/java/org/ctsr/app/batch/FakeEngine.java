package org.ctsr.app.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.ctsr.engine.export.ExportOutcome;
import org.ctsr.engine.export.ExportSettings;
import org.ctsr.engine.export.ExportTask;
import org.ctsr.engine.image.ConflictPolicy;
import org.ctsr.engine.render.Realness;
import org.jspecify.annotations.Nullable;

/** A queue that does what the test says. */
final class FakeEngine implements BatchEngine, BatchQueue {
  @Nullable BatchModel model = new BatchModel("tiny", 4, true);
  final Map<Long, ExportTask> tasks = new LinkedHashMap<>();
  final List<Long> removed = new ArrayList<>();
  boolean paused;
  int opened;
  int closed;
  private Consumer<ExportTask> listener = task -> {};
  private long nextId = 1;

  @Override
  public @Nullable BatchModel model() {
    return model;
  }

  @Override
  public List<BatchModel> models() {
    return List.of(new BatchModel("other", 2, true), new BatchModel("tiny", 4, true));
  }

  @Override
  public BatchQueue open(Consumer<ExportTask> newListener) {
    opened++;
    listener = newListener;
    return this;
  }

  @Override
  public long add(Path photo, Path relative, ExportSettings settings) {
    long id = nextId++;
    tell(task(id, photo, relative, settings, ExportTask.Status.WAITING, 0, List.of(), null));
    return id;
  }

  private static ExportTask task(
      long id,
      Path photo,
      Path relative,
      ExportSettings settings,
      ExportTask.Status status,
      int tiles,
      List<ExportOutcome> outcomes,
      @Nullable String message) {
    return new ExportTask(
        id, photo, relative, settings, status, tiles, 4, outcomes, message, List.of(), 1, null);
  }

  private void tell(ExportTask task) {
    tasks.put(task.id(), task);
    listener.accept(task);
  }

  private ExportTask find(String name) {
    return tasks.values().stream()
        .filter(task -> task.photo().getFileName().toString().equals(name))
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  void running(String name, int tiles) {
    change(find(name), ExportTask.Status.RUNNING, tiles, List.of(), null);
  }

  void written(String name) {
    written(name, "large-" + name);
  }

  void written(String name, String result) {
    end(name, result, ExportTask.Status.DONE, ExportOutcome.Status.WRITTEN);
  }

  void existed(String name) {
    end(name, "large-" + name, ExportTask.Status.SKIPPED, ExportOutcome.Status.SKIPPED);
  }

  private void end(
      String name, String result, ExportTask.Status status, ExportOutcome.Status outcome) {
    ExportTask task = find(name);
    Path file = task.photo().resolveSibling(result);
    change(
        task,
        status,
        4,
        List.of(new ExportOutcome(file, Realness.of(0.5), outcome, null, 40, 30, List.of())),
        null);
  }

  /** The policy a photo was last added with. */
  ConflictPolicy conflicts(String name) {
    return find(name).settings().conflicts();
  }

  void failed(String name, String why) {
    ExportTask task = find(name);
    change(task, ExportTask.Status.FAILED, 0, List.of(), task.photo() + ": " + why);
  }

  private void change(
      ExportTask old,
      ExportTask.Status status,
      int tiles,
      List<ExportOutcome> outcomes,
      @Nullable String message) {
    tell(
        task(
            old.id(),
            old.photo(),
            old.relative(),
            old.settings(),
            status,
            tiles,
            outcomes,
            message));
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
  }

  @Override
  public void cancel(long id) {
    change(Objects.requireNonNull(tasks.get(id)), ExportTask.Status.CANCELLED, 0, List.of(), null);
  }

  @Override
  public void cancelAll() {
    for (ExportTask task : List.copyOf(tasks.values())) {
      if (!task.status().isFinal()) {
        cancel(task.id());
      }
    }
  }

  @Override
  public void remove(long id) {
    removed.add(id);
  }

  @Override
  public void close() {
    closed++;
  }
}
