package org.ctsr.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import org.ctsr.endtoend.ZippedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models come and go through the manager. */
class ModelsTest {
  private static final Path TINY = StudioHarness.TINY_MODELS.resolve("tiny-student-x4");

  private final Path home;

  ModelsTest(@TempDir Path home) {
    this.home = home;
  }

  private StudioHarness start() throws Exception {
    return StudioHarness.start(home, StudioHarness.TINY_MODELS, 1200, 800);
  }

  /** A package of another name, packed. */
  private Path packed(String name) throws IOException {
    Path folder = Files.createDirectories(home.resolve("made").resolve(name));
    try (Stream<Path> files = Files.list(TINY)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path manifest = folder.resolve("model.json");
    Files.writeString(manifest, Files.readString(manifest).replace("tiny-student-x4", name));
    Path archive = home.resolve(name + ".zip");
    ZippedFolder.write(folder, archive);
    return archive;
  }

  @Test
  void aPackageIsImportedUsedCheckedAndRemoved() throws Exception {
    Path archive = packed("visitor-x4");
    try (StudioHarness studio = start()) {
      studio.importModel(archive);
      Parent window = StudioHarness.dialog("models");
      StudioHarness.awaitText(window, "models-message", "visitor-x4 is installed");
      assertThat(home.resolve("models/visitor-x4/network.pt")).exists();
      StudioHarness.awaitText(window, "model-title", "visitor-x4");
      studio.press(window, "model-use");
      StudioHarness.waitUntil(
          "it is in use", () -> StudioHarness.<Button>find(window, "model-use").isDisabled());
      studio.press(window, "model-verify");
      StudioHarness.waitUntil(
          "it was checked",
          () ->
              window.lookupAll("#model-findings .label").stream()
                  .anyMatch(label -> ((Label) label).getText().contains("whole photo")));
      Platform.runLater(() -> StudioHarness.<Button>find(window, "model-remove").fire());
      Parent question = StudioHarness.dialog("confirm-dialog");
      studio.clickOn(
          question.lookupAll(".button").stream()
              .filter(node -> ((Button) node).getText().equals("Remove"))
              .findFirst()
              .orElseThrow());
      StudioHarness.awaitText(window, "models-message", "was removed");
      assertThat(home.resolve("models/visitor-x4")).doesNotExist();
      StudioHarness.waitUntil(
          "another is in use",
          () ->
              studio
                  .<javafx.scene.control.ComboBox<?>>find("model-choice")
                  .getValue()
                  .toString()
                  .startsWith("tiny"));
    }
  }

  @Test
  void anImportThatIsCancelledLeavesNothing() throws Exception {
    Path archive = packed("visitor-x4");
    try (StudioHarness studio = start()) {
      studio.importModel(archive);
      Parent window = StudioHarness.dialog("models");
      StudioHarness.awaitText(window, "models-message", "Checking and installing");
      studio.press(window, "models-stop");
      StudioHarness.awaitText(window, "models-message", "Cancelled");
      if (Files.exists(home.resolve("models"))) {
        try (Stream<Path> left = Files.list(home.resolve("models"))) {
          assertThat(left).isEmpty();
        }
      }
      studio.importModel(archive);
      StudioHarness.awaitText(window, "models-message", "visitor-x4 is installed");
    }
  }

  @Test
  void anImportIsGivenUpWithTheProgram() throws Exception {
    Path archive = packed("visitor-x4");
    List<ProcessHandle> importing;
    try (StudioHarness studio = start()) {
      studio.importModel(archive);
      Parent window = StudioHarness.dialog("models");
      StudioHarness.awaitText(window, "models-message", "Checking and installing");
      importing = ProcessHandle.current().children().toList();
      assertThat(importing).isNotEmpty();
    }
    for (ProcessHandle process : importing) {
      process.onExit().get(5, TimeUnit.MINUTES);
    }
    assertThat(home.resolve("models/visitor-x4")).doesNotExist();
  }

  @Test
  void aBareNetworkIsMeasuredDescribedAndInstalled() throws Exception {
    Path network = Files.copy(TINY.resolve("network.pt"), home.resolve("My Student.pt"));
    try (StudioHarness studio = start()) {
      studio.importModel(network);
      Parent window = StudioHarness.dialog("models");
      StudioHarness.waitUntil("the form is shown", () -> window.lookup("#import-go") != null);
      assertThat(StudioHarness.<Button>find(window, "import-go").isDisabled()).isTrue();
      assertThat(StudioHarness.<TextField>find(window, "import-name").getText())
          .isEqualTo("My-Student");
      studio.interact(
          () -> StudioHarness.<TextField>find(window, "import-license").setText("CC0-1.0"));
      studio.press(window, "import-go");
      StudioHarness.awaitText(window, "models-message", "My-Student is installed");
      assertThat(home.resolve("models/My-Student/model.json"))
          .content()
          .contains("CC0-1.0", "\"halo\"", "My Student");
    }
  }

  @Test
  void whatCannotBeUsedIsNamed() throws Exception {
    Path poem = Files.writeString(home.resolve("poem.zip"), "roses are red");
    try (StudioHarness studio = start()) {
      studio.importModel(poem);
      Parent window = StudioHarness.dialog("models");
      StudioHarness.awaitText(window, "models-problem", "poem.zip: is no zip file");
      StudioHarness.waitUntil(
          "the others are listed",
          () -> StudioHarness.<ListView<?>>find(window, "models-list").getItems().size() == 4);
      assertThat(home.resolve("models")).doesNotExist();
    }
  }
}
