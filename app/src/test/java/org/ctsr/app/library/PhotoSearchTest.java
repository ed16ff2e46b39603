package org.ctsr.app.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class PhotoSearchTest {
  private static final List<Path> GIVEN = List.of(Path.of("holiday"));
  private static final List<Path> PHOTOS = List.of(Path.of("holiday/a.jpg"));

  private final Queue<Runnable> background = new ArrayDeque<>();
  private final Queue<Runnable> fx = new ArrayDeque<>();
  private final List<Object> heard = new ArrayList<>();

  private PhotoSearch start(PhotoSearch.Finder finder) {
    return PhotoSearch.start(finder, GIVEN, background::add, fx::add, heard::add, heard::add);
  }

  private static void settle(Queue<Runnable> waiting) {
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      next.run();
    }
  }

  @Test
  void countsWhatItFindsAndHandsItOverAtTheEnd() {
    PhotoSearch search =
        start(
            (given, searching) -> {
              for (int i = 0; i < 1000; i++) {
                searching.accept(i);
              }
              return PHOTOS;
            });
    settle(background);
    assertThat(fx).as("the count goes over when the window has time for it").hasSizeLessThan(5);
    fx.remove().run();
    assertThat(search.countProperty().get()).isEqualTo(999);
    assertThat(search.runningProperty().get()).isTrue();
    settle(fx);
    assertThat(search.runningProperty().get()).isFalse();
    assertThat(heard).containsExactly(PHOTOS);
  }

  @Test
  void oneThatIsCancelledEndsWithTheNextFileAndIsHeardOfNoMore() {
    List<IntConsumer> follower = new ArrayList<>();
    PhotoSearch search =
        start(
            (given, searching) -> {
              follower.add(searching);
              return PHOTOS;
            });
    settle(background);
    search.cancel();
    assertThat(search.runningProperty().get()).isFalse();
    assertThatThrownBy(() -> follower.get(0).accept(1)).isInstanceOf(CancellationException.class);
    settle(fx);
    assertThat(heard).isEmpty();
  }

  @Test
  void oneThatADefectEndsDoesNotSeemToGoOn() {
    IllegalStateException defect = new IllegalStateException("a defect");
    PhotoSearch search =
        start(
            (given, searching) -> {
              throw defect;
            });
    assertThatThrownBy(() -> settle(background)).isSameAs(defect);
    settle(fx);
    assertThat(search.runningProperty().get()).isFalse();
    assertThat(heard).isEmpty();
  }

  @Test
  void saysWhyAFolderCannotBeSearched() {
    IOException reason = new IOException("Input/output error");
    PhotoSearch search =
        start(
            (given, searching) -> {
              throw reason;
            });
    settle(background);
    settle(fx);
    assertThat(heard).containsExactly(reason);
    assertThat(search.runningProperty().get()).isFalse();
  }
}
