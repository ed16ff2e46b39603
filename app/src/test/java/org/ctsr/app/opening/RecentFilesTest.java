package org.ctsr.app.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ctsr.app.settings.SettingsStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentFilesTest {
  @TempDir private Path folder;
  private SettingsStore settings;
  private RecentFiles recent;

  @BeforeEach
  void start() {
    settings = new SettingsStore(folder.resolve("settings.json"), reason -> {});
    recent = new RecentFiles(settings, Runnable::run, Runnable::run);
  }

  @AfterEach
  void end() {
    settings.close();
  }

  @Test
  void theLastOneComesFirst() {
    recent.opened(folder.resolve("a.png"));
    recent.opened(folder.resolve("b.png"));
    recent.opened(folder.resolve("a.png"));
    assertThat(settings.get().recent())
        .containsExactly(folder.resolve("a.png").toString(), folder.resolve("b.png").toString());
  }

  @Test
  void oneThatIsGoneIsForgotten() throws IOException {
    Path there = Files.createFile(folder.resolve("there.png"));
    Path gone = folder.resolve("gone.png");
    recent.opened(gone);
    recent.opened(there);
    recent.forgetIfGone(there);
    recent.forgetIfGone(gone);
    assertThat(settings.get().recent()).containsExactly(there.toString());
  }

  @Test
  void oneWhoseFolderIsAwayIsKept() {
    Path away = folder.resolve("drive").resolve("away.png");
    recent.opened(away);
    recent.forgetIfGone(away);
    assertThat(settings.get().recent()).containsExactly(away.toString());
  }
}
