package org.ctsr.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputFilesTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @BeforeEach
  void photos() throws IOException {
    Files.createDirectories(folder.resolve("real/deep"));
    Files.writeString(folder.resolve("real/a.jpg"), "");
    Files.writeString(folder.resolve("real/deep/b.jpg"), "");
    Files.writeString(folder.resolve("real/note.txt"), "");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
  }

  private InputFiles.Found find(boolean recursive, String... arguments) {
    List<String> all = new ArrayList<>();
    for (String argument : arguments) {
      all.add(folder + "/" + argument);
    }
    return InputFiles.find(all, recursive);
  }

  @ParameterizedTest
  @ValueSource(strings = {"real", "link", "link/", "link/*.jpg"})
  void aFolderThatIsALinkIsSearched(String argument) {
    InputFiles.Found found = find(false, argument);
    assertThat(found.problems()).isEmpty();
    assertThat(found.inputs())
        .extracting(InputFiles.Input::relative)
        .containsExactly(Path.of("a.jpg"));
  }

  @Test
  void aPhotoThatLinksLeadToTwiceIsTakenOnce() throws IOException {
    Files.createSymbolicLink(folder.resolve("real/deep/up"), folder.resolve("real"));
    InputFiles.Found found = find(true, "real", "link", "link/a.jpg");
    assertThat(found.problems()).isEmpty();
    assertThat(found.inputs())
        .extracting(InputFiles.Input::file)
        .containsExactly(folder.resolve("real/a.jpg"), folder.resolve("real/deep/b.jpg"));
  }

  @Test
  void aLinkToAPhotoIsAPhotoOfItsOwn() throws IOException {
    Files.createSymbolicLink(folder.resolve("real/c.jpg"), folder.resolve("real/a.jpg"));
    Files.createSymbolicLink(folder.resolve("real/gone.jpg"), folder.resolve("nothing.jpg"));
    assertThat(find(false, "real").inputs())
        .extracting(InputFiles.Input::relative)
        .containsExactly(Path.of("a.jpg"), Path.of("c.jpg"));
  }

  @Test
  void whatCannotBeSearchedIsNamedUnlessItIsALinkBack() {
    List<String> problems = new ArrayList<>();
    InputFiles.addProblem(problems::add, Path.of("locked"), new AccessDeniedException("locked"));
    InputFiles.addProblem(problems::add, Path.of("half"), new IOException("Input/output error"));
    InputFiles.addProblem(problems::add, Path.of("up"), new FileSystemLoopException("up"));
    assertThat(problems)
        .containsExactly(
            "locked: cannot be searched (permission denied); its photos are left out",
            "half: cannot be searched (Input/output error); its photos are left out");
  }

  @Test
  void aMistypedNameWithABracketDoesNotStopTheOthers() {
    InputFiles.Found found = find(false, "a[1.jpg", "b{1.jpg", "real/a.jpg");
    assertThat(found.inputs()).hasSize(1);
    assertThat(found.problems()).hasSize(2);
    assertThat(found.problems().get(0)).contains("a[1.jpg: does not exist, and is no pattern");
    assertThat(found.problems().get(1)).contains("b{1.jpg: does not exist, and is no pattern");
  }
}
