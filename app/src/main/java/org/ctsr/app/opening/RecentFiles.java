package org.ctsr.app.opening;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.ctsr.app.settings.SettingsStore;

/** The files opened last, which the menu offers. Used on the FX thread. */
final class RecentFiles {
  private final SettingsStore settings;
  private final Executor background;
  private final Executor fx;

  /**
   * @param settings remember them
   * @param background runs what asks the disk
   * @param fx runs what uses the answer
   */
  RecentFiles(SettingsStore settings, Executor background, Executor fx) {
    this.settings = settings;
    this.background = background;
    this.fx = fx;
  }

  /** Puts a file before the others. */
  void opened(Path file) {
    settings.update(now -> now.withOpened(file));
  }

  /**
   * Forgets a file that is not there any more. Asked aside: what was not read may be on a drive
   * that takes seconds to answer.
   */
  void forgetIfGone(Path file) {
    background.execute(
        () -> {
          Path folder = file.toAbsolutePath().getParent();
          // Without its folder it may be on a drive that is only away for now.
          if (!Files.exists(file) && (folder == null || Files.exists(folder))) {
            fx.execute(() -> forget(file));
          }
        });
  }

  private void forget(Path file) {
    settings.update(
        now -> {
          List<String> recent = new ArrayList<>(now.recent());
          recent.remove(file.toString());
          return now.withRecent(recent, now.openFolder());
        });
  }
}
