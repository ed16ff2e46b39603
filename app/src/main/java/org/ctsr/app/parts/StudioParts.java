package org.ctsr.app.parts;

import javafx.application.Platform;
import javafx.stage.Stage;
import org.ctsr.app.engine.EngineSession;
import org.ctsr.app.fx.Choosers;
import org.ctsr.app.fx.MessageDialogs;
import org.ctsr.app.fx.StartFolder;
import org.ctsr.app.inspector.InspectorViewModel;
import org.ctsr.app.library.LibraryViewModel;
import org.ctsr.app.mainwindow.WindowState;
import org.ctsr.app.settings.SettingsStore;
import org.ctsr.app.status.StatusViewModel;
import org.ctsr.app.viewer.PhotoSession;
import org.ctsr.app.viewer.ViewerViewModel;
import org.ctsr.engine.image.RgbImage;

/**
 * The parts of the running program that several flows use.
 *
 * @param stage the window
 * @param settings what is remembered
 * @param engine models, tiles, reading photos
 * @param library photos in the strip
 * @param viewer what is shown of the photo
 * @param inspector the panel beside it
 * @param status the line below it
 * @param window what of the window is shown
 * @param dialogs messages and questions
 * @param background threads for short work
 */
public record StudioParts(
    Stage stage,
    SettingsStore settings,
    EngineSession engine,
    LibraryViewModel library,
    ViewerViewModel viewer,
    InspectorViewModel<Variant> inspector,
    StatusViewModel status,
    WindowState window,
    MessageDialogs dialogs,
    BackgroundThreads background) {
  /** Choosers for a window, which begin where those of any window ended last. */
  public Choosers choosers() {
    return new Choosers(
        new StartFolder(background.general(), Platform::runLater),
        purpose -> settings.get().folder(purpose),
        (purpose, folder) -> settings.update(known -> known.withFolder(purpose, folder)));
  }

  /** Says how large the photo that is shown is, and its result with the model in use. */
  public void saySizes() {
    PhotoSession shown = viewer.photoProperty().get();
    if (shown != null) {
      RgbImage image = shown.photo().image();
      int scale = viewer.placement().pictureWidth() / image.width();
      status.photo(image.width(), image.height(), scale);
    }
  }
}
