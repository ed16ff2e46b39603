package org.ctsr.app.window;

import java.util.Arrays;
import java.util.function.Consumer;
import org.ctsr.app.inspector.BrushTool;
import org.ctsr.app.inspector.BrushViewModel;
import org.ctsr.app.inspector.Comparison;
import org.ctsr.app.inspector.InspectorViewModel;
import org.ctsr.app.settings.ViewChoice;

/** What of the inspector is the same at the next start, whichever photo is open then. */
final class RememberedView {
  private RememberedView() {}

  /** What is chosen now. */
  static ViewChoice of(InspectorViewModel<?> inspector) {
    BrushViewModel brush = inspector.brush();
    return new ViewChoice(
        inspector.comparisonProperty().get().name(),
        inspector.nearestProperty().get(),
        brush.toolProperty().get().name(),
        brush.sizeProperty().get(),
        brush.strengthProperty().get(),
        brush.softnessProperty().get());
  }

  /** Chooses what was chosen; a name that means nothing any more changes nothing. */
  static void restore(InspectorViewModel<?> inspector, ViewChoice choice) {
    BrushViewModel brush = inspector.brush();
    choose(Comparison.values(), choice.comparison(), inspector.comparisonProperty()::set);
    inspector.nearestProperty().set(choice.nearest());
    choose(BrushTool.values(), choice.brushTool(), brush.toolProperty()::set);
    brush.sizeProperty().set(choice.brushSize());
    brush.strengthProperty().set(choice.brushStrength());
    brush.softnessProperty().set(choice.brushSoftness());
  }

  private static <E extends Enum<E>> void choose(E[] values, String name, Consumer<E> use) {
    Arrays.stream(values).filter(value -> value.name().equals(name)).findFirst().ifPresent(use);
  }
}
