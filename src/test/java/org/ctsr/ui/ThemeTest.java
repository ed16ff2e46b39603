package org.ctsr.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.ctsr.app.theme.Appearance;
import org.ctsr.app.theme.ThemeManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class ThemeTest {
  private final List<Runnable> asked = new ArrayList<>();

  @BeforeAll
  static void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  private ThemeManager theme(Appearance wanted, Optional<Boolean> known) {
    return StudioHarness.call(
        () -> new ThemeManager(() -> Optional.of(false), asked::add, wanted, known));
  }

  @Test
  void whatTheDesktopHasSaidIsNotAskedAgainAtTheStart() {
    ThemeManager theme = theme(Appearance.SYSTEM, Optional.of(false));
    assertThat(theme.darkProperty().get()).isFalse();
    assertThat(asked).isEmpty();
  }

  @Test
  void theDesktopIsAskedIfItHasSaidNothing() {
    ThemeManager theme = theme(Appearance.SYSTEM, Optional.empty());
    assertThat(theme.darkProperty().get()).isTrue();
    assertThat(asked).hasSize(1);
    asked.get(0).run();
    StudioHarness.waitUntil("the look follows", () -> !theme.darkProperty().get());
  }

  @Test
  void whatTheUserWantsCountsMore() {
    assertThat(theme(Appearance.DARK, Optional.of(false)).darkProperty().get()).isTrue();
    assertThat(theme(Appearance.LIGHT, Optional.of(true)).darkProperty().get()).isFalse();
    assertThat(asked).isEmpty();
  }

  @Test
  void anAnswerThatComesAfterANewerOneIsNotTaken() {
    Iterator<Boolean> answers = List.of(false, true).iterator();
    ThemeManager theme =
        StudioHarness.call(
            () ->
                new ThemeManager(
                    () -> Optional.of(answers.next()),
                    asked::add,
                    Appearance.SYSTEM,
                    Optional.of(true)));
    theme.refresh();
    theme.refresh();
    assertThat(asked).hasSize(2);

    asked.get(1).run();
    asked.get(0).run();
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(theme.darkProperty().get()).isFalse();
  }

  @Test
  void aFocusAfterTheEndAsksNobody() {
    ThemeManager theme = theme(Appearance.SYSTEM, Optional.of(true));
    theme.refresh();
    assertThat(asked).hasSize(1);
    theme.close();
    // The threads are gone by then and would refuse.
    theme.refresh();
    assertThat(asked).hasSize(1);
  }
}
