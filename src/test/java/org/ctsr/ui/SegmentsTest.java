package org.ctsr.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.ctsr.app.fx.Segments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

class SegmentsTest {
  private static final int WIDTH = 300;

  private final FxRobot robot = new FxRobot();
  private final ObjectProperty<String> value = new SimpleObjectProperty<>("number");
  private List<ToggleButton> buttons = List.of();

  @BeforeEach
  void show() throws Exception {
    Stage stage = FxToolkit.registerPrimaryStage();
    StudioHarness.call(
        () -> {
          Segments<String> segments =
              new Segments<>(value)
                  .add("number", "Number", "Gives it another name")
                  .add("skip", "Skip", "Leaves it")
                  .add("replace", "Replace", "Replaces it");
          stage.setScene(new Scene(new VBox(segments), WIDTH, 60));
          stage.show();
          stage.requestFocus();
          buttons = List.copyOf(segments.getButtons());
          buttons.get(0).requestFocus();
          return null;
        });
  }

  @AfterEach
  void close() throws Exception {
    FxToolkit.cleanupStages();
  }

  @Test
  void whatTheArrowKeysLightIsTaken() {
    robot.push(KeyCode.RIGHT);
    assertThat(buttons.get(1).isSelected()).isTrue();
    assertThat(value.get()).isEqualTo("skip");
    robot.push(KeyCode.LEFT);
    assertThat(buttons.get(0).isSelected()).isTrue();
    assertThat(value.get()).isEqualTo("number");
  }

  @Test
  void pressingTheChosenOneLeavesItChosen() {
    robot.push(KeyCode.SPACE);
    robot.clickOn(buttons.get(0));
    assertThat(buttons.get(0).isSelected()).isTrue();
    assertThat(value.get()).isEqualTo("number");
  }

  @Test
  void theButtonsFillTheWidth() {
    double left = StudioHarness.call(() -> buttons.get(0).localToScene(0, 0).getX());
    ToggleButton last = buttons.get(2);
    double right = StudioHarness.call(() -> last.localToScene(last.getWidth(), 0).getX());
    assertThat(right - left).isGreaterThan(WIDTH - 10);
  }

  @Test
  void theTextStaysTheNameAndTheTooltipExplainsIt() {
    assertThat(buttons.get(0).getAccessibleText()).isNull();
    assertThat(buttons.get(0).getAccessibleHelp()).isEqualTo("Gives it another name");
  }
}
