package org.ctsr.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Cursor;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.ctsr.app.engine.EngineSession;
import org.ctsr.app.engine.EngineSettings;
import org.ctsr.app.viewer.PhotoView;
import org.ctsr.app.viewer.ViewerViewModel;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.inference.DeviceChoice;
import org.ctsr.engine.model.ModelLibrary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

class PhotoViewTest {
  private final EngineSession engine;
  private final ViewerViewModel model;
  private final PhotoView view;
  private final Button other;
  private final Stage stage;

  PhotoViewTest(@TempDir Path folder) throws Exception {
    stage = FxToolkit.registerPrimaryStage();
    engine =
        new EngineSession(
            new EngineSettings(64L << 20, 0, folder, DeviceChoice.PROCESSOR, 1),
            new ModelLibrary(List.of()),
            (file, cancelled, warnings) -> {
              throw new PhotoException(file, "no photo in this test");
            },
            notice -> {});
    model = new ViewerViewModel(engine, Platform::runLater);
    view = StudioHarness.call(() -> new PhotoView(model));
    other = StudioHarness.call(() -> new Button("other"));
  }

  @BeforeEach
  void show() {
    StudioHarness.call(
        () -> {
          stage.setScene(new Scene(new VBox(view, other)));
          stage.show();
          stage.requestFocus();
          view.requestFocus();
          return null;
        });
  }

  @AfterEach
  void close() throws Exception {
    model.close();
    engine.close();
    FxToolkit.cleanupStages();
  }

  private void key(EventType<KeyEvent> type, KeyCode code) {
    StudioHarness.call(
        () -> {
          Event.fireEvent(view, new KeyEvent(type, "", "", code, false, false, false, false));
          return null;
        });
  }

  private Cursor cursor() {
    return StudioHarness.call(
        () -> {
          Event.fireEvent(
              view,
              new MouseEvent(
                  MouseEvent.MOUSE_MOVED,
                  5,
                  5,
                  5,
                  5,
                  MouseButton.NONE,
                  0,
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  true,
                  null));
          return view.getCursor();
        });
  }

  @Test
  void keysThatAreHeldAreLetGoOfWithTheFocus() {
    StudioHarness.call(
        () -> {
          model.painting().activeProperty().set(true);
          return null;
        });
    key(KeyEvent.KEY_PRESSED, KeyCode.O);
    key(KeyEvent.KEY_PRESSED, KeyCode.SPACE);
    assertThat(model.holdOriginalProperty().get()).isTrue();
    assertThat(cursor()).isNotEqualTo(Cursor.NONE);
    StudioHarness.call(
        () -> {
          other.requestFocus();
          return null;
        });
    assertThat(model.holdOriginalProperty().get()).isFalse();
    assertThat(cursor()).as("the brush's").isEqualTo(Cursor.NONE);
  }

  @Test
  void keysThatAreHeldAreLetGoOfWithTheWindow() {
    key(KeyEvent.KEY_PRESSED, KeyCode.O);
    StudioHarness.call(
        () -> {
          // What a scene hears when its window loses the focus; windows nobody sees do not lose it.
          stage.setScene(new Scene(new VBox()));
          return null;
        });
    assertThat(model.holdOriginalProperty().get()).isFalse();
  }
}
