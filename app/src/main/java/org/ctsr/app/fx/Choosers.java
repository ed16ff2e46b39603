package org.ctsr.app.fx;

import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * Choosers of files, one at a time, each beginning where the last one for the same purpose ended.
 * Used on the FX thread.
 */
public final class Choosers {
  private final StartFolder startFolder;
  private final Function<String, @Nullable String> last;
  private final BiConsumer<String, String> used;

  /**
   * @param startFolder looks for the folder a chooser begins in
   * @param last gives the folder a purpose had last; null for none
   * @param used told a purpose and the folder it has now
   */
  public Choosers(
      StartFolder startFolder,
      Function<String, @Nullable String> last,
      BiConsumer<String, String> used) {
    this.startFolder = startFolder;
    this.last = last;
    this.used = used;
  }

  /**
   * Asks for a file to read.
   *
   * @param purpose what for, such as {@code mask}
   * @param owner in the window that asks; if it is in none any more nothing is asked
   * @param use receives the file, unless cancelled
   */
  public void open(String purpose, Node owner, FileChooser chooser, Consumer<File> use) {
    one(purpose, owner, chooser, chooser::showOpenDialog, use);
  }

  /** Asks for a file to write, as {@link #open}. */
  public void save(String purpose, Node owner, FileChooser chooser, Consumer<File> use) {
    one(purpose, owner, chooser, chooser::showSaveDialog, use);
  }

  private void one(
      String purpose,
      Node owner,
      FileChooser chooser,
      Function<Window, @Nullable File> show,
      Consumer<File> use) {
    begin(
        purpose,
        start -> {
          start.ifPresent(chooser::setInitialDirectory);
          File chosen = windowOf(owner).map(show).orElse(null);
          if (chosen == null) {
            return null;
          }
          use.accept(chosen);
          return chosen.getParentFile();
        });
  }

  /** Asks for files to read, at least one, as {@link #open}. */
  public void openSeveral(
      String purpose, Node owner, FileChooser chooser, Consumer<List<File>> use) {
    begin(
        purpose,
        start -> {
          start.ifPresent(chooser::setInitialDirectory);
          List<File> chosen = windowOf(owner).map(chooser::showOpenMultipleDialog).orElse(null);
          if (chosen == null || chosen.isEmpty()) {
            return null;
          }
          use.accept(chosen);
          return chosen.get(0).getParentFile();
        });
  }

  /** Asks for a folder, as {@link #open}. */
  public void openFolder(String purpose, Node owner, DirectoryChooser chooser, Consumer<File> use) {
    begin(
        purpose,
        start -> {
          start.ifPresent(chooser::setInitialDirectory);
          File chosen = windowOf(owner).map(chooser::showDialog).orElse(null);
          if (chosen != null) {
            use.accept(chosen);
          }
          return chosen;
        });
  }

  /**
   * Shows a chooser a moment later.
   *
   * @param chooser shows it, beginning in a folder if there is one; gives the folder it ended in,
   *     null if nothing was chosen
   */
  void begin(String purpose, Function<Optional<File>, @Nullable File> chooser) {
    String folder = last.apply(purpose);
    startFolder.find(
        folder == null ? null : new File(folder),
        start -> {
          File ended = chooser.apply(start);
          if (ended != null) {
            used.accept(purpose, ended.getAbsolutePath());
          }
        });
  }

  /** None of what was closed, or replaced by another page, while a disk was asked. */
  private static Optional<Window> windowOf(Node owner) {
    return Optional.ofNullable(owner.getScene()).map(Scene::getWindow).filter(Window::isShowing);
  }
}
