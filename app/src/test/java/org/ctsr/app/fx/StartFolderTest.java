package org.ctsr.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartFolderTest {
  private final File folder;
  private final Queue<Runnable> background = new ArrayDeque<>();
  private final Queue<Runnable> later = new ArrayDeque<>();
  private final List<Optional<File>> begun = new ArrayList<>();
  private final StartFolder start = new StartFolder(background::add, Runnable::run, later::add);

  StartFolderTest(@TempDir Path folder) {
    this.folder = folder.toFile();
  }

  private static void run(Queue<Runnable> waiting) {
    waiting.remove().run();
  }

  @Test
  void theFolderIsLookedForAside() {
    start.find(folder, begun::add);
    assertThat(begun).as("the disk has not answered").isEmpty();
    run(background);
    assertThat(begun).containsExactly(Optional.of(folder));
    run(later);
    assertThat(begun).as("one chooser").hasSize(1);
  }

  @Test
  void aDiskThatDoesNotAnswerIsNotWaitedFor() {
    start.find(folder, begun::add);
    run(later);
    assertThat(begun).containsExactly(Optional.empty());
    run(background);
    assertThat(begun).as("one chooser").hasSize(1);
  }

  @Test
  void whatIsNoFolderIsNotBegunIn() {
    start.find(new File(folder, "gone"), begun::add);
    run(background);
    start.find(null, begun::add);
    assertThat(begun).containsExactly(Optional.empty(), Optional.empty());
  }

  @Test
  void onlyOneChooserIsShownAtATime() {
    start.find(folder, begun::add);
    start.find(folder, begun::add);
    assertThat(background).hasSize(1);
    run(background);
    start.find(
        folder,
        found -> {
          begun.add(found);
          // As a second press of the keys, while the chooser is there.
          start.find(folder, begun::add);
        });
    run(background);
    assertThat(begun).hasSize(2);
    assertThat(background).isEmpty();
    start.find(folder, begun::add);
    assertThat(background).hasSize(1);
  }
}
