package org.ctsr.engine.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {
  @Test
  void aFolderThatIsNotThereYetHasTheSpaceOfTheOneAboveIt(@TempDir Path folder) {
    assertThat(DiskSpace.usable(folder)).isPositive();
    assertThat(DiskSpace.usable(folder.resolve("not/there/yet"))).isPositive();
    assertThat(DiskSpace.usable(Path.of("not-there-yet"))).isPositive();
  }
}
