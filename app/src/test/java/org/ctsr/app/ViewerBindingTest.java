package org.ctsr.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.ctsr.app.engine.EngineSession;
import org.ctsr.app.engine.EngineSettings;
import org.ctsr.app.engine.TestPhoto;
import org.ctsr.app.inspector.InspectorViewModel;
import org.ctsr.app.inspector.ModelChoice;
import org.ctsr.app.inspector.VariantsViewModel;
import org.ctsr.app.mainwindow.WindowState;
import org.ctsr.app.parts.Variant;
import org.ctsr.app.viewer.Painting;
import org.ctsr.app.viewer.PhotoSession;
import org.ctsr.app.viewer.ViewerViewModel;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.inference.DeviceChoice;
import org.ctsr.engine.model.ModelLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewerBindingTest {
  @TempDir Path folder;

  private final InspectorViewModel<Variant> inspector = new InspectorViewModel<>();

  private interface Check {
    void of(ViewerViewModel viewer);
  }

  private void withPhoto(Check check) {
    try (EngineSession engine =
            new EngineSession(
                new EngineSettings(16L << 20, 0, folder, DeviceChoice.PROCESSOR, 1),
                new ModelLibrary(List.of()),
                (file, cancelled, warnings) -> {
                  throw new PhotoException(file, "no photo in this test");
                },
                notice -> {});
        ViewerViewModel viewer = new ViewerViewModel(engine, task -> {})) {
      new ViewerBinding(engine, viewer, inspector, new WindowState()).bind();
      viewer.placement().setWindowSize(100, 100);
      viewer.photoProperty().set(new PhotoSession(TestPhoto.read("a")));
      check.of(viewer);
    }
  }

  @Test
  void aPinIsNotShownAnyMoreWhenMoreIsPainted() {
    withPhoto(
        viewer -> {
          VariantsViewModel<Variant> variants = inspector.variants();
          Painting painting = viewer.painting();
          painting.beginStroke(40, 50);
          painting.endStroke();
          assertThat(variants.pin()).isTrue();
          assertThat(variants.shownProperty().get()).isNotNull();
          painting.beginStroke(60, 50);
          painting.endStroke();
          assertThat(variants.shownProperty().get()).isNull();
          variants.show(variants.pins().get(0));
          assertThat(variants.shownProperty().get()).isNotNull();
        });
  }

  @Test
  void withAModelWithoutSliderNothingIsMarkedOrPaintedButAllIsKept() {
    withPhoto(
        viewer -> {
          inspector.overlayProperty().set(true);
          inspector.brush().activeProperty().set(true);
          viewer.painting().beginStroke(40, 50);
          viewer.painting().endStroke();
          assertThat(viewer.inventedOverlayProperty().get()).isTrue();
          assertThat(viewer.painting().activeProperty().get()).isTrue();
          assertThat(inspector.brush().undoableProperty().get()).isTrue();

          inspector.modelProperty().set(new ModelChoice("plain", "Plain", "1", 4, 1, false));
          assertThat(viewer.inventedOverlayProperty().get()).isFalse();
          assertThat(viewer.painting().activeProperty().get()).isFalse();
          assertThat(inspector.brush().undoableProperty().get()).isFalse();
          assertThat(viewer.painting().paintedProperty().get()).isTrue();

          inspector.modelProperty().set(new ModelChoice("student", "Student", "1", 4, 1, true));
          assertThat(viewer.inventedOverlayProperty().get()).isTrue();
          assertThat(viewer.painting().activeProperty().get()).isTrue();
          assertThat(inspector.brush().undoableProperty().get()).isTrue();
        });
  }
}
