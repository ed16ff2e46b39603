package org.ctsr.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChoosersTest {
  private final Map<String, String> remembered = new HashMap<>();
  private final List<Optional<File>> begun = new ArrayList<>();
  private final Choosers choosers =
      new Choosers(
          new StartFolder(Runnable::run, Runnable::run, task -> {}),
          remembered::get,
          remembered::put);
  @TempDir Path folder;

  private void choose(String purpose, @Nullable File ended) {
    choosers.begin(
        purpose,
        start -> {
          begun.add(start);
          return ended;
        });
  }

  @Test
  void aChooserBeginsWhereTheLastOneForTheSamePurposeEnded() {
    choose("mask", folder.toFile());
    choose("mask", null);
    choose("mask", null);
    choose("photos", null);
    assertThat(begun)
        .as("a cancelled one changes nothing, another purpose has another folder")
        .containsExactly(
            Optional.empty(),
            Optional.of(folder.toFile()),
            Optional.of(folder.toFile()),
            Optional.empty());
    assertThat(remembered).containsExactly(Map.entry("mask", folder.toString()));
  }

  @Test
  void aFolderThatIsGoneIsNotBegunIn() {
    remembered.put("mask", folder.resolve("gone").toString());
    choose("mask", null);
    assertThat(begun).containsExactly(Optional.empty());
  }
}
