package org.ctsr.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.ctsr.app.engine.LoadedModel;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.library.SamplePhoto;
import org.ctsr.app.models.ChildModelTasks;
import org.ctsr.app.models.ModelsView;
import org.ctsr.app.models.ModelsViewModel;
import org.ctsr.app.parts.StudioParts;
import org.ctsr.app.settings.AppPaths;
import org.ctsr.app.theme.ThemeManager;
import org.ctsr.app.window.SideWindow;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;
import org.ctsr.engine.model.ModelInstaller;
import org.jspecify.annotations.Nullable;

/** The manager of models, and its window, made when first wanted. On the FX thread. */
final class ModelManagerFlow {
  private static final Messages TEXTS = Messages.of(ModelManagerFlow.class);
  private static final SideWindow.Size SIZE = new SideWindow.Size(1040, 720, 820, 480);

  /** The part of the sample photo that is enlarged for pictures. */
  private static final int SAMPLE_WIDTH = 64;

  private static final int SAMPLE_HEIGHT = 48;

  private final StudioParts parts;
  private final ThemeManager theme;
  private final Runnable train;
  private final ModelsViewModel model;
  private @Nullable Stage window;

  /**
   * @param changed told that models came or went, with the name of the one to use, if any
   * @param train shows the wizard
   */
  ModelManagerFlow(
      StudioParts parts,
      ThemeManager theme,
      AppPaths paths,
      Consumer<@Nullable String> changed,
      Runnable train) {
    this.parts = parts;
    this.theme = theme;
    this.train = train;
    ModelInstaller own =
        new ModelInstaller(paths.models(), parts.engine().library(), candidate -> {});
    model =
        new ModelsViewModel(
            new ChildModelTasks(
                paths.home(),
                parts.engine().library(),
                own,
                ModelManagerFlow::sample,
                parts.background().general(),
                parts.background().thumbnails()),
            this::modelInUse,
            changed,
            this::mayGoOn,
            Platform::runLater);
    parts
        .inspector()
        .modelProperty()
        .addListener((property, old, chosen) -> model.setUsed(chosen == null ? "" : chosen.name()));
  }

  private @Nullable String modelInUse() {
    LoadedModel loaded = parts.engine().model();
    return loaded == null ? null : loaded.modelPackage().name();
  }

  private boolean mayGoOn(String what, String title) {
    return parts
        .dialogs()
        .confirm(
            window,
            TEXTS.get("models." + what + ".header", title),
            TEXTS.get("models." + what + ".text"),
            TEXTS.get("models." + what + ".go"));
  }

  private static RgbImage sample() throws IOException {
    RgbImage whole = SamplePhoto.read();
    int x = (int) (SamplePhoto.FACE_X * whole.width()) - SAMPLE_WIDTH / 2;
    int y = (int) (SamplePhoto.FACE_Y * whole.height()) - SAMPLE_HEIGHT / 2;
    SamplePlane[] planes = new SamplePlane[3];
    float[] values = new float[SAMPLE_WIDTH * SAMPLE_HEIGHT];
    for (int c = 0; c < planes.length; c++) {
      whole.readRegion(c, x, y, SAMPLE_WIDTH, SAMPLE_HEIGHT, values, 0, SAMPLE_WIDTH);
      byte[] samples = new byte[values.length];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (byte) Math.round(255 * values[i]);
      }
      planes[c] = SamplePlane.of(samples);
    }
    return RgbImage.rgb(
        SAMPLE_WIDTH, SAMPLE_HEIGHT, planes[0], planes[1], planes[2], null, Metadata.NONE);
  }

  /** Shows the window. */
  void show() {
    Stage stage = window;
    if (stage == null) {
      stage =
          SideWindow.create(
              parts, theme, new ModelsView(model, train, parts.choosers()), "models", SIZE);
      window = stage;
    }
    model.refresh();
    stage.show();
    stage.toFront();
  }

  /** Shows the window and imports a package or a network. */
  void importFile(Path file) {
    show();
    model.importFile(file);
  }

  /** Hides the window, and gives up what it was asked to do: nobody would see what came of it. */
  void close() {
    model.giveUp();
    if (window != null) {
      window.hide();
    }
  }
}
