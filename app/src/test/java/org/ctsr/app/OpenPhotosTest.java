package org.ctsr.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.ctsr.app.library.PhotoItem;
import org.ctsr.app.viewer.PhotoSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenPhotosTest {
  private final OpenPhotos open = new OpenPhotos(2);
  private final PhotoItem first = new PhotoItem("first");

  private PhotoSession add(PhotoItem item, @Nullable PhotoItem chosen) {
    return open.add(item, TestPhoto.read(item.name()), chosen);
  }

  @Test
  void aPhotoThatIsReadTwiceStaysAsItIs() {
    PhotoSession session = add(first, first);
    session.setRealness(0.8);
    assertThat(add(first, first)).isSameAs(session);
    assertThat(open.find(first)).containsSame(session);
  }

  @Test
  void theChosenPhotoStaysInMemoryHoweverManyAreRead() {
    PhotoSession session = add(first, first);
    Stream.of("a", "b", "c").forEach(name -> add(new PhotoItem(name), first));
    assertThat(open.find(first)).containsSame(session);
  }

  @Test
  void theOldestPixelsGo() {
    PhotoItem second = new PhotoItem("second");
    PhotoItem third = new PhotoItem("third");
    add(first, first);
    add(second, second);
    add(third, third);
    assertThat(open.find(first)).isEmpty();
    assertThat(open.find(second)).isPresent();
    assertThat(open.find(third)).isPresent();
  }

  @Test
  void whatIsChangedWhileThePixelsAreAwayIsNotLost() {
    PhotoSession session = add(first, first);
    Stream.of("a", "b", "c").forEach(name -> add(new PhotoItem(name), null));
    assertThat(open.find(first)).isEmpty();
    session.setRealness(0.8);
    session.mask().clear();
    PhotoSession again = add(first, first);
    assertThat(again).isNotSameAs(session);
    assertThat(again.realness()).isEqualTo(0.8);
    assertThat(again.mask()).isSameAs(session.mask());
  }
}
