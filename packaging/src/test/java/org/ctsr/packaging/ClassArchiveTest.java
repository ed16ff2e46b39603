package org.ctsr.packaging;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  @TempDir private Path folder;

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the runtime is played by a shell script")
  void aWindowThatEndsAtOnceEndsTheBuildWithTheReason() throws IOException {
    Path app = Files.createDirectories(folder.resolve("app"));
    Files.writeString(app.resolve("ctsr-studio.cfg"), "app.mainclass=org.ctsr.app.Main\n");
    Path java = Files.createDirectories(folder.resolve("runtime/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nexit 3\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));

    ClassArchive archive = new ClassArchive(app, folder.resolve("runtime"), folder.resolve("work"));

    assertThatThrownBy(archive::ofWindow)
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("exit code 3")
        .hasMessageContaining("GTK 3");
  }
}
