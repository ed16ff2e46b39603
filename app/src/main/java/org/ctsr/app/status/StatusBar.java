package org.ctsr.app.status;

import atlantafx.base.controls.Spacer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The line at the bottom of the window. */
public final class StatusBar extends HBox {
  private static final Messages TEXTS = Messages.of(StatusBar.class);

  /** Shows what the view model says. */
  public StatusBar(StatusViewModel status) {
    getStyleClass().add("status-bar");
    setAlignment(Pos.CENTER_LEFT);
    ProgressBar progress = new ProgressBar();
    progress.setId("status-progress");
    progress.setPrefWidth(110);
    progress.setAccessibleText(TEXTS.get("progress"));
    progress.progressProperty().bind(status.progressProperty());
    progress.visibleProperty().bind(status.progressProperty().greaterThanOrEqualTo(0));
    progress.managedProperty().bind(progress.visibleProperty());
    Label activity = new Label();
    activity.setId("status-activity");
    activity.textProperty().bind(status.activityProperty());
    Label photo =
        item(status.photoProperty(), Material2OutlinedMZ.PHOTO_SIZE_SELECT_LARGE, "photo.tip");
    photo.setId("status-photo");
    Label device = item(status.deviceProperty(), Material2OutlinedMZ.MEMORY, "device.tip");
    Label memory = item(status.memoryProperty(), Material2OutlinedMZ.STORAGE, "memory.tip");
    memory.setId("status-memory");
    getChildren().addAll(progress, activity, new Spacer(), photo, device, memory);
  }

  private static Label item(ObservableValue<String> text, Ikon icon, String tip) {
    Label label = new Label();
    label.setGraphic(Icons.of(icon));
    label.textProperty().bind(text);
    label.visibleProperty().bind(text.map(value -> !value.isEmpty()));
    label.managedProperty().bind(label.visibleProperty());
    label.setTooltip(new Tooltip(TEXTS.get(tip)));
    return label;
  }
}
