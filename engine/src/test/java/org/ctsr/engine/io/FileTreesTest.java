package org.ctsr.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreesTest {
  @TempDir private Path folder;

  private Path tree(String name) throws IOException {
    Path made = Files.createDirectory(folder.resolve(name));
    Files.writeString(made.resolve("file"), name);
    return made;
  }

  @Test
  void theReplacedOneIsAside() throws IOException {
    Path old = tree("old");
    Path aside = folder.resolve("aside");
    FileTrees.replace(old, tree("new"), aside);
    assertThat(old.resolve("file")).hasContent("new");
    assertThat(aside.resolve("file")).hasContent("old");
    FileTrees.replace(folder.resolve("another"), aside, folder.resolve("nothing"));
    assertThat(folder.resolve("another/file")).hasContent("old");
    assertThat(folder.resolve("nothing")).doesNotExist();
  }

  @Test
  void whatCannotBeReplacedIsThereAsItWas() throws IOException {
    Path old = tree("old");
    Path aside = folder.resolve("aside");
    assertThatThrownBy(() -> FileTrees.replace(old, folder.resolve("missing"), aside))
        .isInstanceOf(IOException.class);
    assertThat(old.resolve("file")).hasContent("old");
    assertThat(aside).doesNotExist();
  }
}
