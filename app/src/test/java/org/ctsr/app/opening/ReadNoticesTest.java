package org.ctsr.app.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ctsr.app.library.PhotoItem;
import org.junit.jupiter.api.Test;

class ReadNoticesTest {
  private final List<String> cards = new ArrayList<>();
  private final PhotoItem first = new PhotoItem(Path.of("first.jpg").toAbsolutePath());
  private final PhotoItem second = new PhotoItem("second.jpg");
  private final ReadNotices notices =
      new ReadNotices(
          (title, text) -> {
            String card = title + ": " + text.get();
            cards.add(card);
            return () -> cards.remove(card);
          });

  @Test
  void namesThePhotoAndWhatWasWrongWithIt() {
    notices.tell(first, List.of());
    assertThat(cards).isEmpty();
    notices.tell(
        first, List.of(first.file().orElseThrow() + ": its lower part is missing", "else"));
    assertThat(cards).containsExactly("Opened first.jpg: its lower part is missing\nelse");
  }

  @Test
  void isNotSaidAgainWhenThePhotoIsReadAgain() {
    notices.tell(first, List.of("its lower part is missing"));
    cards.clear();
    notices.tell(first, List.of("its lower part is missing"));
    assertThat(cards).isEmpty();
    notices.tell(first, List.of("its colour profile cannot be used"));
    assertThat(cards).as("another file by now").hasSize(1);
  }

  @Test
  void oneCardAtATimeAndNoneOfAPhotoThatIsClosed() {
    notices.tell(first, List.of("one"));
    notices.tell(second, List.of("two"));
    assertThat(cards).containsExactly("Opened second.jpg: two");
    notices.forget(first);
    assertThat(cards).hasSize(1);
    notices.forget(second);
    assertThat(cards).isEmpty();
    notices.tell(second, List.of("two"));
    assertThat(cards).as("opened anew").hasSize(1);
  }
}
