package org.ctsr.app.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.ctsr.app.fx.Messages;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.model.ModelPackage;
import org.ctsr.engine.training.TrainingConfig;
import org.ctsr.engine.training.TrainingPlan;
import org.ctsr.engine.training.data.DegradationSettings;
import org.jspecify.annotations.Nullable;

/** The wizard: which step it is at, and what its steps have chosen. FX thread only. */
public final class TrainWizardViewModel {
  private static final Messages TEXTS = Messages.of(TrainWizardViewModel.class);

  private final TrainingStore store;
  private final Executor background;
  private final Executor fx;
  private final PhotosViewModel photos;
  private final TeachersViewModel teachers;
  private final BudgetViewModel budget;
  private final DegradationViewModel degradation;
  private final RunViewModel run;
  private final ResultViewModel result;
  private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.PHOTOS);
  private final UnfinishedTraining unfinished;
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

  /** Whether a plan is being written: pressed once more, it would become a second training. */
  private final BooleanProperty beginning = new SimpleBooleanProperty();

  private final BooleanBinding ready;

  /** The pages, in order. */
  public enum Step {
    /** What to learn from. */
    PHOTOS,
    /** Whom to learn from. */
    TEACHERS,
    /** How large and how long. */
    BUDGET,
    /** What the small photos look like. */
    DEGRADATION,
    /** At work. */
    RUN,
    /** What came of it. */
    RESULT
  }

  /**
   * What the wizard needs of the program.
   *
   * @param engine trains, in other processes
   * @param store the trainings on disk
   * @param survey finds and reads photos
   * @param modelInUse what the new model is compared with; null while there is none
   * @param isInstalled whether a model of that name would be replaced
   * @param installed told the name of a model just installed
   * @param background for work that takes a while
   * @param pictures for small pictures of photos, which can wait for everything else
   * @param fx the FX thread
   */
  public record Services(
      TrainEngine engine,
      TrainingStore store,
      PhotoSurvey survey,
      Supplier<@Nullable ModelPackage> modelInUse,
      Predicate<String> isInstalled,
      Consumer<String> installed,
      Executor background,
      Executor pictures,
      Executor fx) {}

  /** A wizard at its first page. */
  public TrainWizardViewModel(Services s) {
    store = s.store();
    background = s.background();
    fx = s.fx();
    photos = new PhotosViewModel(s.survey(), background, s.pictures(), fx);
    teachers = new TeachersViewModel(s.engine(), fx);
    budget = new BudgetViewModel(s.engine(), background, fx);
    degradation = new DegradationViewModel(s.survey(), background, fx);
    PreviewViewModel preview = new PreviewViewModel(s.survey(), s.modelInUse(), background, fx);
    run = new RunViewModel(s.engine(), store, preview, background, fx);
    result =
        new ResultViewModel(
            s.engine(), store, preview, s.isInstalled(), s.installed(), background, fx);
    unfinished =
        new UnfinishedTraining(store, run.trainingProperty()::get, problem::set, background, fx);
    budget.recipeProperty().addListener((property, old, chosen) -> recipeChosen(chosen));
    teachers
        .fidelity()
        .ownProperty()
        .addListener((property, old, own) -> budget.setFidelityTeacher(own));
    budget.unusableProperty().addListener((property, old, photo) -> leaveOut(photo));
    run.unusableProperty().addListener((property, old, photo) -> leaveOut(photo));
    budget.skippedProperty().addListener((property, old, photo) -> leaveOut(photo));
    run.skippedProperty().addListener((property, old, photo) -> leaveOut(photo));
    BooleanBinding taught = teachers.readyBinding();
    BooleanBinding afforded = budget.readyBinding();
    ready =
        Bindings.createBooleanBinding(
            () ->
                switch (step.get()) {
                  case PHOTOS ->
                      photos.enoughProperty().get()
                          && !photos.searchingProperty().get()
                          && budget.recipeProperty().get() != null;
                  case TEACHERS -> taught.get();
                  case BUDGET -> afforded.get();
                  case DEGRADATION -> !beginning.get();
                  case RUN -> run.resultProperty().get() != null;
                  case RESULT -> false;
                },
            step,
            photos.enoughProperty(),
            photos.searchingProperty(),
            budget.recipeProperty(),
            taught,
            afforded,
            beginning,
            run.resultProperty());
    step.addListener(
        (property, old, now) -> {
          if (old == Step.DEGRADATION) {
            degradation.leave();
          } else if (now == Step.DEGRADATION) {
            degradation.enter();
          }
        });
    run.resultProperty()
        .addListener(
            (property, old, made) -> {
              Training training = run.trainingProperty().get();
              if (made != null && training != null) {
                result.show(training, made);
                step.set(Step.RESULT);
              }
            });
  }

  /** The next training, or trial, does without. */
  private void leaveOut(TrainEvent.@Nullable Unusable photo) {
    if (photo != null) {
      photos.leaveOut(photo.photo(), photo.reason());
    }
  }

  private void leaveOut(TrainEvent.@Nullable Skipped photo) {
    if (photo != null) {
      photos.leaveOut(photo.photo(), photo.reason());
    }
  }

  private void recipeChosen(@Nullable Recipe chosen) {
    if (chosen != null) {
      TrainingConfig config = chosen.config();
      photos.setSmallest(TrainingPlan.smallestPhoto(config));
      teachers.setShipped(config.networks().fidelityTeacher(), config.networks().realnessTeacher());
      degradation.setRecipe(config.data().degradation(), config.data().reduction().from());
      if (step.get() == Step.BUDGET) {
        measure();
      }
    }
  }

  /** Offers these recipes, and looks for a training that something is left to do with. */
  public void begin(List<Recipe> recipes) {
    budget.recipes().setAll(recipes);
    problem.set(recipes.isEmpty() ? TEXTS.get("recipes.none") : "");
    if (!recipes.isEmpty()) {
      // The longest that is there makes a model to keep.
      budget.recipeProperty().set(recipes.get(recipes.size() - 1));
    }
    unfinished.look();
  }

  /**
   * Says that there are no recipes, so that nothing can be begun, and looks for a training that can
   * go on.
   *
   * @param reason why they cannot be read
   */
  public void beginWithout(String reason) {
    begin(List.of());
    problem.set(TEXTS.get("recipes.unreadable", TEXTS.get("recipes.none"), reason));
  }

  /** The page. */
  public ReadOnlyObjectProperty<Step> stepProperty() {
    return step.getReadOnlyProperty();
  }

  /** Why the training could not be begun. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether the page is filled in, so that the next may come. */
  public BooleanBinding readyBinding() {
    return ready;
  }

  /** The first page. */
  public PhotosViewModel photos() {
    return photos;
  }

  /** The second page. */
  public TeachersViewModel teachers() {
    return teachers;
  }

  /** The third page. */
  public BudgetViewModel budget() {
    return budget;
  }

  /** The fourth page. */
  public DegradationViewModel degradation() {
    return degradation;
  }

  /** The fifth page. */
  public RunViewModel run() {
    return run;
  }

  /** The last page. */
  public ResultViewModel result() {
    return result;
  }

  /** What is offered before all pages. */
  public UnfinishedTraining unfinished() {
    return unfinished;
  }

  /** Goes on to the next page; from the fourth, the training begins. */
  public void next() {
    if (!ready.get()) {
      return;
    }
    problem.set("");
    switch (step.get()) {
      case PHOTOS -> {
        teachers.check();
        step.set(Step.TEACHERS);
      }
      case TEACHERS -> {
        step.set(Step.BUDGET);
        measure();
      }
      case BUDGET -> {
        degradation.setPhotos(photos.usable());
        step.set(Step.DEGRADATION);
      }
      case DEGRADATION -> train();
      case RUN -> step.set(Step.RESULT);
      case RESULT -> {
        // The last one.
        return;
      }
    }
  }

  /** Whether {@link #goTo} leads there. */
  boolean canGoTo(Step to) {
    if (isBusy()) {
      return false;
    }
    return switch (to) {
      case PHOTOS, TEACHERS, BUDGET, DEGRADATION -> to.ordinal() < step.get().ordinal();
      case RUN -> run.trainingProperty().get() != null;
      case RESULT -> run.resultProperty().get() != null;
    };
  }

  /** Goes back to a page before, or again to the training at hand; not while one is at work. */
  public void goTo(Step to) {
    if (canGoTo(to)) {
      boolean leaving = step.get().ordinal() >= Step.RUN.ordinal();
      step.set(to);
      if (leaving && to.ordinal() < Step.RUN.ordinal()) {
        unfinished.look();
      }
      if (to == Step.BUDGET) {
        // A training that was begun since has dropped what was measured.
        measure();
      }
    }
  }

  /** Goes back one page. */
  public void back() {
    if (step.get().ordinal() > 0) {
      goTo(Step.values()[step.get().ordinal() - 1]);
    }
  }

  private @Nullable TrainingPlan plan() {
    Recipe recipe = budget.recipeProperty().get();
    DegradationSettings settings = degradation.settings();
    if (recipe == null || settings == null) {
      return null;
    }
    return new TrainingPlan(
        recipe.config(),
        BudgetViewModel.nameOf(budget.titleProperty().get(), 4),
        budget.titleProperty().get().strip(),
        photos.usable(),
        teachers.fidelity().ownProperty().get(),
        teachers.realness().ownProperty().get(),
        budget.factor(),
        settings,
        budget.threadsProperty().get());
  }

  /** What a trial depends on. */
  private record Tried(
      Recipe recipe, @Nullable Path fidelity, @Nullable Path realness, int threads) {}

  /** Measures what the training would take, unless that is known. */
  public void measure() {
    TrainingPlan plan = plan();
    Recipe recipe = budget.recipeProperty().get();
    if (plan == null || recipe == null) {
      return;
    }
    budget.measure(
        new Tried(recipe, plan.fidelityTeacher(), plan.realnessTeacher(), plan.threads()),
        () -> plan.withEffort(1).write(store.trialFolder()));
  }

  private void train() {
    TrainingPlan plan = plan();
    if (plan == null || isBusy()) {
      return;
    }
    beginning.set(true);
    budget.forget();
    background.execute(
        () -> {
          try {
            Training kept = store.keep(plan, store.place(plan.name()));
            fx.execute(
                () -> {
                  step.set(Step.RUN);
                  run.start(kept);
                });
          } catch (IOException e) {
            fx.execute(() -> problem.set(FileFailure.sentence(e)));
          } finally {
            fx.execute(() -> beginning.set(false));
          }
        });
  }

  /** Whether a training is at work, or about to be. */
  private boolean isBusy() {
    return beginning.get() || run.isBusy();
  }

  /** Goes on with the training that was found. */
  public void resumeUnfinished() {
    TrainingStore.Unfinished found = unfinished.property().get();
    if (found != null) {
      resume(found);
    }
  }

  /** Goes on with a training, or shows the model it has made. */
  public void resume(TrainingStore.Unfinished found) {
    if (isBusy()) {
      return;
    }
    unfinished.withdraw();
    Path made = found.made();
    if (made != null) {
      run.openFinished(found.training(), made);
    } else {
      step.set(Step.RUN);
      run.start(found.training());
    }
  }

  /** Begins another training. */
  public void another() {
    if (!isBusy()) {
      step.set(Step.PHOTOS);
      unfinished.look();
    }
  }

  /** Asks what is at work to stop with a checkpoint; completes when it has. */
  public CompletableFuture<Void> close() {
    budget.forget();
    photos.giveUpSearches();
    return run.close();
  }
}
