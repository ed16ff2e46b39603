package org.ctsr.app.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctsr.app.library.SamplePhoto;
import org.ctsr.app.settings.AppPaths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadStartTest {
  @TempDir private Path home;
  private final List<Runnable> begun = new ArrayList<>();

  private HeadStart begin(boolean photos, Optional<Boolean> dark) {
    return HeadStart.begin(new AppPaths(home), photos, () -> dark, begun::add);
  }

  @Test
  void atTheFirstStartTheSampleIsReadAhead() {
    HeadStart start = begin(false, Optional.of(true));
    assertThat(start.sample()).isEmpty();
    begun.forEach(Runnable::run);
    HeadStart.Sample sample = start.sample().orElseThrow();
    assertThat(sample.photo().name()).isEqualTo(SamplePhoto.NAME);
    assertThat(sample.photo().image().width()).isPositive();
    assertThat(sample.small().argb()).hasSize(sample.small().width() * sample.small().height());
    assertThat(start.look()).contains(true);
  }

  @Test
  void aLaterStartAndOneWithPhotosReadNone() throws Exception {
    begin(true, Optional.empty());
    assertThat(begun).hasSize(1);
    Files.writeString(home.resolve("settings.json"), "{}");
    begin(false, Optional.empty());
    assertThat(begun).hasSize(2);
  }

  @Test
  void aDesktopThatDoesNotAnswerHoldsNothingUp() {
    assertThat(begin(false, Optional.of(true)).look()).isEmpty();
    assertThat(HeadStart.none(() -> Optional.of(true)).look()).isEmpty();
    assertThat(HeadStart.none(() -> Optional.of(true)).askSystem()).contains(true);
  }
}
