package org.ctsr.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ctsr.engine.TestModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModelsCommandTest {
  @TempDir Path folder;

  private static String shown(Path model) {
    StringWriter out = new StringWriter();
    CommandLine command = Ctsr.commandLine().setOut(new PrintWriter(out, true));
    assertThat(Ctsr.execute(command, "models", model.toString())).isZero();
    return out.toString();
  }

  @Test
  void namesTheCardOfAModelThatHasOne() throws IOException {
    Path from = TestModels.folder().resolve(TestModels.STUDENT);
    Path model = Files.createDirectories(folder.resolve(TestModels.STUDENT));
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, model.resolve(file.getFileName()));
      }
    }
    assertThat(shown(model)).contains(TestModels.STUDENT).doesNotContain("MODEL_CARD.md");
    Path card = Files.writeString(model.resolve("MODEL_CARD.md"), "# A student");
    assertThat(shown(model)).contains("  card        " + card);
  }
}
