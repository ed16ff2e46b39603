package org.ctsr.app.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingStoreTest {
  @TempDir Path folder;

  private Path training(String name, String description) throws IOException {
    Path place = Files.createDirectory(folder.resolve(name));
    Files.writeString(place.resolve("training.json"), description);
    return place;
  }

  @Test
  void descriptionsThatNameNothingAreToldAndPassedOver() throws IOException {
    Path good = training("good", "{\"name\": \"good-x4\", \"title\": \"Good\", \"photos\": 3}");
    List<Path> damaged =
        List.of(
            training("nothing", "null"),
            training("nameless", "{\"title\": \"A\", \"photos\": 3}"),
            training("untitled", "{\"name\": \"a-x4\", \"photos\": 3}"));
    List<String> told = new ArrayList<>();
    TrainingStore store = new TrainingStore(folder, told::add);
    assertThat(store.list()).containsExactly(new Training(good, "good-x4", "Good", 3));
    assertThat(store.unfinished(null)).isNotNull();
    assertThat(told).hasSize(3).allMatch(text -> text.contains("damaged"));
    for (Path place : damaged) {
      assertThat(told).anyMatch(text -> text.contains(place.toString()));
    }
  }
}
