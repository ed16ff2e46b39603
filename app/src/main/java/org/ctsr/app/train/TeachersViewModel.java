package org.ctsr.app.train;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Results;
import org.ctsr.engine.inference.NetworkFacts;
import org.jspecify.annotations.Nullable;

/** The two teachers, each checked by running it. FX thread only. */
public final class TeachersViewModel {
  private static final Messages TEXTS = Messages.of(TeachersViewModel.class);
  private static final int SCALE = 4;

  private final TrainEngine engine;
  private final Executor fx;
  private final Teacher fidelity = new Teacher();
  private final Teacher realness = new Teacher();

  TeachersViewModel(TrainEngine engine, Executor fx) {
    this.engine = engine;
    this.fx = fx;
  }

  /** How a check stands. */
  public enum State {
    /** Not looked at yet. */
    UNKNOWN,
    /** Running on a small picture. */
    CHECKING,
    /** Can be used. */
    GOOD,
    /** Cannot. */
    BAD
  }

  /** One of the two. */
  public final class Teacher {
    private final ObjectProperty<@Nullable Path> own = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.UNKNOWN);
    private final ReadOnlyStringWrapper finding = new ReadOnlyStringWrapper("");
    private @Nullable Path shipped;
    private @Nullable Path checked;

    private Teacher() {
      own.addListener((property, old, now) -> check());
    }

    /** A TorchScript file of the user's own; null for the shipped one. */
    public ObjectProperty<@Nullable Path> ownProperty() {
      return own;
    }

    /** How its check stands. */
    public ReadOnlyObjectProperty<State> stateProperty() {
      return state.getReadOnlyProperty();
    }

    /** What the check has shown, a sentence. */
    public ReadOnlyStringProperty findingProperty() {
      return finding.getReadOnlyProperty();
    }

    private @Nullable Path file() {
      Path chosen = own.get();
      return chosen != null ? chosen : shipped;
    }

    /** Runs it, unless that was done. */
    void check() {
      Path file = file();
      if (file == null || file.equals(checked) && state.get() != State.BAD) {
        return;
      }
      checked = file;
      state.set(State.CHECKING);
      finding.set(TEXTS.get("teachers.checking"));
      Results.deliver(engine.examine(file), fx, (facts, failure) -> show(file, facts, failure));
    }

    private void show(Path file, @Nullable NetworkFacts facts, @Nullable Throwable failure) {
      if (!file.equals(file())) {
        return;
      }
      String problem =
          facts == null ? failure == null ? "" : Failures.reason(failure) : problem(facts);
      state.set(problem.isEmpty() ? State.GOOD : State.BAD);
      finding.set(
          problem.isEmpty() && facts != null
              ? TEXTS.get("teachers.good", facts.scale(), facts.secondsAMegapixel())
              : problem);
    }

    private String problem(NetworkFacts facts) {
      if (facts.isStudent()) {
        return TEXTS.get("teachers.student");
      }
      if (facts.scale() != SCALE) {
        return TEXTS.get("teachers.scale", facts.scale(), SCALE);
      }
      return facts.precision() == null ? TEXTS.get("teachers.precision") : "";
    }
  }

  /** Trained for fidelity. */
  public Teacher fidelity() {
    return fidelity;
  }

  /** Trained for realness. */
  public Teacher realness() {
    return realness;
  }

  /** The files a recipe brings. */
  void setShipped(Path fidelityFile, Path realnessFile) {
    fidelity.shipped = fidelityFile;
    realness.shipped = realnessFile;
  }

  /** Runs both, unless that was done. */
  public void check() {
    fidelity.check();
    realness.check();
  }

  /** Whether both can be used. */
  public BooleanBinding readyBinding() {
    return Bindings.createBooleanBinding(
        () ->
            List.of(fidelity, realness).stream()
                .allMatch(teacher -> teacher.state.get() == State.GOOD),
        fidelity.state,
        realness.state);
  }
}
