package org.ctsr.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudioApplicationTest {
  @Test
  void whatCanBeNoFileDoesNotKeepTheOthersFromBeingOpened() {
    List<String> others = new ArrayList<>();
    assertThat(StudioApplication.files(List.of("a.jpg", "no\0file", "-b.png"), others::add))
        .containsExactly(Path.of("a.jpg"), Path.of("-b.png"));
    assertThat(others).containsExactly("no\0file");
  }
}
