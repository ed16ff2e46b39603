package org.ctsr.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstRunTest {
  @TempDir private Path home;

  @Test
  void theFirstStartShowsTheSampleAndExplainsTheSliderInOneSentence() throws Exception {
    try (StudioHarness studio =
        StudioHarness.start(home.resolve("first"), StudioHarness.TINY_MODELS, 1200, 800)) {
      studio.welcome();
      StudioHarness.waitUntil(
          "the sample is shown", () -> studio.stage().getTitle().contains("osprey"));
      Parent card = studio.find("first-run");
      StudioHarness.waitUntil(
          "the device is known",
          () -> texts(card).stream().anyMatch(text -> text.contains("does the computing")));
      List<String> sentences =
          texts(card).stream().filter(text -> text.startsWith("Drag the slider")).toList();
      assertThat(sentences).singleElement().asString().containsOnlyOnce(".").endsWith(".");
    }
  }

  @Test
  void aLaterStartDoesNot() throws Exception {
    Path settings = Files.createDirectories(home.resolve("later")).resolve("settings.json");
    Files.writeString(settings, "{}");
    try (StudioHarness studio =
        StudioHarness.start(settings.getParent(), StudioHarness.TINY_MODELS, 1200, 800)) {
      studio.welcome();
      assertThat(studio.stage().getScene().getRoot().lookup("#first-run")).isNull();
      assertThat(studio.<javafx.scene.Node>find("welcome").isVisible()).isTrue();
    }
  }

  private static List<String> texts(Parent card) {
    return card.lookupAll(".label").stream()
        .filter(Label.class::isInstance)
        .map(node -> ((Label) node).getText())
        .flatMap(Stream::ofNullable)
        .toList();
  }
}
