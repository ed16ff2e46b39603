package org.ctsr.app.mainwindow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentNamesTest {
  private static String path(String... names) {
    return File.separator + String.join(File.separator, names);
  }

  @Test
  void theFileComesFirstWithTheFoldersNextToIt() {
    assertThat(RecentNames.of(List.of(path("home", "eva", "photos", "2024", "dune.jpg"))))
        .containsExactly("dune.jpg  \u2013  \u2026" + path("photos", "2024"));
    assertThat(RecentNames.of(List.of(path("photos", "dune.jpg"))))
        .containsExactly("dune.jpg  \u2013  " + path("photos"));
  }

  @Test
  void twoThatWouldBeCalledTheSameAreNamedInFull() {
    String first = path("disk-1", "photos", "2024", "dune.jpg");
    String second = path("disk-2", "photos", "2024", "dune.jpg");
    assertThat(RecentNames.of(List.of(first, second))).containsExactly(first, second);
  }

  @Test
  void whatIsNoPathHereIsLeftAsItIs() {
    assertThat(RecentNames.of(List.of("a\0b"))).containsExactly("a\0b");
  }
}
