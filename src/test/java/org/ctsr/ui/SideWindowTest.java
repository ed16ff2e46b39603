package org.ctsr.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ScrollBar;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the windows beside the main one are, and what of them can be seen. */
class SideWindowTest {
  @TempDir Path home;

  private StudioHarness start() throws Exception {
    return StudioHarness.start(home, StudioHarness.TINY_MODELS, 1100, 700);
  }

  private static void resize(StudioHarness studio, Parent view, double width, double height) {
    studio.interact(
        () -> {
          Window window = view.getScene().getWindow();
          window.setX(120);
          window.setY(90);
          window.setWidth(width);
          window.setHeight(height);
        });
  }

  @Test
  void aWindowIsWhereItWasAtTheLastStart() throws Exception {
    try (StudioHarness studio = start()) {
      studio.addToBatch();
      resize(studio, StudioHarness.dialog("batch"), 1000, 600);
      studio.addToTraining();
    }
    try (StudioHarness studio = start()) {
      studio.addToBatch();
      Window window = StudioHarness.dialog("batch").getScene().getWindow();
      assertThat(window.getX()).isEqualTo(120);
      assertThat(window.getY()).isEqualTo(90);
      assertThat(window.getWidth()).isEqualTo(1000);
      assertThat(window.getHeight()).isEqualTo(600);
      studio.addToTraining();
      assertThat(StudioHarness.dialog("train").getScene().getWindow().getWidth())
          .as("one has nothing to do with the other")
          .isEqualTo(1180);
    }
  }

  @Test
  void theButtonsBelowAreInAWindowThatIsLow() throws Exception {
    try (StudioHarness studio = start()) {
      studio.addToBatch();
      Parent batch = StudioHarness.dialog("batch");
      assertThat(scrolls(batch)).as("as large as usual").isFalse();
      resize(studio, batch, 900, 480);
      assertIsSeen(batch, "batch-start");
      studio.addToTraining();
      Parent wizard = StudioHarness.dialog("train");
      assertThat(scrolls(wizard)).as("as large as usual").isFalse();
      resize(studio, wizard, 1000, 640);
      assertIsSeen(wizard, "train-next");
    }
  }

  /** Whether the page, and not a list in it, has a bar to scroll with. */
  private static boolean scrolls(Parent view) {
    return StudioHarness.call(
        () ->
            view.lookup(".content-scroll").lookupAll(".scroll-bar").stream()
                .filter(bar -> bar.getParent().getStyleClass().contains("content-scroll"))
                .anyMatch(bar -> ((ScrollBar) bar).isVisible()));
  }

  private static void assertIsSeen(Parent view, String id) {
    Node node = StudioHarness.find(view, id);
    Bounds bounds = StudioHarness.call(() -> node.localToScene(node.getLayoutBounds()));
    Scene scene = node.getScene();
    assertThat(bounds.getMaxY()).isLessThanOrEqualTo(scene.getHeight());
    assertThat(bounds.getMaxX()).isLessThanOrEqualTo(scene.getWidth());
  }
}
