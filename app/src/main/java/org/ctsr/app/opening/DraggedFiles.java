package org.ctsr.app.opening;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import org.ctsr.app.fx.NewestTask;

/**
 * What kind of files are dragged over the window. Asked with each move of the mouse, so that a disk
 * is asked once, and aside: a network drive may take seconds to answer.
 */
final class DraggedFiles {
  private final NewestTask looks;
  private final Executor fx;
  private List<Path> known = List.of();
  private boolean folder;

  /**
   * @param background runs what asks the disk
   * @param fx runs what uses the answer
   */
  DraggedFiles(Executor background, Executor fx) {
    this.looks = new NewestTask(background);
    this.fx = fx;
  }

  /**
   * Whether files are a folder or several, which are more often meant to be enlarged as a whole. A
   * folder is known as one a moment after the first question.
   */
  boolean areMany(List<Path> files) {
    if (files.size() != 1) {
      return files.size() > 1;
    }
    if (!files.equals(known)) {
      known = List.copyOf(files);
      folder = false;
      Path asked = files.get(0);
      looks.run(
          () -> {
            boolean found = Files.isDirectory(asked);
            fx.execute(() -> looked(asked, found));
          });
    }
    return folder;
  }

  private void looked(Path asked, boolean found) {
    if (known.equals(List.of(asked))) {
      folder = found;
    }
  }
}
