package org.ctsr.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example of docs/model-packages.md, worked through on the command line: a network somebody
 * has, its package, its archive, installed and used.
 */
class ModelPackageTest {
  private static final Path ROOT = Path.of(System.getProperty("ctsr.root"));
  private static final Path NETWORK =
      ROOT.resolve("engine/src/test/resources/models/tiny-student-x4/network.pt");

  private final Path folder;

  ModelPackageTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Runs {@code ctsr} as another user would, and returns what it wrote. */
  private String ctsr(Path user, int code, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Dctsr.user=" + user,
                "-Dctsr.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                "org.ctsr.engine.cli.Ctsr"));
    command.addAll(Arrays.asList(arguments));
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    String text = Files.readString(output);
    assertThat(process.exitValue()).as(text).isEqualTo(code);
    return text;
  }

  @Test
  void aNetworkBecomesAPackageThatTravelsAndWorks() throws Exception {
    Path author = folder.resolve("author");
    Path reader = folder.resolve("reader");
    assertThat(ctsr(author, 0, "models", "verify", NETWORK.toString()))
        .contains("three basis images, 4 times as large");
    ctsr(
        author,
        0,
        "models",
        "install",
        NETWORK.toString(),
        "--name",
        "mine-x4",
        "--license",
        "CC-BY-4.0");
    Path archive = folder.resolve("mine-x4.zip");
    ZippedFolder.write(author.resolve("models/mine-x4"), archive);

    assertThat(ctsr(reader, 0, "models", "install", archive.toString()))
        .contains("Installed mine-x4");
    assertThat(ctsr(reader, 0, "models", "verify", "mine-x4")).contains("mine-x4 can be used");
    ctsr(reader, 0, "models", "default", "mine-x4");
    assertThat(ctsr(reader, 0, "models")).contains("* mine-x4");
    Path small = ROOT.resolve("docs/pictures/osprey-small.jpg");
    Path results = folder.resolve("results");
    ctsr(
        reader, 0, "upscale", small.toString(), "-t", "0,1", "-f", "png", "-o", results.toString());
    assertThat(sizes(results)).hasSize(2).allMatch(size -> size > 1000);
    assertThat(ctsr(reader, 1, "models", "install", archive.toString()))
        .contains("installed already");
    ctsr(reader, 0, "models", "remove", "mine-x4");
    assertThat(reader.resolve("models/mine-x4")).doesNotExist();
  }

  private static List<Long> sizes(Path results) throws IOException {
    try (var files = Files.list(results)) {
      List<Long> sizes = new ArrayList<>();
      for (Path file : files.toList()) {
        sizes.add(Files.size(file));
      }
      return sizes;
    }
  }
}
