package org.ctsr.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.ctsr.engine.TestModels;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelLibraryTest {
  @TempDir Path folder;
  private Path student;

  @BeforeEach
  void copyPackages() throws IOException {
    for (String name : List.of(TestModels.STUDENT, TestModels.BLEND, TestModels.FIDELITY)) {
      Path target = Files.createDirectories(folder.resolve(name));
      try (var files = Files.list(TestModels.folder().resolve(name))) {
        for (Path file : files.toList()) {
          Files.copy(file, target.resolve(file.getFileName()));
        }
      }
    }
    student = folder.resolve(TestModels.STUDENT);
  }

  private ModelLibrary library() {
    return new ModelLibrary(List.of(folder));
  }

  private void edit(String find, String replacement) throws IOException {
    Path manifest = student.resolve(ModelLibrary.MANIFEST);
    String text = Files.readString(manifest);
    assertThat(text).contains(find);
    Files.writeString(manifest, text.replace(find, replacement));
  }

  @Test
  void opensByNameAndByFolder() throws IOException {
    assertThat(library().open(TestModels.STUDENT).name()).isEqualTo(TestModels.STUDENT);
    assertThat(new ModelLibrary(List.of()).open(student.toString()).name())
        .isEqualTo(TestModels.STUDENT);
  }

  @Test
  void whatIsMissingIsSaidAndNotOnlyWhere() throws IOException {
    Files.delete(student.resolve("network.pt"));
    assertThatThrownBy(() -> library().open(TestModels.STUDENT))
        .isInstanceOf(ModelException.class)
        .hasMessageEndingWith("network.pt (does not exist)");
    assertThatThrownBy(() -> ModelLibrary.readManifest(folder.resolve("nowhere")))
        .isInstanceOf(ModelException.class)
        .hasMessageEndingWith("model.json: cannot be read (does not exist)");
  }

  @Test
  void aBlendRefersToOtherPackages() throws IOException {
    assertThatThrownBy(() -> library().open(TestModels.BLEND))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("tiny-realness-x4");
    assertThat(TestModels.library().open(TestModels.BLEND).networks()).hasSize(2);
    Path byPath = TestModels.folder().resolve(TestModels.BLEND);
    assertThat(new ModelLibrary(List.of()).open(byPath.toString()).networks()).hasSize(2);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aFolderThatCannotBeSearchedIsAProblemAndTheOthersAreListed() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, Set.of());
    assumeFalse(Files.isReadable(closed), "may read everything");
    ModelLibrary.Listing listing = new ModelLibrary(List.of(closed, TestModels.folder())).list();
    assertThat(listing.manifests()).isNotEmpty();
    assertThat(listing.problems()).singleElement().asString().contains(closed.toString());
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void theDefaultMayBeChosenInALinkToAFolder() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    library().chooseDefault(link, TestModels.STUDENT);
    assertThat(real.resolve("default.txt")).exists();
  }

  @Test
  void namesAnUnknownModel() {
    assertThatThrownBy(() -> library().open("nonesuch"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("nonesuch")
        .hasMessageContaining("there are: ")
        .hasMessageContaining(TestModels.STUDENT);
  }

  @Test
  void refusesADamagedNetwork() throws IOException {
    Path network = student.resolve("network.pt");
    byte[] bytes = Files.readAllBytes(network);
    bytes[bytes.length / 2] ^= 1;
    Files.write(network, bytes);
    assertThatThrownBy(() -> library().open(TestModels.STUDENT))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("network.pt")
        .hasMessageContaining("damaged");
  }

  @Test
  void refusesAMissingNetwork() throws IOException {
    Files.delete(student.resolve("network.pt"));
    assertThatThrownBy(() -> library().open(TestModels.STUDENT))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("network.pt");
  }

  @Test
  void refusesANetworkOutsideThePackage() throws IOException {
    edit("\"network.pt\"", "\"../tiny-fidelity-x4/network.pt\"");
    assertThatThrownBy(() -> library().open(TestModels.STUDENT))
        .hasMessageContaining("outside the package");
  }

  /** A manifest may come from anywhere. */
  @Test
  void refusesNamesThatNoFileCanHave() throws IOException {
    assertThatThrownBy(() -> library().open("no\0file"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("cannot be the name of a model");
    edit("\"network.pt\"", "\"net\\u0000work.pt\"");
    assertThatThrownBy(() -> library().open(TestModels.STUDENT))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith(TestModels.STUDENT + ": 'net")
        .hasMessageContaining("cannot be the name");
  }

  @Test
  void refusesOtherFormatsAndUnknownFields() throws IOException {
    edit("\"format\": 1", "\"format\": 2");
    assertThatThrownBy(() -> library().open(TestModels.STUDENT)).hasMessageContaining("format");
    edit("\"format\": 2", "\"format\": 1, \"colour\": 3");
    assertThatThrownBy(() -> library().open(TestModels.STUDENT)).hasMessageContaining("colour");
  }

  @Test
  void refusesAMissingField() throws IOException {
    edit("\"scale\": 4,", "");
    assertThatThrownBy(() -> library().open(TestModels.STUDENT)).hasMessageContaining("scale");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"title", "version", "provenance", "license", "spdx", "sha256", "networks", "role"})
  void refusesAFieldThatIsNull(String field) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Path manifest = student.resolve(ModelLibrary.MANIFEST);
    JsonNode tree = json.readTree(manifest.toFile());
    ((ObjectNode) tree.findParent(field)).putNull(field);
    json.writeValue(manifest.toFile(), tree);
    assertThatThrownBy(() -> library().open(TestModels.STUDENT))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(field);
    assertThat(library().list().problems()).singleElement().asString().contains(field);
  }

  @Test
  void refusesABlendOfItself() throws IOException {
    Path manifest = folder.resolve(TestModels.BLEND).resolve(ModelLibrary.MANIFEST);
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace(TestModels.FIDELITY, TestModels.BLEND));
    assertThatThrownBy(() -> library().open(TestModels.BLEND))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("no network of its own");
  }

  @Test
  void refusesARoleThatItsNetworksDoNotMake() throws IOException {
    edit("\"role\": \"student\",\n  \"scale\"", "\"role\": \"blend\",\n  \"scale\"");
    assertThatThrownBy(() -> library().open(TestModels.STUDENT)).hasMessageContaining("BLEND");
  }

  @Test
  void listsUsablePackagesAndSaysWhatIsWrongWithOthers() throws IOException {
    Files.writeString(
        folder.resolve(TestModels.FIDELITY).resolve(ModelLibrary.MANIFEST), "{ not json");
    ModelLibrary.Listing listing = library().list();
    assertThat(listing.manifests())
        .extracting(ModelManifest::name)
        .containsExactly(TestModels.BLEND, TestModels.STUDENT);
    assertThat(listing.problems()).singleElement().asString().contains(TestModels.FIDELITY);
  }

  @Test
  void aManifestThatHoldsNothingIsAProblemAndTheOthersAreListed() throws IOException {
    Files.writeString(student.resolve(ModelLibrary.MANIFEST), "null");
    ModelLibrary.Listing listing = library().list();
    assertThat(listing.manifests()).hasSize(2);
    assertThat(listing.problems()).singleElement().asString().contains(TestModels.STUDENT);
  }
}
