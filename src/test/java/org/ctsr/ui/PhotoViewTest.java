package org.ctsr.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.ctsr.app.engine.EngineSession;
import org.ctsr.app.engine.EngineSettings;
import org.ctsr.app.engine.OpenedPhoto;
import org.ctsr.app.viewer.PhotoKeys;
import org.ctsr.app.viewer.PhotoSession;
import org.ctsr.app.viewer.PhotoView;
import org.ctsr.app.viewer.ViewerViewModel;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;
import org.ctsr.engine.inference.DeviceChoice;
import org.ctsr.engine.model.ModelLibrary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

class PhotoViewTest {
  private static final RgbImage GREY =
      RgbImage.grey(30, 20, SamplePlane.of(new byte[600]), null, Metadata.NONE);

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
          VBox root = new VBox(view, other);
          VBox.setVgrow(view, Priority.ALWAYS);
          Scene scene = new Scene(root, 400, 300);
          PhotoKeys.listen(scene, model);
          stage.setScene(scene);
          model.photoProperty().set(new PhotoSession(new OpenedPhoto("grey", null, GREY)));
          stage.show();
          root.layout();
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
    key(view, type, "", code);
  }

  private static void key(Node at, EventType<KeyEvent> type, String character, KeyCode code) {
    StudioHarness.call(
        () -> {
          Event.fireEvent(at, new KeyEvent(type, character, "", code, false, false, false, false));
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
    key(KeyEvent.KEY_PRESSED, KeyCode.SPACE);
    assertThat(cursor()).isNotEqualTo(Cursor.NONE);
    StudioHarness.call(
        () -> {
          other.requestFocus();
          return null;
        });
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

  @Test
  void thePhotoIsShownWhileOIsHeldWhateverHasTheFocus() {
    StudioHarness.call(
        () -> {
          other.requestFocus();
          return null;
        });
    key(other, KeyEvent.KEY_PRESSED, "", KeyCode.O);
    assertThat(model.holdOriginalProperty().get()).isTrue();
    key(other, KeyEvent.KEY_PRESSED, "", KeyCode.DIGIT1);
    assertThat(model.placement().fittedProperty().get()).isFalse();
    key(other, KeyEvent.KEY_PRESSED, "", KeyCode.DIGIT0);
    assertThat(model.placement().fittedProperty().get()).isTrue();
    key(other, KeyEvent.KEY_RELEASED, "", KeyCode.O);
    assertThat(model.holdOriginalProperty().get()).isFalse();

    key(other, KeyEvent.KEY_PRESSED, "", KeyCode.O);
    StudioHarness.call(
        () -> {
          model.photoProperty().set(null);
          return null;
        });
    assertThat(model.holdOriginalProperty().get()).as("without a photo").isFalse();
    key(other, KeyEvent.KEY_PRESSED, "", KeyCode.O);
    assertThat(model.holdOriginalProperty().get()).isFalse();
  }

  @Test
  void bracketsChangeTheBrushOnceWhateverKeyTypesThem() {
    double before = model.painting().radiusProperty().get();
    key(view, KeyEvent.KEY_PRESSED, "", KeyCode.CLOSE_BRACKET);
    key(view, KeyEvent.KEY_TYPED, "]", KeyCode.UNDEFINED);
    assertThat(model.painting().radiusProperty().get()).isCloseTo(before * 1.2, within(1e-9));
    key(view, KeyEvent.KEY_PRESSED, "", KeyCode.DIGIT8);
    key(view, KeyEvent.KEY_TYPED, "[", KeyCode.UNDEFINED);
    assertThat(model.painting().radiusProperty().get()).isCloseTo(before, within(1e-9));
  }
}
