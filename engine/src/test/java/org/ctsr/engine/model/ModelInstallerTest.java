package org.ctsr.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ctsr.engine.TestModels;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelInstallerTest {
  private final Path folder;
  private final Path user;
  private final Path zip;

  ModelInstallerTest(@TempDir Path folder) {
    this.folder = folder;
    this.user = folder.resolve("user");
    this.zip = folder.resolve("student.zip");
  }

  @BeforeEach
  void pack() throws IOException {
    write(zip, TestModels.STUDENT + "/", files());
  }

  private ModelInstaller installer(PackageCheck check) {
    return new ModelInstaller(user, new ModelLibrary(List.of(user)), check);
  }

  private ModelInstaller installer() {
    return installer(model -> {});
  }

  /** Nothing of an attempt may stay behind. */
  private void assertEmpty() throws IOException {
    try (Stream<Path> files = Files.list(user)) {
      assertThat(files).isEmpty();
    }
  }

  private static Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (Stream<Path> found = Files.list(TestModels.folder().resolve(TestModels.STUDENT))) {
      for (Path file : found.toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private Path write(Map<String, byte[]> files) throws IOException {
    Path made = folder.resolve("made.zip");
    write(made, "", files);
    return made;
  }

  private static void write(Path made, String below, Map<String, byte[]> files) throws IOException {
    try (OutputStream out = Files.newOutputStream(made);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        entries.putNextEntry(new ZipEntry(below + file.getKey()));
        entries.write(file.getValue());
      }
    }
  }

  @Test
  void whatWasPackedIsInstalledAndOpens() throws IOException {
    Path installed = installer().install(zip, null, null, false);
    assertThat(installed).isEqualTo(user.resolve(TestModels.STUDENT));
    assertThat(new ModelLibrary(List.of(user)).open(TestModels.STUDENT).name())
        .isEqualTo(TestModels.STUDENT);
    try (Stream<Path> files = Files.list(user)) {
      assertThat(files).containsExactly(installed);
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void theFolderMayBeALink() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Files.createSymbolicLink(user, real);
    installer().install(zip, null, null, false);
    assertThat(real.resolve(TestModels.STUDENT)).isDirectory();
  }

  @Test
  void oneThatIsGivenUpWhileItIsCheckedIsGoneAtOnce() throws IOException {
    List<ModelInstaller> installers = new ArrayList<>();
    installers.add(
        installer(
            model ->
                assertThatCode(
                        () -> {
                          assertThat(installers.get(0).giveUp()).as("may be ended").isTrue();
                          assertEmpty();
                        })
                    .doesNotThrowAnyException()));
    assertThatThrownBy(() -> installers.get(0).install(zip, null, null, false))
        .isInstanceOf(CancellationException.class);
    assertEmpty();
  }

  @Test
  void oneThatIsGivenUpBeforeItIsCheckedEndsItself() throws IOException {
    ModelInstaller installer = installer();
    assertThat(installer.giveUp()).isTrue();
    assertThatThrownBy(() -> installer.install(zip, null, null, false))
        .isInstanceOf(CancellationException.class);
    assertEmpty();
    Path target = Files.createDirectories(folder.resolve("target"));
    CancellationException givenUp = new CancellationException();
    assertThatThrownBy(
            () ->
                PackageArchive.unpack(
                    zip,
                    target,
                    () -> {
                      throw givenUp;
                    }))
        .isSameAs(givenUp);
  }

  @Test
  void oneThatIsInItsPlaceStaysWhenItIsGivenUp() throws IOException {
    ModelInstaller installer = installer();
    Path installed = installer.install(zip, null, null, false);
    assertThat(installer.giveUp()).as("it ends by itself").isFalse();
    assertThat(installed).isDirectory();
  }

  @Test
  void aZipOfTheFilesAloneIsTakenToo() throws IOException {
    assertThat(installer().install(write(files()), null, null, false)).isDirectory();
  }

  @Test
  void itCanBeInstalledUnderAnotherName() throws IOException {
    Path installed = installer().install(zip, "holiday-x4", "Holiday", false);
    assertThat(installed).isEqualTo(user.resolve("holiday-x4"));
    ModelManifest manifest = new ModelLibrary(List.of(user)).open("holiday-x4").manifest();
    assertThat(manifest.title()).isEqualTo("Holiday");
    assertThat(manifest.halo()).isEqualTo(12);
    assertThatThrownBy(() -> installer().install(zip, "../holiday", null, false))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("cannot be a model's name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CON", "nul", "Com1", "lpt9.x4", "mine.", "mine..", "-x4", "a b", ""})
  void namesThatSomeSystemDoesNotAllowAreRefused(String name) {
    assertThatThrownBy(() -> installer().install(zip, name, null, false))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("cannot be a model's name")
        .hasMessageContaining("Windows");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "console", "com", "com10", "nul-x4", "x.con", "v1.2_"})
  void namesThatEverySystemAllowsAreTaken(String name) throws IOException {
    assertThat(installer().install(zip, name, null, false)).isEqualTo(user.resolve(name));
    assertThat("a".repeat(64)).matches(PackageDraft.NAME_PATTERN);
    assertThat("a".repeat(65)).doesNotMatch(PackageDraft.NAME_PATTERN);
  }

  @Test
  void aModelWhoseNameIsNotTakenAnyMoreCanBeRemoved() throws IOException {
    Path installed = installer().install(zip, "mine", null, false);
    Path named = user.resolve("nul");
    Files.move(installed, named);
    installer().remove("nul");
    assertEmpty();
  }

  @Test
  void aFolderIsTakenToo() throws IOException {
    Path source = TestModels.folder().resolve(TestModels.STUDENT);
    assertThat(installer().install(source, null, null, false).resolve("network.pt"))
        .hasSameBinaryContentAs(source.resolve("network.pt"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil.txt", "a/../../evil.txt", "/evil.txt", "C:/evil.txt"})
  void namesThatLeaveTheFolderAreRefused(String name) throws IOException {
    Map<String, byte[]> files = files();
    files.put(name, "evil".getBytes(StandardCharsets.UTF_8));
    Path made = write(files);
    assertThatThrownBy(() -> installer().install(made, null, null, false))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("leave the package's folder")
        .hasMessageContaining(name);
    assertEmpty();
    assertThat(folder.resolve("evil.txt")).doesNotExist();
  }

  @Test
  void aZipThatUnpacksTooLargeIsRefused() throws IOException {
    Map<String, byte[]> files = files();
    files.put("zeros.bin", new byte[1 << 20]);
    Path made = write(files);
    Path target = Files.createDirectories(folder.resolve("target"));
    assertThatThrownBy(() -> PackageArchive.unpack(made, target, 500_000, () -> {}))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("is larger than");
  }

  @Test
  void tooManyFilesAreRefused() throws IOException {
    Map<String, byte[]> files = files();
    for (int i = 0; i < 101; i++) {
      files.put("file" + i, new byte[1]);
    }
    Path made = write(files);
    assertThatThrownBy(() -> installer().install(made, null, null, false))
        .hasMessageContaining("more than 100 files");
    assertEmpty();
  }

  @Test
  void whatIsNoPackageIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.zip"), "no zip at all");
    assertThatThrownBy(() -> installer().install(text, null, null, false))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("notes.zip")
        .hasMessageContaining("no zip file");
    Path empty = write(Map.of("readme.txt", new byte[3]));
    assertThatThrownBy(() -> installer().install(empty, null, null, false))
        .hasMessageContaining("holds no model.json");
    assertThatThrownBy(() -> installer().install(folder.resolve("none.zip"), null, null, false))
        .hasMessageContaining("none.zip");
    assertEmpty();
  }

  @Test
  void aDamagedNetworkIsRefused() throws IOException {
    Map<String, byte[]> files = files();
    byte[] network = Objects.requireNonNull(files.get("network.pt"));
    network[1000] ^= 1;
    Path made = write(files);
    assertThatThrownBy(() -> installer().install(made, null, null, false))
        .hasMessageContaining("damaged");
    assertEmpty();
  }

  @Test
  void aPackageThatBreaksTheContractLeavesNothing() throws IOException {
    ModelInstaller strict =
        installer(
            model -> {
              throw new ModelException(model.name() + ": draws random numbers");
            });
    assertThatThrownBy(() -> strict.install(zip, null, null, false))
        .hasMessageContaining("random numbers");
    assertEmpty();
  }

  @Test
  void anInstalledModelIsReplacedOnlyOnRequest() throws IOException {
    Path installed = installer().install(zip, null, null, false);
    Files.writeString(installed.resolve("MODEL_CARD.md"), "# old");
    assertThatThrownBy(() -> installer().install(zip, null, null, false))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("installed already");
    assertThat(installed.resolve("MODEL_CARD.md")).exists();
    installer().install(zip, null, null, true);
    assertThat(installed.resolve("MODEL_CARD.md")).doesNotExist();
    ModelInstaller strict =
        installer(
            model -> {
              throw new ModelException("no");
            });
    assertThatThrownBy(() -> strict.install(zip, null, null, true)).hasMessage("no");
    assertThat(installed.resolve(ModelLibrary.MANIFEST)).exists();
  }

  @Test
  void onlyTheUsersOwnModelsAreRemoved() throws IOException {
    installer().install(zip, null, null, false);
    assertThat(installer().isRemovable(TestModels.STUDENT)).isTrue();
    assertThatThrownBy(() -> installer().remove("../" + folder.getFileName()))
        .isInstanceOf(ModelException.class);
    assertThatThrownBy(() -> installer().remove("ctsr-compact-x4"))
        .hasMessageContaining("not one of your own models");
    installer().remove(TestModels.STUDENT);
    assertEmpty();
  }

  @Test
  void aBareNetworkBecomesAPackage() throws IOException {
    PackageDraft draft =
        new PackageDraft(
            TestModels.folder().resolve(TestModels.STUDENT).resolve("network.pt"),
            "mine-x4",
            "Mine",
            "1.0.0",
            ModelManifest.NetworkRole.STUDENT,
            4,
            12,
            5,
            0.4,
            null,
            "CC-BY-4.0",
            "CC BY 4.0",
            "Made here.");
    Path installed = installer().install(draft, false);
    ModelPackage made = new ModelLibrary(List.of(user)).open("mine-x4");
    assertThat(made.manifest().parameters()).isEqualTo(12_001);
    assertThat(made.defaultRealness()).isEqualTo(0.4);
    assertThat(installed.resolve("LICENSE.txt")).hasContent("CC BY 4.0");
  }

  @Test
  void theDefaultIsWhatWasChosenWhileItIsThere() throws IOException {
    ModelLibrary library = new ModelLibrary(List.of(user));
    assertThat(library.defaultModel()).isEqualTo(ModelLibrary.DEFAULT_MODEL);
    assertThatThrownBy(() -> library.chooseDefault(user, "nonesuch"))
        .isInstanceOf(ModelException.class);
    installer().install(zip, null, null, false);
    library.chooseDefault(user, TestModels.STUDENT);
    assertThat(library.defaultModel()).isEqualTo(TestModels.STUDENT);
    installer().remove(TestModels.STUDENT);
    assertThat(library.defaultModel()).isEqualTo(ModelLibrary.DEFAULT_MODEL);
  }

  @Test
  void whatAnInterruptedInstallOrRemovalLeftIsNotListedAndGoesInTime() throws IOException {
    Path installed = installer().install(zip, null, null, false);
    Path old = user.resolve(".removed-1");
    Path running = user.resolve(".incoming-2");
    Path other = user.resolve(".other");
    for (Path left : List.of(old, running, other)) {
      Files.createDirectory(left);
      Files.copy(installed.resolve(ModelLibrary.MANIFEST), left.resolve(ModelLibrary.MANIFEST));
    }
    FileTime twoDaysAgo = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
    Files.setLastModifiedTime(old, twoDaysAgo);
    Files.setLastModifiedTime(other, twoDaysAgo);
    ModelLibrary.Listing listing = new ModelLibrary(List.of(user)).list();
    assertThat(listing.problems()).isEmpty();
    assertThat(listing.manifests()).hasSize(1);

    installer().install(zip, null, null, true);
    assertThat(old).doesNotExist();
    assertThat(running).exists();
    assertThat(other).exists();
  }

  @Test
  void aZipWithBackslashesInItsNamesIsTakenToo() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files().forEach((name, bytes) -> files.put(TestModels.STUDENT + "\\" + name, bytes));
    Path made = write(files);
    assertThat(PackageArchive.manifest(made).name()).isEqualTo(TestModels.STUDENT);
    assertThat(installer().install(made, null, null, false))
        .isEqualTo(user.resolve(TestModels.STUDENT));
  }
}
