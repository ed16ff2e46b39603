package org.ctsr.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FolderSearchTest {
  @TempDir Path folder;

  @BeforeEach
  void fill() throws IOException {
    Files.createDirectories(folder.resolve("deep"));
    Files.createDirectories(folder.resolve(".trash"));
    for (String name : new String[] {"b.jpg", "a.jpg", "._a.jpg", "deep/c.txt", ".trash/d.jpg"}) {
      Files.createFile(folder.resolve(name));
    }
  }

  @Test
  void findsFilesByNameButNoHiddenOnes() {
    assertThat(FolderSearch.in(folder, false).files())
        .containsExactly(folder.resolve("a.jpg"), folder.resolve("b.jpg"));
    FolderSearch.Found all = FolderSearch.in(folder, true);
    assertThat(all.files()).hasSize(3).contains(folder.resolve("deep/c.txt")).isSorted();
    assertThat(all.failures()).isEmpty();
    assertThat(FolderSearch.in(folder.resolve(".trash"), true).files()).hasSize(1);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
  void goesThroughLinksAndOnAfterALinkBack() throws IOException {
    Files.createSymbolicLink(folder.resolve("deep/up"), folder);
    Files.createSymbolicLink(folder.resolve("deep/gone.jpg"), folder.resolve("nothing.jpg"));
    FolderSearch.Found found = FolderSearch.in(folder, true);
    assertThat(found.files()).hasSize(3);
    assertThat(found.failures().keySet()).containsExactly(folder.resolve("deep/up"));
    assertThat(found.failures().values())
        .singleElement()
        .isInstanceOf(FileSystemLoopException.class);
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("deep"));
    assertThat(FolderSearch.in(link, true).files()).contains(link.resolve("c.txt"));
  }

  @Test
  void endsBetweenTwoFilesWhenItIsGivenUp() throws IOException {
    for (int i = 0; i < 50; i++) {
      Files.createFile(folder.resolve("deep/" + i + ".jpg"));
    }
    List<Path> visited = new ArrayList<>();
    CancellationException givenUp = new CancellationException();
    assertThatThrownBy(
            () ->
                FolderSearch.in(
                    folder,
                    true,
                    path -> {
                      visited.add(path);
                      if (visited.size() == 3) {
                        throw givenUp;
                      }
                    }))
        .isSameAs(givenUp);
    assertThat(visited).hasSize(3).startsWith(folder);
  }

  @Test
  void whatCannotBeReadDoesNotEndTheSearch() {
    FolderSearch search = new FolderSearch(folder, visited -> {});
    AccessDeniedException locked = new AccessDeniedException("locked");
    IOException half = new IOException("Input/output error");
    assertThat(search.visitFileFailed(Path.of("locked"), locked))
        .isEqualTo(FileVisitResult.CONTINUE);
    assertThat(search.postVisitDirectory(Path.of("half"), half))
        .isEqualTo(FileVisitResult.CONTINUE);
    assertThat(search.found().failures())
        .containsEntry(Path.of("locked"), locked)
        .containsEntry(Path.of("half"), half);
  }

  /** Such as another user's waste bin on a disk of photos. */
  @Test
  void whatIsHiddenNeedNotBeReadable() {
    FolderSearch search = new FolderSearch(folder, visited -> {});
    AccessDeniedException locked = new AccessDeniedException(".Trash-1000");
    assertThat(search.visitFileFailed(folder.resolve(".Trash-1000"), locked))
        .isEqualTo(FileVisitResult.CONTINUE);
    assertThat(search.found().failures()).isEmpty();
    Path hiddenRoot = folder.resolve(".trash");
    FolderSearch named = new FolderSearch(hiddenRoot, visited -> {});
    named.visitFileFailed(hiddenRoot, locked);
    assertThat(named.found().failures()).containsOnlyKeys(hiddenRoot);
  }
}
