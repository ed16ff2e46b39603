package org.ctsr.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    assertThat(PhotoPairs.results(results, found.pairs()))
        .containsOnlyKeys("tilex2", "book")
        .containsEntry("book", results.resolve("book_4x.png"));
  }
}
