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
}
