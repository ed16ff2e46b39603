package org.ctsr.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchStoreTest {
  @TempDir private Path folder;

  private TorchStore store() {
    return new TorchStore(folder.resolve("gpu"));
  }

  @Test
  void remembersTheChoice() throws IOException {
    assertThat(store().chosen()).isEmpty();
    TorchLibraries libraries =
        TorchLibraries.inspect(TorchFolders.libtorch(folder.resolve("own"), "2.7.1+cu128"));
    store().choose(libraries);
    assertThat(store().chosen()).contains(libraries);
    assertThat(TorchSetup.select(null, store())).contains(libraries);
    store().chooseShipped();
    assertThat(store().chosen()).isEmpty();
  }

  @Test
  void saysWhatToDoIfTheChoiceIsGone() throws IOException {
    Path own = TorchFolders.libtorch(folder.resolve("own"), "2.7.1+cpu");
    store().choose(TorchLibraries.inspect(own));
    Files.delete(own.resolve("lib").resolve(TorchFolders.TORCH));
    assertThatThrownBy(() -> store().chosen())
        .isInstanceOf(TorchException.class)
        .hasMessageContaining("holds no PyTorch")
        .hasMessageContaining("ctsr gpu off");
  }

  @Test
  void saysWhatToDoIfItsFileIsDamaged() throws IOException {
    Files.createDirectories(folder.resolve("gpu"));
    Files.writeString(folder.resolve("gpu/chosen.json"), "{\"fol");
    assertThatThrownBy(() -> store().chosen())
        .isInstanceOf(TorchException.class)
        .hasMessageContaining("chosen.json is damaged");
  }

  @Test
  void theEnvironmentGoesBeforeTheChoice() throws IOException {
    Path own = TorchFolders.libtorch(folder.resolve("own"), "2.7.1+cpu");
    Path other = TorchFolders.libtorch(folder.resolve("other"), "2.7.1+cu128");
    store().choose(TorchLibraries.inspect(own));
    assertThat(TorchSetup.select(other.toString(), store()))
        .contains(TorchLibraries.inspect(other));
  }
}
