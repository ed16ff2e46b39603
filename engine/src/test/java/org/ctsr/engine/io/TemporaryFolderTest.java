package org.ctsr.engine.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TemporaryFolderTest {
  private static final Path USUAL = Path.of("usual");
  private static final Path FIRST = Path.of("first");
  private static final Path SECOND = Path.of("second");

  private static Path choose(Set<Path> inMemory, Set<Path> usable) {
    return TemporaryFolder.choose(
        USUAL, List.of(FIRST, SECOND), inMemory::contains, usable::contains);
  }

  @Test
  void theUsualFolderIsTakenIfItIsOnADisk() {
    assertThat(choose(Set.of(), Set.of(FIRST, SECOND))).isEqualTo(USUAL);
  }

  @Test
  void whereItIsInMemoryTheFirstUsableOneOnADiskIs() {
    assertThat(choose(Set.of(USUAL), Set.of(FIRST, SECOND))).isEqualTo(FIRST);
    assertThat(choose(Set.of(USUAL), Set.of(SECOND))).isEqualTo(SECOND);
    assertThat(choose(Set.of(USUAL, FIRST), Set.of(FIRST, SECOND))).isEqualTo(SECOND);
  }

  @Test
  void withoutOneItStaysTheUsual() {
    assertThat(choose(Set.of(USUAL, FIRST), Set.of(FIRST))).isEqualTo(USUAL);
  }
}
