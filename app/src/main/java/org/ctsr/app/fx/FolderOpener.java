package org.ctsr.app.fx;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Shows a file's folder in the system's file manager. */
public final class FolderOpener {
  private final Consumer<String> showAddress;

  /**
   * @param showAddress opens an address with the system's program for it
   */
  public FolderOpener(Consumer<String> showAddress) {
    this.showAddress = showAddress;
  }

  /** Shows the folder a file is in. */
  public void show(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      showAddress.accept(folder.toUri().toString());
    }
  }

  /** Opens a file with the system's program for it. */
  public void open(Path file) {
    showAddress.accept(file.toAbsolutePath().toUri().toString());
  }

  /** Shows a folder. */
  public void showFolder(Path folder) {
    showAddress.accept(folder.toUri().toString());
  }
}
