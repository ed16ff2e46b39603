package org.ctsr.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path folder;

  @Test
  void writesAndReplaces() throws IOException {
    Path file = folder.resolve("file.txt");

    WholeFile.write(file, "first".getBytes(StandardCharsets.UTF_8));
    WholeFile.write(file, "2".getBytes(StandardCharsets.UTF_8));

    assertThat(file).hasContent("2");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void keepsTheOldOneAndNothingElseOnFailure() throws IOException {
    Path full = Files.createDirectory(folder.resolve("taken"));
    Path inside = Files.writeString(full.resolve("old"), "old");

    assertThatThrownBy(() -> WholeFile.write(full, new byte[3])).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> WholeFile.write(folder.resolve("no/file"), new byte[3]))
        .isInstanceOf(IOException.class);

    assertThat(inside).hasContent("old");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(full);
    }
  }
}
