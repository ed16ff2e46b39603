package org.ctsr.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoPairsTest {
  @TempDir Path folder;

  private Path photos(String name, String... photos) throws IOException {
    Path made = Files.createDirectories(folder.resolve(name));
    for (String photo : photos) {
      Files.createFile(made.resolve(photo + ".png"));
    }
    return made;
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".png", "");
  }

  private static List<String> names(PhotoPairs.Found found) {
    return found.pairs().stream().map(pair -> name(pair.lr()) + "-" + name(pair.hr())).toList();
  }

  @Test
  void theSameNameComesFirstAndThenTheSameButForASize() throws IOException {
    // In the order of names "a" would take "ax4" from the truth that is called so.
    PhotoPairs.Found found =
        PhotoPairs.find(photos("lr", "ax4", "bookx4", "c_2x"), photos("hr", "a", "ax4", "book"));
    assertThat(names(found)).containsExactlyInAnyOrder("ax4-ax4", "bookx4-book");
    assertThat(found.alone()).extracting(PhotoPairsTest::name).containsExactly("a", "c_2x");
  }

  /** With one of a series missing, its place must not be taken by another one. */
  @Test
  void sizesThatTellPhotosApartAreNotLeftOut() throws IOException {
    PhotoPairs.Found found =
        PhotoPairs.find(photos("lr", "tilex1", "tilex3"), photos("hr", "tilex1", "tilex2"));
    assertThat(names(found)).containsExactly("tilex1-tilex1");
    assertThat(found.alone()).extracting(PhotoPairsTest::name).containsExactly("tilex2", "tilex3");
    assertThat(names(PhotoPairs.find(photos("two", "bx2", "bx4"), photos("one", "b")))).isEmpty();
  }

  @Test
  void resultsAreFoundInTheSameWay() throws IOException {
    PhotoPairs.Found found =
        PhotoPairs.find(
            photos("lr", "tilex1", "tilex2", "book"), photos("hr", "tilex1", "tilex2", "book"));
    Path results = photos("results", "tilex2", "tilex5", "book_4x");
    assertThat(PhotoPairs.results(results, found.pairs(), problem -> {}))
        .containsOnlyKeys("tilex2", "book")
        .containsEntry("book", results.resolve("book_4x.png"));
  }

  @Test
  void aFolderThatCannotBeSearchedIsSaid() throws IOException {
    Path closed = photos("closed", "a");
    assumeTrue(Files.getFileStore(closed).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(closed, Set.of());
    try {
      assumeFalse(Files.isReadable(closed), "nothing is closed to root");
      PhotoPairs.Found found = PhotoPairs.find(photos("lr", "a"), closed);
      assertThat(found.problems())
          .singleElement()
          .asString()
          .contains("closed: cannot be searched");
      List<String> problems = new ArrayList<>();
      assertThat(PhotoPairs.results(closed, found.pairs(), problems::add)).isEmpty();
      assertThat(problems).isEqualTo(found.problems());
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
