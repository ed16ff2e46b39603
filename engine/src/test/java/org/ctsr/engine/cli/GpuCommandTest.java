package org.ctsr.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ctsr.engine.torch.TorchStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GpuCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path home;

  @BeforeEach
  void useAHomeOfItsOwn() {
    System.setProperty("ctsr.user", home.toString());
  }

  @AfterEach
  void goBack() {
    System.clearProperty("ctsr.user");
  }

  private int run(String... args) {
    CommandLine command = Ctsr.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return Ctsr.execute(command, args);
  }

  @Test
  void saysWhichLibrariesAreUsed() {
    assertThat(run("gpu")).isZero();
    assertThat(out.toString()).contains("NVIDIA driver").contains("came with the program");
  }

  @Test
  void anAddressNeedsAChecksum() {
    assertThat(run("gpu", "install", "https://host.example/pack.zip")).isEqualTo(1);
    assertThat(err.toString()).contains("--sha256").doesNotContain("internal error");
  }

  @Test
  void saysWhatIsWrongWithAFolder() {
    assertThat(run("gpu", "install", home.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains(home + " holds no PyTorch")
        .doesNotContain("internal error");
    assertThat(run("gpu", "install", home.resolve("none").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("neither an address nor a file nor a folder");
  }

  /** Libraries that end the process that loads them must not end this one, nor be chosen. */
  @Test
  void librariesThatDoNotLoadAreNotChosen() throws Exception {
    Path lib = Files.createDirectories(home.resolve("libtorch/lib"));
    Files.writeString(lib.resolve(System.mapLibraryName("torch")), "no library");
    Files.writeString(home.resolve("libtorch/build-version"), "2.7.1+cpu");
    assertThat(run("gpu", "install", home.resolve("libtorch").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("do not work on this machine");
    assertThat(new TorchStore(home.resolve("gpu")).chosen()).isEmpty();
  }

  @Test
  void goesBackToTheProcessor() {
    assertThat(run("gpu", "off", "--delete")).isZero();
    assertThat(out.toString()).contains("processor");
  }
}
