package org.ctsr.app.train;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ctsr.app.fx.Picture;

/** What the wizard's pages ask of the program around them. */
public interface TrainActions {
  /**
   * Makes a small picture of a photo, off the FX thread, and hands it over on it.
   *
   * @param side largest side
   * @param wanted asked just before: a page may be gone by then
   */
  void makePicture(Path photo, int side, BooleanSupplier wanted, Consumer<Picture> use);

  /** Shows a folder with the system's program for it. */
  void showFolder(Path folder);

  /** Asks before something that cannot be taken back. */
  boolean confirm(String header, String text, String goOn);
}
