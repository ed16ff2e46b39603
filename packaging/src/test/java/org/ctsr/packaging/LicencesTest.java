package org.ctsr.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LicencesTest {
  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void makeACheckout() throws IOException {
    root = Files.createDirectories(folder.resolve("root"));
    Files.createDirectories(root.resolve("packaging/licences"));
    Files.writeString(root.resolve("LICENSE"), "ours");
    Files.writeString(root.resolve("NOTICE"), "notice");
    Files.writeString(root.resolve("packaging/licences/MIT.txt"), "mit");
    Files.writeString(
        root.resolve("packaging/licences/components.txt"),
        "# comment\n\none, two ; MIT ; MIT.txt ; One and Two\nthree ; X ; jar ; Three\n");
  }

  private Path jar(String name, String entry) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write('x');
      zip.closeEntry();
    }
    return file;
  }

  private Path collect(Path... jars) throws IOException {
    Path into = folder.resolve("into");
    new Licences(root).collect(List.of(jars), folder.resolve("legal"), into);
    return into;
  }

  @Test
  void writesTheListAndTheTexts() throws IOException {
    Path into =
        collect(
            jar("one-1.0.jar", "a"),
            jar("three-2.jar", "META-INF/LICENSE.txt"),
            jar("ctsr-x-1.jar", "a"));
    assertThat(into.resolve("LICENSE.txt")).hasContent("ours");
    assertThat(into.resolve("MIT.txt")).hasContent("mit");
    assertThat(into.resolve("three-LICENSE.txt")).hasContent("x");
    assertThat(into.resolve("THIRD-PARTY.txt"))
        .content()
        .contains("One and Two\n    licence: MIT\n    text:    MIT.txt\n    file:    one-1.0.jar")
        .doesNotContain("ctsr-x");
  }

  @Test
  void aJarThatIsNotListedEndsTheBuild() throws IOException {
    Path unknown = jar("unknown-lib-1.0.jar", "a");
    assertThatThrownBy(() -> collect(unknown))
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("[unknown-lib]");
  }

  @Test
  void aTextThatIsNotThereEndsTheBuild() throws IOException {
    Path three = jar("three-2.jar", "no/text.class");
    assertThatThrownBy(() -> collect(three))
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("three-2.jar holds no text");
  }

  /** So that a new dependency is noticed by whoever adds it. */
  @Test
  void theProductsOwnListIsReadable() throws IOException {
    Path components = Path.of(System.getProperty("ctsr.root"), "packaging/licences/components.txt");
    List<Licences.Component> parsed =
        Files.readAllLines(components).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(Licences.Component::parse)
            .toList();
    assertThat(parsed)
        .hasSizeGreaterThan(20)
        .allSatisfy(each -> assertThat(each.name()).isNotBlank());
  }

  @Test
  void knowsAnArtifactByItsFile() {
    assertThat(Licences.artifact(Path.of("a/pytorch-native-cpu-2.7.1-linux-x86_64.jar")))
        .isEqualTo("pytorch-native-cpu");
    assertThat(Licences.artifact(Path.of("slf4j-jdk14-2.0.17.jar"))).isEqualTo("slf4j-jdk14");
  }
}
