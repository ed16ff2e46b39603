package org.ctsr.app;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Shows a file's folder in the system's file manager. */
final class FolderOpener {
  private final Consumer<String> showAddress;

  /**
   * @param showAddress opens an address with the system's program for it
   */
  FolderOpener(Consumer<String> showAddress) {
    this.showAddress = showAddress;
  }

  /** Shows the folder a file is in. */
  void show(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      showAddress.accept(folder.toUri().toString());
    }
  }

  /** Opens a file with the system's program for it. */
  void open(Path file) {
    showAddress.accept(file.toAbsolutePath().toUri().toString());
  }

  /** Shows a folder. */
  void showFolder(Path folder) {
    showAddress.accept(folder.toUri().toString());
  }
}
