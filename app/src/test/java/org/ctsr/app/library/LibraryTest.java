package org.ctsr.app.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.ctsr.app.fx.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {
  @TempDir Path folder;

  @Test
  void closingShowsTheNeighbour() {
    LibraryViewModel library = new LibraryViewModel();
    List<PhotoItem> items = List.of(new PhotoItem("a"), new PhotoItem("b"), new PhotoItem("c"));
    library.add(items);
    assertThat(library.selectedProperty().get()).isSameAs(items.get(0));
    library.step(1);
    library.close(items.get(1));
    assertThat(library.selectedProperty().get()).isSameAs(items.get(2));
    library.close(items.get(0));
    assertThat(library.selectedProperty().get()).isSameAs(items.get(2));
    library.step(5);
    library.close(items.get(2));
    assertThat(library.selectedProperty().get()).isNull();
  }

  @Test
  void photosThatMayNotGoStay() {
    LibraryViewModel library = new LibraryViewModel();
    List<PhotoItem> items = List.of(new PhotoItem("a"), new PhotoItem("b"));
    library.add(items);
    List<List<PhotoItem>> asked = new ArrayList<>();
    library.setCloseQuestion(
        photos -> {
          asked.add(photos);
          return false;
        });
    library.close(items.get(0));
    library.closeAll();
    assertThat(library.photos()).isEqualTo(items);
    assertThat(library.selectedProperty().get()).isSameAs(items.get(0));
    assertThat(asked).containsExactly(items.subList(0, 1), items);
  }

  @Test
  void photosAreFoundByTheirFiles() {
    LibraryViewModel library = new LibraryViewModel();
    PhotoItem first = new PhotoItem(Path.of("a.png"));
    PhotoItem other = new PhotoItem(Path.of("b.png"));
    library.add(List.of(first, new PhotoItem(Path.of("a.png")), other, new PhotoItem("pasted")));
    assertThat(library.byFile())
        .containsOnly(
            entry(Path.of("a.png").toAbsolutePath(), first),
            entry(Path.of("b.png").toAbsolutePath(), other));
    library.close(other);
    assertThat(library.byFile()).containsOnlyKeys(Path.of("a.png").toAbsolutePath());
  }

  @Test
  void aThumbnailIsWantedAsLongAsAnyCellShowsThePhoto() {
    LibraryViewModel library = new LibraryViewModel();
    List<String> heard = new ArrayList<>();
    library.setThumbnailRequest(item -> heard.add("+" + item), item -> heard.add("-" + item));
    PhotoItem item = new PhotoItem("a");
    library.enterCell(item);
    library.enterCell(item);
    library.leaveCell(item);
    assertThat(heard).containsExactly("+a", "+a");
    library.leaveCell(item);
    assertThat(heard).endsWith("-a");
    item.failed("is broken");
    library.enterCell(item);
    assertThat(heard).hasSize(3);
  }

  @Test
  void thumbnailsLongOutOfViewAreDroppedAndMadeAgain() {
    LibraryViewModel library = new LibraryViewModel(2);
    List<String> heard = new ArrayList<>();
    List<PhotoItem> items =
        Stream.of("a", "b", "c", "d").map(name -> new PhotoItem(Path.of(name))).toList();
    library.add(items);
    PhotoItem pasted = new PhotoItem("pasted");
    library.add(List.of(pasted));
    Picture small = new Picture(1, 1, new int[1]);
    library.enterCell(pasted);
    pasted.opened(small);
    library.leaveCell(pasted);
    for (PhotoItem item : items) {
      library.enterCell(item);
      item.opened(small);
      library.leaveCell(item);
    }
    assertThat(items)
        .extracting(item -> item.thumbnailProperty().get())
        .containsExactly(null, null, small, small);
    assertThat(pasted.thumbnailProperty().get()).as("cannot be made again").isNotNull();
    library.setThumbnailRequest(item -> heard.add("+" + item), item -> heard.add("-" + item));
    library.enterCell(items.get(0));
    assertThat(heard).containsExactly("+a");
    items.get(0).opened(small);
    library.leaveCell(items.get(0));
    assertThat(heard).containsExactly("+a", "-a", "-c");
    items.get(1).opened(small);
    assertThat(items.get(3).thumbnailProperty().get()).as("one that came late counts").isNull();
    library.enterCell(items.get(0));
    library.enterCell(items.get(2));
    library.enterCell(items.get(3));
    items.get(2).opened(small);
    items.get(3).opened(small);
    assertThat(items)
        .extracting(item -> item.thumbnailProperty().get())
        .as("what is in view stays")
        .doesNotContainNull();
  }

  @Test
  void foldersAreSearchedAndFilesTakenAsTheyAre() throws Exception {
    Files.createDirectories(folder.resolve("deep/er"));
    for (String name : List.of("b.JPG", "deep/a.png", "deep/er/c.tif", "note.txt", ".jpg")) {
      Files.writeString(folder.resolve(name), "x");
    }
    PhotoFiles files = new PhotoFiles();
    assertThat(files.find(List.of(folder), count -> {}))
        .containsExactly(
            folder.resolve("b.JPG"), folder.resolve("deep/a.png"), folder.resolve("deep/er/c.tif"));
    assertThat(files.find(List.of(folder.resolve("note.txt")), count -> {}))
        .containsExactly(folder.resolve("note.txt"));
    assertThat(files.patterns()).contains("*.jpg", "*.JPG");
  }

  @Test
  void aLoopOfLinksAndHiddenFilesDoNotKeepOtherPhotosAway() throws Exception {
    Files.createDirectories(folder.resolve("deep/.cache"));
    for (String name : List.of("a.jpg", "deep/b.jpg", "deep/._b.jpg", "deep/.cache/c.jpg")) {
      Files.writeString(folder.resolve(name), "x");
    }
    Files.createSymbolicLink(folder.resolve("deep/up"), folder);
    assertThat(new PhotoFiles().find(List.of(folder), count -> {}))
        .containsExactly(folder.resolve("a.jpg"), folder.resolve("deep/b.jpg"));
  }

  @Test
  void aSearchTellsHowFarItIsAndCanBeGivenUp() throws Exception {
    for (int i = 0; i < 30; i++) {
      Files.createFile(folder.resolve(i + ".jpg"));
    }
    CancellationException givenUp = new CancellationException();
    List<Integer> heard = new ArrayList<>();
    assertThatThrownBy(
            () ->
                new PhotoFiles()
                    .find(
                        List.of(folder),
                        count -> {
                          heard.add(count);
                          if (count == 3) {
                            throw givenUp;
                          }
                        }))
        .isSameAs(givenUp);
    assertThat(heard).endsWith(0, 1, 2, 3);
  }

  @Test
  void photosOfAFolderComeByName() throws Exception {
    for (int i = 40; i > 0; i--) {
      Files.createFile(folder.resolve(String.format(Locale.ROOT, "%05d.jpg", i)));
    }
    assertThat(new PhotoFiles().find(List.of(folder), count -> {}))
        .hasSize(40)
        .isSorted()
        .startsWith(folder.resolve("00001.jpg"));
  }
}
