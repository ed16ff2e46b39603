package org.ctsr.app.batch;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.value.ObservableBooleanValue;
import org.ctsr.app.fx.Picture;

/** What the batch window needs of the system and of the rest of the program. */
public interface BatchActions {
  /** Whether photos are open that can be added. */
  ObservableBooleanValue anyOpen();

  /** Adds the photos that are open, each as real as it is shown. */
  void addOpen();

  /** Opens a file with the system's program for it. */
  void open(Path file);

  /** Shows a file in its folder. */
  void showInFolder(Path file);

  /**
   * Makes a small picture of a photo in the background; none of a photo that cannot be read.
   *
   * @param side largest side of the picture
   * @param wanted asked when it is its turn, on any thread: whether the row is still in view
   * @param use receives the picture on the FX thread
   */
  void makePicture(Path photo, int side, BooleanSupplier wanted, Consumer<Picture> use);
}
