package org.ctsr.app.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Results;
import org.ctsr.app.fx.Sizes;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.training.TrainingEstimate;
import org.ctsr.engine.training.TrainingPlan;
import org.jspecify.annotations.Nullable;

/** Which student, how long, under which name; with what it takes, measured. FX thread only. */
public final class BudgetViewModel {
  private static final Messages TEXTS = Messages.of(BudgetViewModel.class);

  /** The slider of the time goes over factors of two to this power, both ways. */
  static final double REACH = 4;

  private final TrainEngine engine;
  private final Executor background;
  private final Executor fx;
  private final ObservableList<Recipe> recipes = FXCollections.observableArrayList();
  private final ObjectProperty<@Nullable Recipe> recipe = new SimpleObjectProperty<>();
  private final DoubleProperty effort = new SimpleDoubleProperty();
  private final IntegerProperty threads =
      new SimpleIntegerProperty(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
  private final StringProperty title = new SimpleStringProperty(TEXTS.get("budget.title"));
  private final ReadOnlyObjectWrapper<@Nullable TrainingEstimate> estimate =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<TrainEvent.@Nullable Unusable> unusable =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<TrainEvent.@Nullable Skipped> skipped =
      new ReadOnlyObjectWrapper<>();
  private @Nullable Path fidelityTeacher;
  private @Nullable Trial present;

  /** Completes when the last trial has ended, which uses its folder until then. */
  private CompletableFuture<Void> lastOver = CompletableFuture.completedFuture(null);

  /** One measurement, from its plan to its answer. */
  private static final class Trial {
    final Object what;
    final TrialWriter writer;
    final CompletableFuture<Void> over = new CompletableFuture<>();
    TrainEngine.@Nullable Job job;
    int parts;

    Trial(Object what, TrialWriter writer) {
      this.what = what;
      this.writer = writer;
    }
  }

  BudgetViewModel(TrainEngine engine, Executor background, Executor fx) {
    this.engine = engine;
    this.background = background;
    this.fx = fx;
    threads.addListener((property, old, now) -> forget());
  }

  /** Recipes to choose from. */
  public ObservableList<Recipe> recipes() {
    return recipes;
  }

  /** The one to begin with. */
  public ObjectProperty<@Nullable Recipe> recipeProperty() {
    return recipe;
  }

  /** Binary logarithm of how much longer than the recipe to train, -4 to 4. */
  public DoubleProperty effortProperty() {
    return effort;
  }

  /** Factor of the recipe's patches and steps. */
  public double factor() {
    return Math.pow(2, effort.get());
  }

  /** Threads inside PyTorch. */
  public IntegerProperty threadsProperty() {
    return threads;
  }

  /** What to call the model. */
  public StringProperty titleProperty() {
    return title;
  }

  /** The folder name a title makes: letters and digits, the rest hyphens. */
  public static String nameOf(String title, int scale) {
    String plain =
        java.text.Normalizer.normalize(title, java.text.Normalizer.Form.NFD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    String base = plain.isEmpty() ? "model" : plain.substring(0, Math.min(48, plain.length()));
    return base.endsWith("-x" + scale) ? base : base + "-x" + scale;
  }

  /** What the whole recipe would take; null before it was measured. */
  public ReadOnlyObjectProperty<@Nullable TrainingEstimate> estimateProperty() {
    return estimate.getReadOnlyProperty();
  }

  /** How far the trial is, in [0, 1]; -1 while none is running. */
  public ReadOnlyDoubleProperty trialProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Why there is no estimate; empty if there is one, or none was wanted. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The photo the last trial failed on; null if it did not fail on one. */
  ReadOnlyObjectProperty<TrainEvent.@Nullable Unusable> unusableProperty() {
    return unusable.getReadOnlyProperty();
  }

  /** The photo the last trial skipped last; null if it has skipped none. */
  ReadOnlyObjectProperty<TrainEvent.@Nullable Skipped> skippedProperty() {
    return skipped.getReadOnlyProperty();
  }

  /** The estimated time in words, or that it is not known, or not yet. */
  public String time() {
    TrainingEstimate known = estimate.get();
    return known == null
        ? TEXTS.get(progress.get() < 0 ? "budget.time.none" : "budget.time.unknown")
        : Sizes.duration(Math.round(known.seconds(factor())));
  }

  /** What does not fit the machine; empty if all does. */
  public String shortage() {
    TrainingEstimate known = estimate.get();
    if (known == null) {
      return "";
    }
    if (known.diskBytes(factor()) > known.diskFree()) {
      return TEXTS.get(
          "budget.disk.short",
          Sizes.bytes(known.diskBytes(factor())),
          Sizes.bytes(known.diskFree()));
    }
    // The trial's own memory was part of what is left while it ran.
    if (known.memoryAvailable() < known.memoryBytes() / 4) {
      return TEXTS.get("budget.memory.short", Sizes.bytes(known.memoryBytes()));
    }
    return "";
  }

  /**
   * Says which fidelity teacher will be learned from.
   *
   * @param own null for the shipped one, which is trained first
   */
  void setFidelityTeacher(@Nullable Path own) {
    fidelityTeacher = own;
  }

  /** Steps of all stages that will be trained and patches, with the present factor. */
  public String size() {
    Recipe chosen = recipe.get();
    if (chosen == null) {
      return "";
    }
    return TEXTS.get(
        "budget.size",
        TrainingPlan.steps(chosen.config(), fidelityTeacher, factor()),
        Math.round(chosen.config().data().patches() * factor()));
  }

  /** Whether the wizard may go on. */
  public BooleanBinding readyBinding() {
    return Bindings.createBooleanBinding(
        () -> recipe.get() != null && !title.get().isBlank() && shortage().isEmpty(),
        recipe,
        title,
        estimate,
        effort);
  }

  /** Writes a plan for a trial and returns its configuration; called off the FX thread. */
  @FunctionalInterface
  interface TrialWriter {
    Path write() throws IOException;
  }

  /**
   * Measures, unless that was done for the same things. Begins when the measurement before has
   * ended: both work in the same folder.
   *
   * @param what everything the result depends on
   * @param writer writes the configuration to be tried
   */
  void measure(Object what, TrialWriter writer) {
    if (present != null && present.what.equals(what)) {
      return;
    }
    forget();
    Trial trial = new Trial(what, writer);
    present = trial;
    progress.set(0);
    CompletableFuture<Void> before = lastOver;
    lastOver = trial.over;
    Results.deliver(before, fx, (nothing, failure) -> write(trial));
  }

  private void write(Trial trial) {
    if (trial != present) {
      trial.over.complete(null);
      return;
    }
    background.execute(
        () -> {
          boolean written = false;
          try {
            Path config = trial.writer.write();
            written = true;
            fx.execute(() -> start(trial, config));
          } catch (IOException e) {
            fx.execute(() -> failed(trial, FileFailure.sentence(e)));
          } finally {
            if (!written) {
              trial.over.complete(null);
            }
          }
        });
  }

  private void start(Trial trial, Path config) {
    if (trial != present) {
      trial.over.complete(null);
      return;
    }
    TrainEngine.Job started =
        engine.estimate(config, event -> fx.execute(() -> take(trial, event)));
    trial.job = started;
    Results.deliver(
        started.ended(),
        fx,
        (nothing, failure) -> {
          if (failure != null) {
            failed(trial, Failures.reason(failure));
          } else if (trial == present) {
            progress.set(-1);
          }
          trial.over.complete(null);
        });
  }

  /** Patches and answers of two sets, a few steps of each stage: about so many events. */
  private static final double TRIAL_EVENTS = 21;

  private void take(Trial trial, TrainEvent event) {
    if (trial != present) {
      return;
    }
    if (event instanceof TrainEvent.Preparing && estimate.get() == null) {
      progress.set(Math.min(0.97, ++trial.parts / TRIAL_EVENTS));
    } else if (event instanceof TrainEvent.Estimated told) {
      estimate.set(told.estimate());
      progress.set(-1);
    } else if (event instanceof TrainEvent.Unusable photo) {
      unusable.set(photo);
    } else if (event instanceof TrainEvent.Skipped photo) {
      skipped.set(photo);
    }
  }

  private void failed(Trial trial, String reason) {
    if (trial == present) {
      present = null;
      progress.set(-1);
      problem.set(unusable.get() == null ? reason : TEXTS.get("budget.photo", reason));
    }
  }

  /** Stops a trial and drops what is known. */
  void forget() {
    if (present != null && present.job != null) {
      present.job.stop();
    }
    present = null;
    progress.set(-1);
    problem.set("");
    unusable.set(null);
    skipped.set(null);
    estimate.set(null);
  }

  /** A number for people, with the present factor. */
  String shown(Function<TrainingEstimate, Long> part) {
    TrainingEstimate known = estimate.get();
    return known == null ? "\u2013" : Sizes.bytes(part.apply(known));
  }
}
