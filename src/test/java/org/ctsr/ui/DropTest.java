package org.ctsr.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.javafx.tk.TKClipboard;
import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import org.ctsr.engine.io.FolderSearch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files dragged over the main window: opened on its left, for the batch on its right. */
class DropTest {
  private static final int WIDTH = 1100;
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  @TempDir Path home;
  private Path first;
  private Path second;

  @BeforeEach
  void prepare() throws Exception {
    Files.writeString(
        home.resolve("settings.json"),
        "{\"appearance\":\"DARK\",\"cachePercent\":25,\"model\":\"tiny-student-x4\"}");
    Path photos = Files.createDirectories(home.resolve("photos"));
    first = photos.resolve("first.png");
    second = photos.resolve("second.png");
    TestPhotos.writeGradient(first, 48, 32);
    TestPhotos.writeGradient(second, 48, 32);
  }

  private StudioHarness start() throws Exception {
    return StudioHarness.start(home, StudioHarness.TINY_MODELS, WIDTH, 700);
  }

  /** What the window system would show of files that are dragged. */
  private static Dragboard dragboard(Path... files) throws Exception {
    List<File> dragged = Stream.of(files).map(Path::toFile).toList();
    TKClipboard clipboard =
        (TKClipboard)
            Proxy.newProxyInstance(
                TKClipboard.class.getClassLoader(),
                new Class<?>[] {TKClipboard.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "hasContent" -> arguments[0] == DataFormat.FILES;
                      case "getContent" -> arguments[0] == DataFormat.FILES ? dragged : null;
                      case "getContentTypes" -> Set.of(DataFormat.FILES);
                      case "getTransferModes" -> EnumSet.of(TransferMode.COPY);
                      default -> null;
                    });
    Constructor<Dragboard> maker = Dragboard.class.getDeclaredConstructor(TKClipboard.class);
    maker.setAccessible(true);
    return maker.newInstance(clipboard);
  }

  /** Sends an event as the window system does; returns whether the files were welcome. */
  private static boolean send(
      StudioHarness studio, EventType<DragEvent> type, double x, Path... files) {
    return StudioHarness.call(
        () -> {
          DragEvent event =
              new DragEvent(
                  null,
                  null,
                  type,
                  dragboard(files),
                  x,
                  300,
                  x,
                  300,
                  TransferMode.COPY,
                  null,
                  null,
                  null);
          Event.fireEvent(studio.stage().getScene(), event);
          return type == DragEvent.DRAG_DROPPED ? event.isDropCompleted() : event.isAccepted();
        });
  }

  private static boolean isChosen(StudioHarness studio, String id) {
    Node target = studio.find(id);
    return target.getPseudoClassStates().contains(CHOSEN);
  }

  @Test
  void severalFilesCanBeDroppedToBeOpenedOrForTheBatch() throws Exception {
    try (StudioHarness studio = start()) {
      assertThat(send(studio, DragEvent.DRAG_OVER, 200, first, second)).isTrue();
      assertThat(studio.isShown("drop-target")).isTrue();
      assertThat(studio.isShown("drop-batch")).isTrue();
      assertThat(isChosen(studio, "drop-target")).isTrue();
      assertThat(isChosen(studio, "drop-batch")).isFalse();
      send(studio, DragEvent.DRAG_OVER, WIDTH - 300, first, second);
      assertThat(isChosen(studio, "drop-batch")).isTrue();

      assertThat(send(studio, DragEvent.DRAG_DROPPED, WIDTH - 300, first, second)).isTrue();
      assertThat(studio.isShown("drop-target")).isFalse();
      Parent batch = StudioHarness.dialog("batch");
      StudioHarness.waitUntil(
          "both are in the batch",
          () -> ((Label) batch.lookup("#batch-progress-text")).getText().contains("2 waiting"));
      assertThat(studio.stage().getTitle()).doesNotContain("first", "second");

      assertThat(send(studio, DragEvent.DRAG_DROPPED, 200, first, second)).isTrue();
      StudioHarness.waitUntil(
          "one of them is opened", () -> studio.stage().getTitle().contains(".png"));
    }
  }

  @Test
  void oneFileIsOpenedWhereverItIsDropped() throws Exception {
    try (StudioHarness studio = start()) {
      send(studio, DragEvent.DRAG_OVER, WIDTH - 300, second);
      assertThat(studio.isShown("drop-batch")).isFalse();
      assertThat(isChosen(studio, "drop-target")).isTrue();
      assertThat(send(studio, DragEvent.DRAG_DROPPED, WIDTH - 300, second)).isTrue();
      StudioHarness.waitUntil(
          "it is opened", () -> studio.stage().getTitle().contains("second.png"));
    }
  }

  /** Every folder is in the one above by two links, which makes half a million of them. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
  void aLargeFolderIsSeenToBeSearchedAndCanBeGivenUp() throws Exception {
    Path large = Files.createDirectories(home.resolve("0"));
    for (int i = 0; i < 18; i++) {
      Path below = Files.createDirectories(home.resolve(Integer.toString(i + 1)));
      Files.createSymbolicLink(home.resolve(i + "/left"), below);
      Files.createSymbolicLink(home.resolve(i + "/right"), below);
    }
    Files.copy(first, home.resolve("18/photo.png"));
    try (StudioHarness studio = start()) {
      send(studio, DragEvent.DRAG_DROPPED, 200, large);
      StudioHarness.waitUntil(
          "photos are counted",
          () ->
              studio.isShown("search-card")
                  && studio.<Label>find("search-count").getText().contains(" photos so far"));
      assertThat(searchIsAtWork()).as("it is seen while it is at work").isTrue();
      studio.interact(() -> studio.<Button>find("search-cancel").fire());
      assertThat(studio.isShown("search-card")).isFalse();
      send(studio, DragEvent.DRAG_DROPPED, 200, second);
      StudioHarness.waitUntil(
          "another photo is opened", () -> studio.stage().getTitle().contains("second.png"));
      assertThat(searchIsAtWork()).isFalse();
    }
  }

  private static boolean searchIsAtWork() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Stream::of)
        .anyMatch(frame -> frame.getClassName().equals(FolderSearch.class.getName()));
  }
}
