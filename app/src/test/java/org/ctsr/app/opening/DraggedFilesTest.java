package org.ctsr.app.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraggedFilesTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final Queue<Runnable> aside = new ArrayDeque<>();
  private final DraggedFiles files = new DraggedFiles(aside::add, Runnable::run);

  private void answer() {
    while (!aside.isEmpty()) {
      aside.remove().run();
    }
  }

  @Test
  void aFolderIsLookedAtOnceAndNotWhileTheMouseMoves() {
    assertThat(files.areMany(List.of(folder))).isFalse();
    assertThat(files.areMany(List.of(folder))).isFalse();
    assertThat(aside).hasSize(1);
    answer();
    assertThat(files.areMany(List.of(folder))).isTrue();
    assertThat(aside).isEmpty();
  }

  @Test
  void aPhotoAfterAFolderIsNone() throws Exception {
    Path photo = Files.createFile(folder.resolve("a.jpg"));
    files.areMany(List.of(folder));
    assertThat(files.areMany(List.of(photo))).isFalse();
    answer();
    assertThat(files.areMany(List.of(photo))).isFalse();
  }

  @Test
  void severalNeedNoLook() {
    assertThat(files.areMany(List.of(folder, folder))).isTrue();
    assertThat(files.areMany(List.of())).isFalse();
    assertThat(aside).isEmpty();
  }
}
