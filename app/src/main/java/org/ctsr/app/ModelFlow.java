package org.ctsr.app;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.ctsr.app.engine.EngineSettings;
import org.ctsr.app.engine.LoadedModel;
import org.ctsr.app.fx.Latest;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.NewestLoad;
import org.ctsr.app.inspector.ModelChoice;
import org.ctsr.app.parts.StudioParts;
import org.ctsr.engine.model.ModelLibrary;
import org.ctsr.engine.model.ModelManifest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists the models, loads the one that is chosen, and says so when that fails. */
final class ModelFlow {
  private static final Logger log = LoggerFactory.getLogger(ModelFlow.class);
  private static final Messages TEXTS = Messages.of(ModelFlow.class);

  private final StudioParts parts;
  private final Executor fx;
  private final Runnable loaded;
  private final NewestLoad<LoadedModel> loads;
  private @Nullable ModelChoice waiting;
  private @Nullable LoadedModel taken;
  private boolean mayLoad;
  private boolean naming;
  private @Nullable String wanted;
  private final Latest listings = new Latest();

  /**
   * @param fx runs tasks on the FX thread, later
   * @param loaded told that another model is in use
   */
  ModelFlow(StudioParts parts, Executor fx, Runnable loaded) {
    this.parts = parts;
    this.fx = fx;
    this.loaded = loaded;
    loads = new NewestLoad<>(parts.engine()::useModel, fx);
    parts
        .inspector()
        .modelProperty()
        .addListener(
            (property, old, chosen) -> {
              if (chosen != null && !naming) {
                load(chosen);
              }
            });
  }

  /**
   * Lists the models again and uses one of them; null for the one that is chosen, or if it is gone
   * the one used last, or the default.
   */
  void refresh(@Nullable String name) {
    if (name != null) {
      wanted = name;
    }
    start();
  }

  /** Lists the models and loads the one used last, or the default. */
  void start() {
    Latest.Request mine = listings.next();
    parts
        .background()
        .general()
        .execute(
            () -> {
              ModelLibrary.Listing listing = parts.engine().library().list();
              fx.execute(
                  () -> {
                    // One that was begun before may come later, without what was installed since.
                    if (mine.isLatest()) {
                      listed(listing);
                    }
                  });
            });
  }

  private void listed(ModelLibrary.Listing listing) {
    listing.problems().forEach(problem -> log.warn("{}", problem));
    var models = parts.inspector().models();
    // Asked before, as the list of choices lets go of one that is no longer in it.
    ModelChoice present = parts.inspector().modelProperty().get();
    models.setAll(listing.manifests().stream().map(ModelFlow::choice).toList());
    String chosen = wanted;
    wanted = null;
    Optional<ModelChoice> first =
        choose(
            models,
            chosen,
            present == null ? null : present.name(),
            parts.settings().get().model(),
            parts.engine().library().defaultModel());
    if (first.isPresent()) {
      boolean replaced =
          chosen != null && first.get().equals(parts.inspector().modelProperty().get());
      parts.inspector().modelProperty().set(first.get());
      if (replaced) {
        // Its files are others now, though its name is the same.
        load(first.get());
      }
    } else {
      String problem = TEXTS.get("model.missing");
      parts
          .inspector()
          .modelProblemProperty()
          .set(
              listing.problems().isEmpty()
                  ? problem
                  : problem + "\n" + String.join("\n", listing.problems()));
    }
  }

  /**
   * Chooses one of the models that are there.
   *
   * @param wanted who should be used now; null if that was not said
   * @param present who is chosen in the window, be it loaded already or not; null for none
   * @param last who was used last; null if none ever was
   * @param usual who is used otherwise
   */
  static Optional<ModelChoice> choose(
      List<ModelChoice> listed,
      @Nullable String wanted,
      @Nullable String present,
      @Nullable String last,
      String usual) {
    return find(listed, wanted)
        .or(() -> find(listed, present))
        .or(() -> find(listed, last))
        .or(() -> find(listed, usual))
        .or(() -> listed.stream().findFirst());
  }

  private static Optional<ModelChoice> find(List<ModelChoice> listed, @Nullable String name) {
    return listed.stream().filter(choice -> choice.name().equals(name)).findFirst();
  }

  private static ModelChoice choice(ModelManifest manifest) {
    return new ModelChoice(
        manifest.name(),
        manifest.title(),
        manifest.version(),
        manifest.scale(),
        manifest.parameters(),
        manifest.hasSlider());
  }

  /** Lets models be loaded, which is held back until what comes first is on the screen. */
  void mayLoad() {
    if (mayLoad) {
      return;
    }
    mayLoad = true;
    parts.engine().prepare();
    ModelChoice chosen = waiting;
    waiting = null;
    if (chosen != null) {
      load(chosen);
    }
  }

  private void load(ModelChoice chosen) {
    if (!mayLoad) {
      waiting = chosen;
      return;
    }
    parts.inspector().modelProblemProperty().set("");
    parts.status().say(TEXTS.get("model.loading", chosen.title()));
    loads.load(chosen.name(), (model, failure) -> loaded(chosen, model, failure));
  }

  /** Lets the engine work with other settings, and says where the model runs then. */
  void configure(EngineSettings settings) {
    parts
        .engine()
        .configure(settings)
        .whenCompleteAsync(
            (model, failure) -> {
              if (failure != null) {
                tellFailure(failure);
              } else if (model != null) {
                taken = model;
                parts.inspector().modelProblemProperty().set("");
                parts.status().device(model.runner().deviceName());
                parts.viewer().modelChanged();
                loaded.run();
              }
            },
            fx)
        .exceptionally(
            failure -> {
              // Already told.
              log.debug("Settings not used", failure);
              return null;
            });
  }

  private void loaded(
      ModelChoice chosen, @Nullable LoadedModel model, @Nullable Throwable failure) {
    parts.status().say("");
    if (model == null) {
      log.warn("Model {} cannot be used", chosen.name(), failure);
      LoadedModel used = parts.engine().model();
      if (used != null && used != taken) {
        // Loaded before this one, when nobody waited for it any more.
        takeUp(used);
      }
      nameModelInUse();
      tellFailure(failure);
      return;
    }
    takeUp(model);
  }

  private void takeUp(LoadedModel model) {
    taken = model;
    parts.inspector().defaultRealnessProperty().set(model.modelPackage().defaultRealness());
    parts.status().device(model.runner().deviceName());
    parts.settings().update(settings -> settings.withModel(model.modelPackage().name()));
    parts.viewer().modelChanged();
    parts.saySizes();
    loaded.run();
    if (parts.viewer().photoProperty().get() == null) {
      parts.viewer().realnessProperty().set(model.modelPackage().defaultRealness());
    }
  }

  /** What could not be loaded must not be taken for the model in use, nor be kept from a retry. */
  private void nameModelInUse() {
    LoadedModel used = parts.engine().model();
    naming = true;
    try {
      parts
          .inspector()
          .modelProperty()
          .set(
              find(parts.inspector().models(), used == null ? null : used.modelPackage().name())
                  .orElse(null));
    } finally {
      naming = false;
    }
  }

  private void tellFailure(@Nullable Throwable failure) {
    Throwable reason = failure == null || failure.getCause() == null ? failure : failure.getCause();
    parts
        .inspector()
        .modelProblemProperty()
        .set(TEXTS.get("model.failed", reason == null ? "" : String.valueOf(reason.getMessage())));
  }
}
