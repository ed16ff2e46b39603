package org.ctsr.app.batch;

import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.ctsr.app.fx.Messages;

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
  private final ObservableList<BatchModel> models = FXCollections.observableArrayList();

  BatchReadiness(BatchEngine engine, BatchSettingsModel settings) {
    this.engine = engine;
    this.settings = settings;
    settings.subscribe(this::check);
  }

  /** Looks again which models there are and which is in use. */
  void refresh() {
    BatchModel model = engine.model();
    List<BatchModel> known = engine.models();
    if (!models.equals(known)) {
      models.setAll(known);
    }
    modelName.set(model == null ? TEXTS.get("model.none") : model.name());
    check();
  }

  private void check() {
    problem.set(settings.problem(engine.model()));
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  ReadOnlyStringProperty modelNameProperty() {
    return modelName.getReadOnlyProperty();
  }

  ObservableList<BatchModel> models() {
    return models;
  }
}
