package org.ctsr.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ctsr.app.inspector.BrushTool;
import org.ctsr.app.inspector.Comparison;
import org.ctsr.app.inspector.InspectorViewModel;
import org.ctsr.app.settings.SettingsStore;
import org.ctsr.app.settings.ViewChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedViewTest {
  @TempDir Path folder;

  @Test
  void theNextStartComparesAndPaintsAsThisOne() {
    InspectorViewModel<String> inspector = new InspectorViewModel<>();
    inspector.comparisonProperty().set(Comparison.SPLIT);
    inspector.nearestProperty().set(true);
    inspector.brush().toolProperty().set(BrushTool.LOWER);
    inspector.brush().sizeProperty().set(33);
    inspector.brush().strengthProperty().set(0.25);
    inspector.brush().softnessProperty().set(0);
    SettingsStore store = new SettingsStore(folder.resolve("settings.json"), failure -> {});
    ViewChoice chosen = RememberedView.of(inspector);
    store.update(settings -> settings.withView(chosen));
    store.close();

    InspectorViewModel<String> next = new InspectorViewModel<>();
    RememberedView.restore(
        next, new SettingsStore(folder.resolve("settings.json"), failure -> {}).get().view());
    assertThat(RememberedView.of(next)).isEqualTo(chosen);
    assertThat(next.comparisonProperty().get()).isEqualTo(Comparison.SPLIT);
    assertThat(next.brush().toolProperty().get()).isEqualTo(BrushTool.LOWER);
  }

  @Test
  void anOldOrEditedFileDoesNoHarm() throws Exception {
    Path file = folder.resolve("settings.json");
    InspectorViewModel<String> fresh = new InspectorViewModel<>();
    assertThat(RememberedView.of(fresh)).isEqualTo(ViewChoice.DEFAULT);
    Files.writeString(file, "{\"cachePercent\": 25}");
    assertThat(new SettingsStore(file, failure -> {}).get().view()).isEqualTo(ViewChoice.DEFAULT);
    Files.writeString(file, "{\"view\": {\"comparison\": \"THROUGH_A_LENS\", \"brushSize\": -7}}");
    RememberedView.restore(fresh, new SettingsStore(file, failure -> {}).get().view());
    assertThat(fresh.comparisonProperty().get()).isEqualTo(Comparison.NONE);
    assertThat(fresh.brush().sizeProperty().get()).isEqualTo(80);
  }
}
