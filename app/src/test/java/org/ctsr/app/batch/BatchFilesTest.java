package org.ctsr.app.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchFilesTest {
  @TempDir Path folder;

  @Test
  void saysInWordsWhyAFileCannotBeRead() {
    assertThat(BatchFiles.reason(new NoSuchFileException("/photos/gone.jpg")))
        .isEqualTo("cannot be read (does not exist)");
  }

  @Test
  void aFolderIsLeftBetweenTwoFilesWhenItIsGivenUp() throws Exception {
    for (int i = 0; i < 30; i++) {
      Files.createFile(folder.resolve(i + ".jpg"));
    }
    AtomicInteger asked = new AtomicInteger();
    List<BatchPhoto> found = new ArrayList<>();
    assertThatThrownBy(
            () ->
                BatchFiles.search(
                    List.of(folder), () -> asked.incrementAndGet() < 5, found::addAll))
        .isInstanceOf(CancellationException.class);
    assertThat(asked).hasValue(5);
    assertThat(found).isEmpty();
  }
}
