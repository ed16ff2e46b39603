package org.ctsr.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.ctsr.app.export.ExportDialog;
import org.ctsr.app.export.ExportFormat;
import org.ctsr.app.export.ExportViewModel;
import org.ctsr.app.export.SizeChoice;
import org.ctsr.app.export.SizeMode;
import org.ctsr.app.fx.MessageDialogs;
import org.ctsr.engine.image.JpegSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

class ExportDialogTest {
  private final Locale usual = Locale.getDefault();
  private final FxRobot robot = new FxRobot();
  private final ExportViewModel model;

  ExportDialogTest(@TempDir Path folder) {
    model =
        new ExportViewModel(
            new ExportViewModel.Source("a.jpg", null, 300, 200, 4, 8, null),
            new ExportViewModel.ExportDefaults(
                ExportFormat.PNG, JpegSettings.DEFAULT, 8, false, SizeChoice.FIRST),
            folder,
            null,
            target -> false,
            Runnable::run,
            Runnable::run);
  }

  @BeforeEach
  void show() throws Exception {
    Locale.setDefault(Locale.ENGLISH);
    Stage stage = FxToolkit.registerPrimaryStage();
    StudioHarness.call(
        () -> {
          stage.setScene(new Scene(new VBox()));
          stage.show();
          new ExportDialog(model, new MessageDialogs(pane -> {}), stage)
              .show(request -> {}, () -> {});
          return null;
        });
  }

  @AfterEach
  void hide() throws Exception {
    Locale.setDefault(usual);
    FxToolkit.cleanupStages();
  }

  private TextField field(String id) {
    return robot.lookup("#" + id).queryAs(TextField.class);
  }

  private void type(String id, String text) {
    StudioHarness.call(
        () -> {
          field(id).requestFocus();
          field(id).selectAll();
          return null;
        });
    for (String letter : text.split("")) {
      StudioHarness.call(
          () -> {
            Event.fireEvent(
                field(id),
                new KeyEvent(
                    KeyEvent.KEY_TYPED,
                    letter,
                    letter,
                    KeyCode.UNDEFINED,
                    false,
                    false,
                    false,
                    false));
            return null;
          });
    }
  }

  private void choose(SizeMode mode) {
    StudioHarness.call(
        () -> {
          model.size().modeProperty().set(mode);
          return null;
        });
  }

  @Test
  void decimalsAreLeftAsTheyAreTyped() {
    choose(SizeMode.FACTOR);
    type("export-factor", "2.75");
    assertThat(field("export-factor").getText()).isEqualTo("2.75");
    assertThat(model.size().factorProperty().get()).isEqualTo(2.75);
    type("export-factor", "0.25");
    assertThat(field("export-factor").getText()).isEqualTo("0.25");
    assertThat(model.size().factorProperty().get()).isEqualTo(0.25);
  }

  @Test
  void whatIsTypedIsRoundedWhenTheFocusGoes() {
    choose(SizeMode.PRINT);
    type("export-print", "12.3456");
    assertThat(model.size().printWidthProperty().get()).isEqualTo(12.3456);
    type("export-dpi", "x");
    assertThat(field("export-print").getText()).isEqualTo("12.35");
    assertThat(model.size().printWidthProperty().get()).isEqualTo(12.3456);
    type("export-print", "9");
    assertThat(field("export-dpi").getText()).isEqualTo("300");
  }

  @Test
  void widthAndHeightFollowEachOther() {
    choose(SizeMode.PIXELS);
    type("export-width", "600");
    assertThat(field("export-height").getText()).isEqualTo("400");
    type("export-height", "250");
    assertThat(field("export-width").getText()).isEqualTo("375");
  }

  @Test
  void whatOnlyAJpegHasIsShownForJpegOnly() {
    for (ExportFormat format : ExportFormat.values()) {
      StudioHarness.call(
          () -> {
            model.formatProperty().set(format);
            return null;
          });
      for (String id : new String[] {"#export-chroma", "#export-progressive"}) {
        assertThat(robot.lookup(id).query().isVisible()).isEqualTo(format == ExportFormat.JPEG);
      }
    }
  }

  @Test
  void everyFieldHasAName() {
    assertThat(field("export-folder").getAccessibleText()).isEqualTo("Folder");
    choose(SizeMode.PIXELS);
    assertThat(field("export-width").getAccessibleText()).isEqualTo("Width in pixels");
    assertThat(field("export-height").getAccessibleText()).isEqualTo("Height in pixels");
    choose(SizeMode.PRINT);
    assertThat(field("export-print").getAccessibleText()).contains("centimetres");
    assertThat(field("export-dpi").getAccessibleText()).isEqualTo("dots per inch");
  }
}
