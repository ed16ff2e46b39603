package org.ctsr.app.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.ctsr.app.fx.Messages;
import org.ctsr.engine.training.RunHistory;
import org.ctsr.engine.training.TrainingConfig;

/**
 * How far a training is and what it has measured, by its files and what it tells. FX thread only.
 */
public final class RunProgress {
  private static final Messages TEXTS = Messages.of(RunProgress.class);
  private static final String PREPARING = "preparing";

  private final ObservableList<StageProgress> stages = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper presentStage = new ReadOnlyStringWrapper("");
  private final ReadOnlyIntegerWrapper lossChanges = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper validationChanges = new ReadOnlyIntegerWrapper();
  private final Map<String, LossCurves> losses = new LinkedHashMap<>();
  private final TradeOffs tradeOffs = new TradeOffs();

  RunProgress() {}

  /** Forgets everything, for another training. */
  void clear() {
    stages.clear();
    losses.clear();
    tradeOffs.set(List.of());
    presentStage.set("");
  }

  /** Shows the stages there are, and what was done of them before. */
  void show(List<TrainingConfig.Stage> all, RunHistory history) {
    stages.add(new StageProgress(PREPARING, TEXTS.get("stage.preparing")));
    for (TrainingConfig.Stage stage : all) {
      stages.add(new StageProgress(stage.name(), TEXTS.get("stage." + stage.name())));
    }
    history
        .losses()
        .forEach(
            (stage, curves) -> {
              LossCurves known = new LossCurves();
              known.addAll(curves);
              losses.put(stage, known);
              presentStage.set(stage);
            });
    // What another process has told since is newer than the files were.
    if (tradeOffs.students().isEmpty()) {
      tradeOffs.set(history.validations());
    }
    for (TrainingConfig.Stage stage : all) {
      int done = lastStep(history, stage.name());
      if (done > 0) {
        reach(stage.name(), done, stage.steps());
      }
    }
    lossChanges.set(lossChanges.get() + 1);
    validationChanges.set(validationChanges.get() + 1);
  }

  private static int lastStep(RunHistory history, String stage) {
    return history.losses().getOrDefault(stage, Map.of()).values().stream()
        .filter(points -> !points.isEmpty())
        .mapToInt(points -> points.get(points.size() - 1).step())
        .max()
        .orElse(0);
  }

  /** It prepares, and has done a share of that. */
  void prepare(double share, String text) {
    find(PREPARING, stage -> stage.set(share, text));
  }

  /** It has taken a step. */
  void step(TrainEvent.Stepped event) {
    find(PREPARING, stage -> stage.set(1, ""));
    reach(event.stage(), event.step(), event.steps());
    presentStage.set(event.stage());
    losses
        .computeIfAbsent(event.stage(), stage -> new LossCurves())
        .add(event.step(), event.losses());
    lossChanges.set(lossChanges.get() + 1);
  }

  /**
   * It has measured what it has learnt.
   *
   * @return whether this is the first that is told of a student of a stage
   */
  boolean validate(TrainEvent.Validated event) {
    boolean first = tradeOffs.add(event.stage(), event.step(), event.row());
    validationChanges.set(validationChanges.get() + 1);
    return first && stages.stream().anyMatch(stage -> stage.name().equals(event.stage()));
  }

  private void reach(String name, int done, int steps) {
    for (StageProgress stage : stages) {
      if (stage.name().equals(name)) {
        stage.set((double) done / steps, TEXTS.get("run.steps", done, steps));
        return;
      }
      // Stages come one after another; one that was begun before is over.
      stage.set(1, "");
    }
  }

  private void find(String name, Consumer<StageProgress> use) {
    stages.stream().filter(stage -> stage.name().equals(name)).findFirst().ifPresent(use);
  }

  /** Preparation and stages, in order. */
  public ObservableList<StageProgress> stages() {
    return stages;
  }

  /** The stage at work, whose losses are shown. */
  public ReadOnlyStringProperty presentStageProperty() {
    return presentStage.getReadOnlyProperty();
  }

  /** Counts up when there are new losses. */
  public ReadOnlyIntegerProperty lossChangesProperty() {
    return lossChanges.getReadOnlyProperty();
  }

  /** Counts up when there are new validations. */
  public ReadOnlyIntegerProperty validationChangesProperty() {
    return validationChanges.getReadOnlyProperty();
  }

  /** Losses of the stage at work, by name. */
  Map<String, List<LossCurves.Point>> losses() {
    LossCurves curves = losses.get(presentStage.get());
    return curves == null ? Map.of() : curves.curves();
  }

  /** All validations. */
  TradeOffs tradeOffs() {
    return tradeOffs;
  }

  /** Whether there is a student that was measured. */
  boolean hasStudent() {
    return !tradeOffs.students().isEmpty();
  }
}
