package org.ctsr.app.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ctsr.engine.image.ConflictPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchStoreTest {
  @TempDir Path home;

  @Test
  void aValueThatOnlyANewerVersionKnowsDoesNotCostThePhotos() throws Exception {
    Path file = home.resolve("batch.json");
    Files.writeString(
        file,
        """
        {"settings": {"realness": 0.7, "format": "HOLOGRAM", "conflicts": "ASK"},
         "unfinished": [{"file": "a.jpg", "relative": "a.jpg", "own": {"format": "HOLOGRAM"}}]}
        """);
    List<String> told = new ArrayList<>();
    try (BatchStore store = new BatchStore(file, Runnable::run, told::add)) {
      SavedBatch read = store.load();
      assertThat(read.settings().realness()).isEqualTo(0.7);
      assertThat(read.settings().format()).isEqualTo(BatchFormat.AS_PHOTO);
      assertThat(read.settings().conflicts()).isEqualTo(ConflictPolicy.UNIQUE);
      assertThat(read.photos()).hasSize(1);
    }
    assertThat(told).isEmpty();
  }

  /** A folder cannot be read as a file, whoever tries. */
  private Path unreadable(String name) throws Exception {
    return Files.createDirectory(home.resolve(name));
  }

  private static SavedBatch onePhoto() {
    BatchPhoto photo = BatchPhoto.photo(Path.of("a.jpg").toAbsolutePath(), Path.of("a.jpg"));
    return SavedBatch.of(BatchSettings.DEFAULT, List.of(new BatchEntry(photo, OwnSettings.NONE)));
  }

  @Test
  void whatCannotBeReadIsSetAsideAndNotReplaced() throws Exception {
    Path file = unreadable("batch.json");
    unreadable("batch-2.json");
    List<String> told = new ArrayList<>();
    try (BatchStore store = new BatchStore(file, Runnable::run, told::add)) {
      assertThat(store.load()).isEqualTo(SavedBatch.NONE);
      store.saveNow(onePhoto());
      assertThat(store.load().photos()).hasSize(1);
    }
    assertThat(home.resolve("batch.json.damaged")).isDirectory();
    assertThat(home.resolve("batch-2.json.damaged")).isDirectory();
    assertThat(told)
        .hasSize(2)
        .allMatch(text -> text.contains("cannot be read and was set aside"))
        .anyMatch(text -> text.contains("batch.json.damaged"))
        .anyMatch(text -> text.contains("batch-2.json.damaged"));
  }

  @Test
  void whatCanBeNeitherReadNorSetAsideStaysUntilItCan() throws Exception {
    Path file = unreadable("batch.json");
    Path inTheWay = Files.createDirectories(home.resolve("batch.json.damaged/full"));
    Path other = unreadable("batch-2.json");
    Path otherInTheWay = Files.createDirectories(home.resolve("batch-2.json.damaged/full"));
    List<String> told = new ArrayList<>();
    try (BatchStore store = new BatchStore(file, Runnable::run, told::add)) {
      assertThat(store.load()).isEqualTo(SavedBatch.NONE);
      store.saveNow(onePhoto());
      assertThat(file).isDirectory();
      assertThat(other).isDirectory();
      assertThat(told).hasSize(3).anyMatch(text -> text.contains("cannot be kept"));

      Files.delete(inTheWay);
      Files.delete(otherInTheWay);
      store.saveNow(onePhoto());
      assertThat(file).isRegularFile();
      assertThat(store.load().photos()).hasSize(1);
    }
  }
}
