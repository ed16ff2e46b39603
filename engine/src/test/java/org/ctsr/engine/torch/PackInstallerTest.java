package org.ctsr.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackInstallerTest {
  private final Set<TransferProgress.Step> steps = EnumSet.noneOf(TransferProgress.Step.class);
  @TempDir private Path folder;

  private TorchStore store() {
    return new TorchStore(folder.resolve("gpu"));
  }

  private PackInstaller installer() {
    return new PackInstaller(store(), (step, done, total) -> steps.add(step));
  }

  @Test
  void unpacksTheLibrariesAndNothingElse() throws IOException {
    Path archive = TorchFolders.archive(folder.resolve("a.zip"), "2.7.1+cu128", Map.of());
    String sha256 = FileDigest.hex(FileDigest.of(archive, (step, done, total) -> {}));
    TorchLibraries found = installer().install(archive, Optional.of(sha256));
    Path pack = folder.resolve("gpu/libtorch-2.7.1-cu128");
    assertThat(found.folder()).isEqualTo(pack.resolve("lib").toAbsolutePath());
    assertThat(found.cudaRuntime()).isPresent();
    assertThat(pack).isDirectoryNotContaining("glob:**/include");
    assertThat(archive).exists();
    assertThat(store().chosen()).isEmpty();
    assertThat(steps)
        .containsExactlyInAnyOrder(TransferProgress.Step.VERIFY, TransferProgress.Step.UNPACK);
  }

  @Test
  void replacesThePackThatIsThere() throws IOException {
    Path archive = TorchFolders.archive(folder.resolve("a.zip"), "2.7.1+cu128", Map.of());
    TorchLibraries found = installer().install(archive, Optional.empty());
    Path pack = folder.resolve("gpu/libtorch-2.7.1-cu128");
    Path old = Files.writeString(pack.resolve("lib/old"), "");
    // Of one that ended in the middle.
    Files.createDirectories(folder.resolve("gpu/.replaced/lib"));
    assertThat(installer().install(archive, Optional.empty())).isEqualTo(found);
    assertThat(old).doesNotExist();
    assertThat(folder.resolve("gpu")).isDirectoryContaining(pack::equals);
    assertThat(folder.resolve("gpu")).isDirectoryNotContaining(file -> !file.equals(pack));
  }

  @Test
  void refusesAnotherChecksum() throws IOException {
    Path archive = TorchFolders.archive(folder.resolve("a.zip"), "2.7.1+cu128", Map.of());
    assertThatThrownBy(() -> installer().install(archive, Optional.of("0".repeat(64))))
        .isInstanceOf(TorchException.class)
        .hasMessageContaining("a.zip has the SHA-256 checksum");
    assertThat(folder.resolve("gpu")).doesNotExist();
  }

  @Test
  void aPackThatDoesNotFitLeavesNothing() throws IOException {
    Path archive = TorchFolders.archive(folder.resolve("a.zip"), "2.9.0+cu128", Map.of());
    assertThatThrownBy(() -> installer().install(archive, Optional.empty()))
        .isInstanceOf(TorchException.class)
        .hasMessageContaining("2.9.0+cu128");
    assertThat(folder.resolve("gpu")).isEmptyDirectory();
  }

  @Test
  void aDamagedArchiveLeavesNothing() throws IOException {
    Path archive = folder.resolve("a.zip");
    Files.write(archive, new byte[1000]);
    assertThatThrownBy(() -> installer().install(archive, Optional.empty()))
        .isInstanceOf(TorchException.class)
        .hasMessageContaining("a.zip is not a zip archive");
    assertThat(folder.resolve("gpu")).isEmptyDirectory();
  }

  @Test
  void writesNothingOutsideOfItsFolder() throws IOException {
    Path archive =
        TorchFolders.archive(
            folder.resolve("a.zip"),
            "2.7.1+cu128",
            Map.of("libtorch/lib/..", "x", "../lib/evil.so", "x", "lib/../../evil.so", "x"));
    assertThatThrownBy(() -> installer().install(archive, Optional.empty()))
        .isInstanceOf(IOException.class);
    assertThat(folder.resolve("evil.so")).doesNotExist();
    assertThat(folder.resolve("gpu/evil.so")).doesNotExist();
    assertThat(folder.resolve("gpu")).isEmptyDirectory();
  }

  @Test
  void removesWhatWasFetched() throws IOException {
    Path archive = TorchFolders.archive(folder.resolve("a.zip"), "2.7.1+cu128", Map.of());
    store().choose(installer().install(archive, Optional.empty()));
    installer().removeAll();
    assertThat(folder.resolve("gpu")).doesNotExist();
    assertThat(store().chosen()).isEmpty();
  }
}
