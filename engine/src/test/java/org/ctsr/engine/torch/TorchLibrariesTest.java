package org.ctsr.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchLibrariesTest {
  @TempDir private Path folder;

  @Test
  void findsThemInWhateverFolderIsChosen() throws IOException {
    Path libtorch = TorchFolders.libtorch(folder.resolve("libtorch"), "2.7.1+cu128");
    for (Path chosen : new Path[] {folder, libtorch, libtorch.resolve("lib")}) {
      TorchLibraries found = TorchLibraries.inspect(chosen);
      assertThat(found.folder()).isEqualTo(libtorch.resolve("lib").toAbsolutePath());
      assertThat(found.version()).isEqualTo("2.7.1");
      assertThat(found.flavor()).isEqualTo("cu128");
      assertThat(found.isCuda()).isTrue();
    }
  }

  @Test
  void findsThoseOfAPythonInstallation() throws IOException {
    Path torch = folder.resolve("site-packages/torch");
    Files.createDirectories(torch.resolve("lib"));
    Files.writeString(torch.resolve("lib").resolve(TorchFolders.TORCH), "");
    Files.writeString(torch.resolve("version.py"), "__version__ = '2.7.1+cu128'\ndebug = False\n");
    Path runtime = folder.resolve("site-packages/nvidia/cuda_runtime/lib/libcudart.so.12");
    Files.createDirectories(runtime.getParent());
    Files.writeString(runtime, "");
    TorchLibraries found = TorchLibraries.inspect(torch);
    assertThat(found.flavor()).isEqualTo("cu128");
    assertThat(found.cudaRuntime()).contains(runtime.toAbsolutePath());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.13.0+cu128", "2.7.0+cpu", "2.7.1+cu126", "2.7.1", "nonsense"})
  void refusesWhatWouldCrash(String build) throws IOException {
    Path libtorch = TorchFolders.libtorch(folder, build);
    assertThatThrownBy(() -> TorchLibraries.inspect(libtorch))
        .isInstanceOf(TorchException.class)
        .hasMessageContaining(libtorch.toString())
        .hasMessageContaining(build)
        .hasMessageContaining("2.7.1+cu128");
  }

  @Test
  void refusesAFolderWithoutPyTorch() {
    assertThatThrownBy(() -> TorchLibraries.inspect(folder))
        .isInstanceOf(TorchException.class)
        .hasMessageContaining(folder + " holds no PyTorch");
  }

  @Test
  void refusesWhatDoesNotSayItsVersion() throws IOException {
    Files.delete(TorchFolders.libtorch(folder, "2.7.1+cpu").resolve("build-version"));
    assertThatThrownBy(() -> TorchLibraries.inspect(folder))
        .isInstanceOf(TorchException.class)
        .hasMessageContaining("build-version");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"libcudart.so", "libcudart.so.12", "libcudart-218eec4c.so.12", "cudart64_12.dll"})
  void knowsTheCudaRuntimeByItsName(String name) throws IOException {
    Path libtorch = TorchFolders.libtorch(folder, "2.7.1+cu128");
    Files.writeString(libtorch.resolve("lib").resolve(name), "");
    assertThat(TorchLibraries.inspect(folder).cudaRuntime())
        .contains(libtorch.resolve("lib").resolve(name).toAbsolutePath());
  }
}
