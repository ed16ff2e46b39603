package org.ctsr.app;

import java.nio.file.Path;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.gpu.GpuView;
import org.ctsr.app.gpu.GpuViewModel;
import org.ctsr.app.gpu.TorchTasks;
import org.ctsr.app.parts.StudioParts;
import org.ctsr.app.settings.AppPaths;
import org.ctsr.app.theme.ThemeManager;
import org.ctsr.app.window.SideWindow;
import org.ctsr.engine.torch.TorchStore;
import org.jspecify.annotations.Nullable;

/** Libraries for graphics cards, and their window, made when first wanted. On the FX thread. */
final class GpuFlow {
  private static final Messages TEXTS = Messages.of(GpuFlow.class);
  private static final SideWindow.Size SIZE = new SideWindow.Size(640, 520, 520, 420);

  private final StudioParts parts;
  private final ThemeManager theme;
  private final AppPaths paths;
  private @Nullable GpuViewModel model;
  private @Nullable Stage window;

  GpuFlow(StudioParts parts, ThemeManager theme, AppPaths paths) {
    this.parts = parts;
    this.theme = theme;
    this.paths = paths;
  }

  /** Shows the window. */
  void show() {
    GpuViewModel shown = model;
    Stage stage = window;
    if (shown == null || stage == null) {
      shown =
          new GpuViewModel(
              new TorchTasks(
                  new TorchStore(paths.gpu()),
                  Path.of(System.getProperty("ctsr.home", ".")),
                  parts.background().general()),
              Platform::runLater);
      stage =
          SideWindow.create(
              parts, theme, new GpuView(shown, this::mayDelete, parts.choosers()), "gpu", SIZE);
      model = shown;
      window = stage;
    }
    shown.refresh();
    stage.show();
    // A field with the focus would hide what it is for.
    stage.getScene().getRoot().requestFocus();
    stage.toFront();
  }

  private boolean mayDelete() {
    return parts
        .dialogs()
        .confirm(
            window,
            TEXTS.get("gpu.delete.header"),
            TEXTS.get("gpu.delete.text"),
            TEXTS.get("gpu.delete.go"));
  }

  /** Hides the window; what is being fetched is kept for the next time. */
  void close() {
    if (model != null) {
      model.cancel();
    }
    if (window != null) {
      window.hide();
    }
  }
}
