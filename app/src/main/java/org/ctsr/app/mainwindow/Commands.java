package org.ctsr.app.mainwindow;

import java.nio.file.Path;

/** What the menus, buttons and keys of the window do. */
public interface Commands {
  /** Asks for photos to open. */
  void open();

  /** Asks for a folder whose photos to open. */
  void openFolder();

  /** Opens a file from the list of recent ones. */
  void openRecent(Path file);

  /** Forgets the list of recent ones. */
  void clearRecent();

  /** Opens the photo that is shipped. */
  void openSample();

  /** Opens what the clipboard holds. */
  void paste();

  /** Reads the present photo again, if it could not be read. */
  void tryAgain();

  /** Takes the present photo off the strip. */
  void closePhoto();

  /** Takes all photos off the strip. */
  void closeAllPhotos();

  /** Saves the present photo. */
  void export();

  /** Shows the batch. */
  void batch();

  /** Shows the models there are, to import, compare and remove them. */
  void models();

  /** Shows the wizard that trains a model. */
  void train();

  /** Shows the settings. */
  void settings();

  /** Ends the program, after asking if work is going on. */
  void quit();

  /** Takes back a stroke of the brush. */
  void undo();

  /** Paints it again. */
  void redo();

  /** Shows the whole photo. */
  void zoomFit();

  /** Shows the result's pixels one to one. */
  void zoomActual();

  /** Shows it larger. */
  void zoomIn();

  /** Shows it smaller. */
  void zoomOut();

  /** Shows keys and what they do. */
  void shortcuts();

  /** Shows version and licences. */
  void about();

  /** Shows what computes, and sets up libraries for a graphics card. */
  void gpu();

  /** Shows the folder with log files. */
  void showLogs();
}
