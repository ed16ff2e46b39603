package org.ctsr.app.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import org.ctsr.app.fx.Latest;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Results;
import org.ctsr.app.fx.Sizes;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.training.RunHistory;
import org.ctsr.engine.training.TrainingConfig;
import org.ctsr.engine.training.TrainingConfigReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A training at work, in another process. FX thread only. */
public final class RunViewModel {
  private static final Logger log = LoggerFactory.getLogger(RunViewModel.class);
  private static final Messages TEXTS = Messages.of(RunViewModel.class);

  private final TrainEngine engine;
  private final TrainingStore store;
  private final PreviewViewModel preview;
  private final Executor background;
  private final Executor fx;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
  private final ReadOnlyObjectWrapper<@Nullable Training> training = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper timeLeft = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<TrainEvent.@Nullable Unusable> unusable =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<TrainEvent.@Nullable Skipped> skipped =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper keepable = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Path> result = new ReadOnlyObjectWrapper<>();
  private final RunProgress progress = new RunProgress();
  private TrainEngine.@Nullable Job job;
  private TrainingConfig.@Nullable ModelSettings model;
  private final Latest starts = new Latest();

  RunViewModel(
      TrainEngine engine,
      TrainingStore store,
      PreviewViewModel preview,
      Executor background,
      Executor fx) {
    this.engine = engine;
    this.store = store;
    this.preview = preview;
    this.background = background;
    this.fx = fx;
  }

  /** How it stands. */
  public enum State {
    /** Nothing was begun. */
    IDLE,
    /** Learning, or preparing to. */
    RUNNING,
    /** Held by the user. */
    PAUSED,
    /** Ending after the step at hand. */
    STOPPING,
    /** Ended by the user; can go on. */
    STOPPED,
    /** Ended by a failure; {@link #failureProperty} says whether and how it can go on. */
    FAILED,
    /** The model is there. */
    FINISHED
  }

  /** How it stands. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** What is trained; null before the first. */
  public ReadOnlyObjectProperty<@Nullable Training> trainingProperty() {
    return training.getReadOnlyProperty();
  }

  /** How far it is. */
  public RunProgress progress() {
    return progress;
  }

  /** The last thing the run said. */
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** In words; empty while not known. */
  public ReadOnlyStringProperty timeLeftProperty() {
    return timeLeft.getReadOnlyProperty();
  }

  /** Why it failed, and what can be done; empty if it did not. */
  public ReadOnlyStringProperty failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** The photo it failed on, which can be left out; null if it did not fail on one. */
  public ReadOnlyObjectProperty<TrainEvent.@Nullable Unusable> unusableProperty() {
    return unusable.getReadOnlyProperty();
  }

  /** The photo it skipped last; null if it has skipped none. */
  public ReadOnlyObjectProperty<TrainEvent.@Nullable Skipped> skippedProperty() {
    return skipped.getReadOnlyProperty();
  }

  /** How many photos it skipped, and why; empty if none. */
  ObservableValue<String> skippedText() {
    return skipped.map(photo -> TEXTS.get("run.skipped", photo.count(), photo.reason())).orElse("");
  }

  /** What cannot be shown of what it did before; it trains all the same. */
  public ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** Whether there is a student that could be kept as it is. */
  public ReadOnlyBooleanProperty keepableProperty() {
    return keepable.getReadOnlyProperty();
  }

  /** The model package made; null before the end. */
  public ReadOnlyObjectProperty<@Nullable Path> resultProperty() {
    return result.getReadOnlyProperty();
  }

  /** The user's photo, as the student sees it now. */
  public PreviewViewModel preview() {
    return preview;
  }

  /** Whether a process is at work. */
  public boolean isBusy() {
    return switch (state.get()) {
      case RUNNING, PAUSED, STOPPING -> true;
      default -> false;
    };
  }

  /** Shows a training as its files tell, without going on with it. */
  void open(Training chosen) {
    Latest.Request mine = starts.next();
    clear(chosen);
    background.execute(
        () -> {
          try {
            TrainingConfig config = TrainingConfigReader.read(chosen.config());
            RunHistory history = history(chosen, mine);
            fx.execute(
                () -> {
                  if (mine.isLatest()) {
                    show(config, history);
                  }
                });
          } catch (IOException e) {
            log.warn("The stages of {} cannot be shown", chosen.run(), e);
            fx.execute(() -> sayUnreadable(mine, e));
          }
        });
  }

  /** What was told before; nothing, and a notice, if that cannot be read. */
  private RunHistory history(Training chosen, Latest.Request mine) {
    try {
      return RunHistory.read(chosen.run());
    } catch (IOException e) {
      log.warn("What {} did before cannot be shown", chosen.run(), e);
      fx.execute(() -> sayUnreadable(mine, e));
      return new RunHistory(Map.of(), List.of());
    }
  }

  /** No failure of the training, which may be at work meanwhile. */
  private void sayUnreadable(Latest.Request mine, IOException reason) {
    if (mine.isLatest()) {
      notice.set(TEXTS.get("run.unreadable", FileFailure.sentence(reason)));
    }
  }

  /**
   * Shows a training that has come to its end.
   *
   * @param made the model package
   */
  void openFinished(Training chosen, Path made) {
    open(chosen);
    state.set(State.FINISHED);
    result.set(made);
  }

  /** Begins a training, or goes on with it. */
  public void start(Training chosen) {
    if (isBusy()) {
      return;
    }
    open(chosen);
    Latest.Request mine = starts.current();
    state.set(State.RUNNING);
    message.set(TEXTS.get("run.starting"));
    TrainEngine.Job started =
        engine.train(
            chosen.config(),
            chosen.run(),
            chosen.isBegun(),
            event ->
                fx.execute(
                    () -> {
                      if (mine.isLatest()) {
                        take(event);
                      }
                    }));
    job = started;
    Results.deliver(
        started.ended(),
        fx,
        (nothing, reason) -> {
          if (!mine.isLatest()) {
            return;
          }
          job = null;
          if (reason != null) {
            fail(mine, Failures.reason(reason));
          } else if (result.get() == null) {
            state.set(State.STOPPED);
            timeLeft.set("");
          }
        });
  }

  private void clear(Training chosen) {
    training.set(chosen);
    result.set(null);
    progress.clear();
    message.set("");
    timeLeft.set("");
    failure.set("");
    unusable.set(null);
    skipped.set(null);
    notice.set("");
    keepable.set(false);
    preview.forgetStudent();
    state.set(State.STOPPED);
  }

  private void show(TrainingConfig config, RunHistory history) {
    model = config.model();
    progress.show(config.stages(), history);
    keepable.set(progress.hasStudent());
    RunHistory.Validated last = history.lastStudent();
    Training shown = training.get();
    if (last != null && shown != null) {
      preview.showStudent(
          shown.run(), config.model(), last.stage(), after(last.stage(), last.step()));
    }
  }

  private static String after(String stage, int step) {
    return TEXTS.get("preview.after", TEXTS.get("stage." + stage), step);
  }

  private void take(TrainEvent event) {
    if (event instanceof TrainEvent.Preparing p) {
      prepare(p);
    } else if (event instanceof TrainEvent.Stepped s) {
      step(s);
    } else if (event instanceof TrainEvent.Validated v) {
      validate(v);
    } else if (event instanceof TrainEvent.Said said) {
      message.set(said.text());
    } else if (event instanceof TrainEvent.Unusable photo) {
      unusable.set(photo);
    } else if (event instanceof TrainEvent.Skipped photo) {
      skipped.set(photo);
    } else if (event instanceof TrainEvent.Finished finished) {
      result.set(finished.modelPackage());
      timeLeft.set("");
      state.set(State.FINISHED);
    }
  }

  private void prepare(TrainEvent.Preparing event) {
    String what = event.what();
    String text = TEXTS.get("run.preparing", what, event.done(), event.total());
    message.set(text);
    progress.prepare((double) event.done() / event.total(), text);
  }

  private void step(TrainEvent.Stepped event) {
    progress.step(event);
    if (state.get() == State.RUNNING) {
      timeLeft.set(Sizes.duration(event.secondsLeft()));
      message.set("");
    }
  }

  private void validate(TrainEvent.Validated event) {
    boolean firstOfStudent = progress.validate(event);
    Training shown = training.get();
    TrainingConfig.ModelSettings settings = model;
    if (firstOfStudent && shown != null && settings != null) {
      keepable.set(progress.hasStudent());
      preview.showStudent(shown.run(), settings, event.stage(), after(event.stage(), event.step()));
    }
  }

  private void fail(Latest.Request mine, String reason) {
    if (mine.isLatest()) {
      failure.set(TEXTS.get(unusable.get() == null ? "run.failure" : "run.failure.photo", reason));
      timeLeft.set("");
      state.set(State.FAILED);
    }
  }

  /** Holds it after the step at hand, or goes on. */
  public void togglePause() {
    TrainEngine.Job running = job;
    if (running == null) {
      return;
    }
    if (state.get() == State.RUNNING) {
      running.pause();
      state.set(State.PAUSED);
      timeLeft.set("");
    } else if (state.get() == State.PAUSED) {
      running.proceed();
      state.set(State.RUNNING);
    }
  }

  /** Ends it after the step at hand, keeping all that is needed to go on. */
  public void stop() {
    TrainEngine.Job running = job;
    if (running != null) {
      state.set(State.STOPPING);
      message.set(TEXTS.get("run.stopping"));
      running.stop();
    }
  }

  /** Goes on after a stop or a failure. */
  public void resume() {
    Training last = training.get();
    if (last != null) {
      start(last);
    }
  }

  /** Leaves out the photo it failed on, and begins again with the others. */
  public void leaveOut() {
    Training last = training.get();
    TrainEvent.Unusable photo = unusable.get();
    if (last == null || photo == null || isBusy()) {
      return;
    }
    Latest.Request mine = starts.current();
    state.set(State.STOPPING);
    message.set(TEXTS.get("run.leaving"));
    background.execute(
        () -> {
          try {
            Training rest = store.leaveOut(last, photo.photo());
            fx.execute(
                () -> {
                  if (mine.isLatest()) {
                    state.set(State.STOPPED);
                    start(rest);
                  }
                });
          } catch (IOException e) {
            log.warn("{} cannot be left out", photo.photo(), e);
            fx.execute(() -> keepFailed(mine, FileFailure.sentence(e)));
          }
        });
  }

  /** What was to mend the failure did not. */
  private void keepFailed(Latest.Request mine, String reason) {
    if (mine.isLatest()) {
      message.set("");
      failure.set(TEXTS.get("run.failure.left", reason));
      state.set(State.FAILED);
    }
  }

  /** Makes a model of what a stopped run has. */
  public void keep() {
    Training last = training.get();
    if (last == null || isBusy()) {
      return;
    }
    Latest.Request mine = starts.current();
    state.set(State.STOPPING);
    message.set(TEXTS.get("run.keeping"));
    Results.deliver(
        engine.keep(last.config(), last.run()),
        fx,
        (made, reason) -> {
          if (!mine.isLatest()) {
            return;
          }
          if (reason == null) {
            result.set(made);
            state.set(State.FINISHED);
          } else {
            fail(mine, Failures.reason(reason));
          }
        });
  }

  /** Asks a run to stop; completes when it has. */
  CompletableFuture<Void> close() {
    TrainEngine.Job running = job;
    if (running == null) {
      return CompletableFuture.completedFuture(null);
    }
    running.stop();
    return running.ended().exceptionally(reason -> null);
  }
}
