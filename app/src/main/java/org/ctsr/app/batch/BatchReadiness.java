package org.ctsr.app.batch;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.ctsr.app.fx.Messages;
import org.jspecify.annotations.Nullable;

/**
 * Which models there are, and what keeps a batch from being started with the one in use. The engine
 * does not tell of another model, so whoever changes it calls {@link #refresh}; changed settings
 * are judged at once.
 */
final class BatchReadiness {
  private static final Messages TEXTS = Messages.of(BatchReadiness.class);

  private final BatchEngine engine;
  private final BatchSettingsModel settings;
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper modelName = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable BatchModel> model = new ReadOnlyObjectWrapper<>();
  private final ObservableList<BatchModel> models = FXCollections.observableArrayList();

  BatchReadiness(BatchEngine engine, BatchSettingsModel settings) {
    this.engine = engine;
    this.settings = settings;
    settings.subscribe(this::check);
  }

  /** Looks again which models there are and which is in use. */
  void refresh() {
    BatchModel now = engine.model();
    BatchModel before = model.get();
    List<BatchModel> known = engine.models();
    if (!models.equals(known)) {
      models.setAll(known);
    }
    modelName.set(now == null ? TEXTS.get("model.none") : now.title());
    model.set(now);
    if (now != null && before != null && settings.scaleProperty().get() == before.scale()) {
      // The most of one model is meant to be the most of the next.
      settings.scaleProperty().set(now.scale());
    }
    fitScale();
    check();
  }

  /** No batch begins with a scale that its model does not have. */
  void fitScale() {
    BatchModel now = model.get();
    if (now != null && settings.scaleProperty().get() > now.scale()) {
      settings.scaleProperty().set(now.scale());
    }
  }

  private void check() {
    problem.set(settings.problem(engine.model()));
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable BatchModel> modelProperty() {
    return model.getReadOnlyProperty();
  }

  ReadOnlyStringProperty modelNameProperty() {
    return modelName.getReadOnlyProperty();
  }

  ObservableList<BatchModel> models() {
    return models;
  }
}
