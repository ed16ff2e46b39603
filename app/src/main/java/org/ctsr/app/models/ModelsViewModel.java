package org.ctsr.app.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.ctsr.app.engine.Asked;
import org.ctsr.app.fx.Latest;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Picture;
import org.ctsr.app.fx.Results;
import org.ctsr.engine.inference.ContractReport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models there are, and what is being done to them. FX thread only. */
public final class ModelsViewModel {
  private static final Logger log = LoggerFactory.getLogger(ModelsViewModel.class);
  private static final Messages TEXTS = Messages.of(ModelsViewModel.class);
  private static final String BARE = ".pt";

  private final ModelTasks tasks;
  private final Executor fx;
  private final Supplier<@Nullable String> inUse;
  private final Consumer<@Nullable String> changed;
  private final BiPredicate<String, String> mayGoOn;
  private final ObservableList<ModelCard> cards = FXCollections.observableArrayList();
  private final ObjectProperty<@Nullable ModelCard> selected = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<List<Picture>> pictures =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyStringWrapper pictureProblem = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable ContractReport> report =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable ImportViewModel> form =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Runnable> giveUp = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper used = new ReadOnlyStringWrapper("");
  private final Map<List<String>, List<Picture>> made = new HashMap<>();
  private final Latest listings = new Latest();
  private @Nullable String toSelect;

  /**
   * @param inUse name of the model in use
   * @param changed told that models came or went, with the name of the one to use, if any
   * @param mayGoOn asks the user: {@code remove} or {@code replace}, and a title
   */
  public ModelsViewModel(
      ModelTasks tasks,
      Supplier<@Nullable String> inUse,
      Consumer<@Nullable String> changed,
      BiPredicate<String, String> mayGoOn,
      Executor fx) {
    this.tasks = tasks;
    this.inUse = inUse;
    this.changed = changed;
    this.mayGoOn = mayGoOn;
    this.fx = fx;
    selected.addListener((property, old, now) -> show(now));
  }

  /** All models. */
  public ObservableList<ModelCard> cards() {
    return cards;
  }

  /** The one whose details are shown. */
  public ObjectProperty<@Nullable ModelCard> selectedProperty() {
    return selected;
  }

  /** A small photo enlarged by the selected one; empty until made. */
  public ReadOnlyObjectProperty<List<Picture>> picturesProperty() {
    return pictures.getReadOnlyProperty();
  }

  /** Why there are no pictures; empty if there are, or are to come. */
  public ReadOnlyStringProperty pictureProblemProperty() {
    return pictureProblem.getReadOnlyProperty();
  }

  /** What running the selected one has shown; null before that was asked. */
  public ReadOnlyObjectProperty<@Nullable ContractReport> reportProperty() {
    return report.getReadOnlyProperty();
  }

  /** The form for a bare network; null while none is imported. */
  public ReadOnlyObjectProperty<@Nullable ImportViewModel> formProperty() {
    return form.getReadOnlyProperty();
  }

  /** What was done, or is being done. */
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** Why something could not be done. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether something is being done. */
  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** Gives up what is being done, see {@link #giveUp}; null if that cannot be. */
  public ReadOnlyObjectProperty<@Nullable Runnable> giveUpProperty() {
    return giveUp.getReadOnlyProperty();
  }

  /** Name of the model in use; empty if there is none. */
  public ReadOnlyStringProperty usedProperty() {
    return used.getReadOnlyProperty();
  }

  /** Looks again at what there is. */
  public void refresh() {
    refresh(null);
  }

  private void refresh(@Nullable String select) {
    String now = inUse.get();
    used.set(now == null ? "" : now);
    Latest.Request mine = listings.next();
    if (select != null) {
      toSelect = select;
    }
    Results.deliver(
        tasks.list(),
        fx,
        (listing, reason) -> {
          if (!mine.isLatest()) {
            // Several are made at a time, and an older one may come last.
            return;
          }
          if (listing == null) {
            problem.set(reason == null ? "" : reason(reason));
            return;
          }
          ModelCard before = selected.get();
          String wanted = toSelect != null ? toSelect : before == null ? now : before.name();
          toSelect = null;
          cards.setAll(listing.cards());
          if (!listing.problems().isEmpty()) {
            problem.set(String.join("\n", listing.problems()));
          }
          selected.set(
              cards.stream()
                  .filter(card -> card.name().equals(wanted))
                  .findFirst()
                  .orElse(cards.isEmpty() ? null : cards.get(0)));
        });
  }

  /** Says which model is in use now; empty for none. */
  public void setUsed(String name) {
    used.set(name);
  }

  private void show(@Nullable ModelCard card) {
    report.set(null);
    pictures.set(List.of());
    pictureProblem.set("");
    if (card == null) {
      return;
    }
    List<Picture> known = made.get(weights(card));
    if (known != null) {
      pictures.set(known);
      return;
    }
    Results.deliver(
        tasks.pictures(card),
        fx,
        (found, reason) -> {
          if (found != null) {
            made.put(weights(card), found);
            if (card.equals(selected.get())) {
              pictures.set(found);
            }
          } else if (reason != null) {
            log.warn("No pictures by {}", card.name(), reason);
            if (card.equals(selected.get())) {
              pictureProblem.set(TEXTS.get("picture.failed", reason(reason)));
            }
          }
        });
  }

  /** What a picture depends on: a model replaced by another may keep its name and version. */
  private static List<String> weights(ModelCard card) {
    List<String> key = new ArrayList<>(List.of(card.name()));
    card.manifest().networks().forEach(network -> key.add(network.sha256()));
    return key;
  }

  private static String reason(Throwable failure) {
    return String.valueOf(cause(failure).getMessage());
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** Imports a package, or begins to import a bare network; says so if it cannot now. */
  public void importFile(Path file) {
    if (busy.get()) {
      problem.set(TEXTS.get("import.busy", file.getFileName()));
      return;
    }
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(BARE)) {
      work(
          "import.examining",
          tasks.examine(file),
          facts -> form.set(new ImportViewModel(file, facts)));
      return;
    }
    work(
        "import.reading",
        tasks.nameOf(file),
        name -> {
          boolean replace = isOwn(name);
          if (!replace || mayGoOn.test("replace", name)) {
            work("import.installing", tasks.install(file, replace), this::installed);
          }
        });
  }

  private boolean isOwn(String name) {
    return cards.stream().anyMatch(card -> card.removable() && card.name().equals(name));
  }

  private void installed(String name) {
    form.set(null);
    message.set(TEXTS.get("import.done", name));
    changed.accept(null);
    refresh(name);
  }

  /** Installs what the form describes. */
  public void finishImport() {
    ImportViewModel filled = form.get();
    if (filled == null || busy.get() || !filled.problem().isEmpty()) {
      return;
    }
    BareNetwork network = filled.network();
    boolean replace = isOwn(network.name());
    if (!replace || mayGoOn.test("replace", network.name())) {
      work("import.installing", tasks.install(network, replace), this::installed);
    }
  }

  /** Closes the form. */
  public void cancelImport() {
    form.set(null);
  }

  /** Removes the selected model, after asking. */
  public void remove() {
    ModelCard card = selected.get();
    if (card == null
        || !card.removable()
        || busy.get()
        || !mayGoOn.test("remove", card.manifest().title())) {
      return;
    }
    work(
        "remove.doing",
        tasks.remove(card.name()),
        nothing -> {
          message.set(TEXTS.get("remove.done", card.manifest().title()));
          selected.set(null);
          changed.accept(null);
          refresh();
        });
  }

  /** Uses the selected model from now on. */
  public void use() {
    ModelCard card = selected.get();
    if (card != null) {
      changed.accept(card.name());
    }
  }

  /** Makes the selected model the one used when none is named. */
  public void makeDefault() {
    ModelCard card = selected.get();
    if (card != null && !busy.get()) {
      work("default.doing", tasks.chooseDefault(card.name()), nothing -> refresh(card.name()));
    }
  }

  /** Runs the selected model on small pictures. */
  public void verify() {
    ModelCard card = selected.get();
    if (card != null && !busy.get()) {
      report.set(null);
      work(
          "verify.doing",
          tasks.verify(card.name()),
          found -> {
            if (card.equals(selected.get())) {
              report.set(found);
            }
          });
    }
  }

  /** Gives up an import or a check, which leaves nothing; nothing if neither goes on. */
  public void giveUp() {
    Runnable stop = giveUp.get();
    if (stop != null) {
      giveUp.set(null);
      message.set(TEXTS.get("stopping"));
      stop.run();
    }
  }

  private <T> void work(String key, Asked<T> asked, Consumer<? super T> then) {
    // First: what is done already is told of at once, and may begin something else.
    giveUp.set(asked.giveUp());
    work(key, asked.answer(), then);
  }

  /** Shows that work goes on, and why it failed; goes on with its result if it did not. */
  private <T> void work(String key, CompletableFuture<T> task, Consumer<? super T> then) {
    busy.set(true);
    problem.set("");
    message.set(TEXTS.get(key));
    Results.deliver(
        task,
        fx,
        (result, reason) -> {
          busy.set(false);
          giveUp.set(null);
          message.set("");
          if (reason != null && cause(reason) instanceof CancellationException) {
            message.set(TEXTS.get("stopped"));
          } else if (reason != null) {
            problem.set(reason(reason));
          } else if (result != null) {
            then.accept(result);
          }
        });
  }
}
