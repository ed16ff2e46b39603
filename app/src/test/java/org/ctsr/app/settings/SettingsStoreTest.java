package org.ctsr.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.ctsr.app.settings.ExportChoice.Size;
import org.ctsr.app.theme.Appearance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsStoreTest {
  private static final Consumer<IOException> NO_FAILURE =
      reason -> {
        throw new AssertionError(reason);
      };

  @TempDir Path folder;

  @Test
  void changesSurviveAndTwoInstancesKeepEachOthers() {
    Path file = folder.resolve("deep/settings.json");
    SettingsStore first = new SettingsStore(file, NO_FAILURE);
    SettingsStore second = new SettingsStore(file, NO_FAILURE);
    first.update(settings -> settings.withAppearance(Appearance.LIGHT));
    first.close();
    second.update(settings -> settings.withModel("other"));
    second.close();
    Settings read = new SettingsStore(file, NO_FAILURE).get();
    assertThat(read.appearance()).isEqualTo(Appearance.LIGHT);
    assertThat(read.model()).isEqualTo("other");
    assertThat(folder.resolve("deep")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void damagedFileIsSetAsideAndDefaultsAreUsed() throws Exception {
    Path file = folder.resolve("settings.json");
    Files.writeString(file, "{\"appearance\": \"LI");
    SettingsStore store = new SettingsStore(file, NO_FAILURE);
    assertThat(store.get()).isEqualTo(Settings.DEFAULT);
    assertThat(folder.resolve("settings.json.damaged")).hasContent("{\"appearance\": \"LI");
  }

  @Test
  void unknownAndMissingValuesDoNoHarm() throws Exception {
    Path file = folder.resolve("settings.json");
    Files.writeString(file, "{\"fromTheFuture\": 7, \"cachePercent\": 900}");
    Settings settings = new SettingsStore(file, NO_FAILURE).get();
    assertThat(settings.cachePercent()).isEqualTo(25);
    assertThat(settings.recent()).isEmpty();
    assertThat(settings.export()).isEqualTo(ExportChoice.DEFAULT);
  }

  @Test
  void howAJpegWasExportedSurvivesAndAnOlderFileDoesNotLackIt() throws Exception {
    Path file = folder.resolve("settings.json");
    Files.writeString(
        file, "{\"export\": {\"format\": \"JPEG\", \"quality\": 80, \"bitDepth\": 8}}");
    SettingsStore store = new SettingsStore(file, NO_FAILURE);
    assertThat(store.get().export())
        .isEqualTo(new ExportChoice("JPEG", 80, 8, false, false, false, Size.DEFAULT));
    ExportChoice choice =
        new ExportChoice("JPEG", 80, 8, true, true, true, new Size("PRINT", 12.5, 240));
    store.update(settings -> settings.withExport(choice, null));
    store.close();
    assertThat(new SettingsStore(file, NO_FAILURE).get().export()).isEqualTo(choice);
  }

  @Test
  void anExportOfTheFutureOrAnEditedOneDoesNoHarm() throws Exception {
    Path file = folder.resolve("settings.json");
    Files.writeString(
        file,
        "{\"export\": {\"quality\": 800, \"shine\": 2, \"size\": {\"mode\": \"FACTOR\", \"x\": 1}}}");
    assertThat(new SettingsStore(file, NO_FAILURE).get().export()).isEqualTo(ExportChoice.DEFAULT);
    assertThat(new Size("PIXELS", -3, 0)).isEqualTo(Size.DEFAULT);
  }

  @Test
  void whatAFileLacksIsAsOnAFirstStart() throws Exception {
    Path file = folder.resolve("settings.json");
    Files.writeString(file, "{\"appearance\": \"DARK\", \"view\": {\"brushSize\": 12}}");
    Settings settings = new SettingsStore(file, NO_FAILURE).get();
    assertThat(settings.appearance()).isEqualTo(Appearance.DARK);
    assertThat(settings.inspectorShown()).isTrue();
    assertThat(settings.filmstripShown()).isTrue();
    assertThat(settings.view().brushSize()).isEqualTo(12);
    assertThat(settings.view().brushStrength()).isEqualTo(ViewChoice.DEFAULT.brushStrength());
  }

  /** As another program, or a folder kept in step with a server, may leave it for a moment. */
  @Test
  void aFileThatCannotBeReadMeanwhileDoesNotCostTheOtherSettings() throws Exception {
    Path file = folder.resolve("settings.json");
    SettingsStore first = new SettingsStore(file, NO_FAILURE);
    first.update(settings -> settings.withAppearance(Appearance.LIGHT));
    first.close();
    SettingsStore store = new SettingsStore(file, NO_FAILURE);
    Files.writeString(file, "{\"appearance\": \"LI");
    store.update(settings -> settings.withModel("other"));
    store.close();
    Settings read = new SettingsStore(file, NO_FAILURE).get();
    assertThat(read.model()).isEqualTo("other");
    assertThat(read.appearance()).isEqualTo(Appearance.LIGHT);
  }

  @Test
  void aValueThatOnlyANewerVersionKnowsDoesNotCostTheOthers() throws Exception {
    Path file = folder.resolve("settings.json");
    Files.writeString(file, "{\"appearance\": \"SEPIA\", \"model\": \"mine\"}");
    Settings settings = new SettingsStore(file, NO_FAILURE).get();
    assertThat(settings.appearance()).isEqualTo(Appearance.SYSTEM);
    assertThat(settings.model()).isEqualTo("mine");
  }

  @Test
  void unwritableFolderKeepsTheChangeForThisRun() throws Exception {
    Path blocked = Files.writeString(folder.resolve("blocked"), "a file, not a folder");
    List<IOException> told = new CopyOnWriteArrayList<>();
    SettingsStore store = new SettingsStore(blocked.resolve("settings.json"), told::add);
    store.update(settings -> settings.withModel("lost"));
    store.update(settings -> settings.withModel("kept"));
    assertThat(store.get().model()).isEqualTo("kept");
    store.close();
    assertThat(store.get().model()).isEqualTo("kept");
    assertThat(told).as("told once").hasSize(1);
  }

  @Test
  void everyPurposeHasAFolderOfItsOwn() {
    SettingsStore store = new SettingsStore(folder.resolve("settings.json"), NO_FAILURE);
    store.update(settings -> settings.withFolder("mask", "/masks").withFolder("batch", "/photos"));
    store.update(settings -> settings.withFolder("mask", "/newer"));
    store.close();
    Settings read = new SettingsStore(folder.resolve("settings.json"), NO_FAILURE).get();
    assertThat(read.folder("mask")).isEqualTo("/newer");
    assertThat(read.folder("batch")).isEqualTo("/photos");
    assertThat(read.folder("model")).isNull();
    assertThat(read.withRecent(List.of(), "/opened").folder("model")).isEqualTo("/opened");
  }

  /** As when a model has been loaded while the window was closed. */
  @Test
  void aChangeThatComesTooLateIsNoDefect() {
    SettingsStore store = new SettingsStore(folder.resolve("settings.json"), NO_FAILURE);
    store.update(settings -> settings.withModel("kept"));
    store.close();
    store.update(settings -> settings.withModel("late"));
    assertThat(store.get().model()).isEqualTo("late");
    assertThat(new SettingsStore(folder.resolve("settings.json"), NO_FAILURE).get().model())
        .isEqualTo("kept");
  }

  @Test
  void recentFilesAreNewestFirstWithoutDoublesAndLimited() {
    Settings settings = Settings.DEFAULT;
    for (int i = 0; i < 20; i++) {
      settings = settings.withOpened(folder.resolve(i % 15 + ".jpg"));
    }
    assertThat(settings.recent()).hasSize(Settings.RECENT).doesNotHaveDuplicates();
    assertThat(settings.recent().get(0)).isEqualTo(folder.resolve("4.jpg").toString());
    assertThat(settings.openFolder()).isEqualTo(folder.toString());
  }
}
