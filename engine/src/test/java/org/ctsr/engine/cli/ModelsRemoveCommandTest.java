package org.ctsr.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ctsr.engine.model.ModelLibrary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModelsRemoveCommandTest {
  private static final String USER = "ctsr.user";

  @TempDir Path user;

  private @Nullable String before;

  @BeforeEach
  void useAnotherFolder() {
    before = System.getProperty(USER);
    System.setProperty(USER, user.toString());
  }

  @AfterEach
  void useTheOneBefore() {
    if (before == null) {
      System.clearProperty(USER);
    } else {
      System.setProperty(USER, before);
    }
  }

  private Path model(String name) throws IOException {
    Path folder = Files.createDirectories(user.resolve("models").resolve(name));
    Files.writeString(folder.resolve(ModelLibrary.MANIFEST), "{}");
    return folder;
  }

  @Test
  void aNameThatIsNoModelDoesNotKeepTheOthers() throws IOException {
    Path first = model("first");
    Path last = model("last");
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Ctsr.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    int exit = Ctsr.execute(command, "models", "remove", "first", "typo", "last");
    assertThat(exit).isEqualTo(1);
    assertThat(out.toString().lines()).containsExactly("Removed first", "Removed last");
    assertThat(err.toString().lines()).hasSize(1).first().asString().startsWith("ctsr: typo: ");
    assertThat(first).doesNotExist();
    assertThat(last).doesNotExist();
  }
}
