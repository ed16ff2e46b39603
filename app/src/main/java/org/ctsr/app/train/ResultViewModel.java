package org.ctsr.app.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Results;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.model.ModelLibrary;
import org.ctsr.engine.model.ModelPackage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a training has made: compared, installed under a name, or deleted. FX thread only. */
public final class ResultViewModel {
  private static final Logger log = LoggerFactory.getLogger(ResultViewModel.class);
  private static final Messages TEXTS = Messages.of(ResultViewModel.class);
  private static final int SCALE = 4;

  private final TrainEngine engine;
  private final TrainingStore store;
  private final PreviewViewModel preview;
  private final Predicate<String> isInstalled;
  private final Consumer<String> installed;
  private final Executor background;
  private final Executor fx;
  private final StringProperty title = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper done = new ReadOnlyBooleanWrapper();
  private @Nullable Training training;
  private final ReadOnlyObjectWrapper<@Nullable Path> made = new ReadOnlyObjectWrapper<>();

  ResultViewModel(
      TrainEngine engine,
      TrainingStore store,
      PreviewViewModel preview,
      Predicate<String> isInstalled,
      Consumer<String> installed,
      Executor background,
      Executor fx) {
    this.engine = engine;
    this.store = store;
    this.preview = preview;
    this.isInstalled = isInstalled;
    this.installed = installed;
    this.background = background;
    this.fx = fx;
  }

  /** Shows what a training has made. */
  void show(Training finished, Path modelPackage) {
    training = finished;
    made.set(modelPackage);
    title.set(finished.title());
    message.set("");
    done.set(false);
    background.execute(
        () -> {
          try {
            ModelPackage opened = new ModelLibrary(List.of()).open(modelPackage.toString());
            fx.execute(() -> preview.showModel(opened));
          } catch (IOException e) {
            fx.execute(() -> message.set(FileFailure.sentence(e)));
          }
        });
  }

  /** The photo before and after. */
  public PreviewViewModel preview() {
    return preview;
  }

  /** The model package; null after it was deleted. */
  public ReadOnlyObjectProperty<@Nullable Path> madeProperty() {
    return made.getReadOnlyProperty();
  }

  /** Name for people to install it under. */
  public StringProperty titleProperty() {
    return title;
  }

  /** What was done, or why not. */
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** Whether it is being installed or deleted. */
  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** Whether it was installed or deleted, so that nothing is left to do. */
  public ReadOnlyBooleanProperty doneProperty() {
    return done.getReadOnlyProperty();
  }

  /** The package's name that the title makes. */
  String name() {
    return BudgetViewModel.nameOf(title.get(), SCALE);
  }

  /** Whether installing would replace a model. */
  public boolean wouldReplace() {
    return isInstalled.test(name());
  }

  /** Installs it; a model of the same name is replaced. */
  public void install() {
    Path source = made.get();
    Training installing = training;
    if (source == null || installing == null || busy.get() || title.get().isBlank()) {
      return;
    }
    busy.set(true);
    message.set(TEXTS.get("result.installing"));
    String called = title.get().strip();
    Results.deliver(
        engine.install(source, name(), called, true),
        fx,
        (name, reason) -> {
          busy.set(false);
          if (name == null || reason != null) {
            log.warn("{} was not installed", source, reason);
            String why = reason == null ? "" : Failures.reason(reason);
            ifShown(installing, () -> message.set(TEXTS.get("result.failed", why)));
          } else {
            ifShown(
                installing,
                () -> {
                  message.set(TEXTS.get("result.installed", called));
                  done.set(true);
                });
            background.execute(() -> remember(installing));
            installed.accept(name);
          }
        });
  }

  /** What becomes of one training is not said of another, which may be shown by then. */
  private void ifShown(Training about, Runnable say) {
    if (about.equals(training)) {
      say.run();
    }
  }

  /** Keeps in mind that nothing is left to do with it. */
  private void remember(Training done) {
    try {
      store.markInstalled(done);
    } catch (IOException e) {
      // It is offered again at the next start, no more.
      log.warn("{} cannot be marked as installed", done.folder(), e);
    }
  }

  /** Deletes the training: patches, checkpoints, and the model unless it was installed. */
  public void delete() {
    Training gone = training;
    if (gone == null || busy.get()) {
      return;
    }
    busy.set(true);
    background.execute(
        () -> {
          try {
            store.delete(gone);
          } catch (IOException e) {
            log.warn("{} cannot be deleted", gone.folder(), e);
            String reason = TEXTS.get("result.notdeleted", String.valueOf(e.getMessage()));
            // Part of it may still be there: it can be tried again.
            fx.execute(
                () -> {
                  busy.set(false);
                  ifShown(gone, () -> message.set(reason));
                });
            return;
          }
          fx.execute(
              () -> {
                busy.set(false);
                ifShown(gone, this::sayDeleted);
              });
        });
  }

  private void sayDeleted() {
    done.set(true);
    made.set(null);
    training = null;
    message.set(TEXTS.get("result.deleted"));
  }
}
