package org.ctsr.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.ctsr.app.fx.Picture;
import org.junit.jupiter.api.Test;

class StripPicturesTest {
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final List<String> read = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final StripPictures pictures =
      new StripPictures(
          file -> {
            read.add(file.toString());
            if (file.toString().equals("broken")) {
              throw new IOException("is broken");
            }
            return new Picture(1, 1, new int[1]);
          },
          waiting::add,
          Runnable::run,
          (item, small) -> heard.add(item.name()),
          (item, reason) -> heard.add(item.name() + " " + reason.getMessage()));

  private PhotoItem make(String name) {
    PhotoItem item = new PhotoItem(name);
    pictures.make(item, Path.of(name));
    return item;
  }

  private void settle() {
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      next.run();
    }
  }

  @Test
  void whatIsNotWantedWhenItsTurnComesIsNotRead() {
    PhotoItem gone = make("gone");
    PhotoItem seen = make("seen");
    pictures.forget(gone);
    settle();
    assertThat(read).containsExactly("seen");
    assertThat(heard).containsExactly("seen");
    pictures.make(seen, Path.of("seen"));
    pictures.make(gone, Path.of("gone"));
    settle();
    assertThat(read).containsExactly("seen", "gone");
  }

  @Test
  void aPhotoThatCannotBeReadIsTold() {
    make("broken");
    settle();
    assertThat(heard).containsExactly("broken is broken");
  }

  @Test
  void whatIsMadeElsewhereIsNotReadAgain() {
    PhotoItem item = new PhotoItem("shown");
    pictures.madeElsewhere(item);
    assertThat(pictures.isAsked(item)).isTrue();
    pictures.make(item, Path.of("shown"));
    settle();
    assertThat(read).isEmpty();
  }
}
