package org.ctsr.app.train;

import java.nio.file.Path;

/** What the wizard's pages ask of the program around them. */
public interface TrainActions {
  /** Shows a folder with the system's program for it. */
  void showFolder(Path folder);

  /** Asks before something that cannot be taken back. */
  boolean confirm(String header, String text, String goOn);
}
