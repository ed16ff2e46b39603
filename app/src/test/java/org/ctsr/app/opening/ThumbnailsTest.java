package org.ctsr.app.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ctsr.app.engine.OpenedPhoto;
import org.ctsr.app.engine.TestPhoto;
import org.ctsr.app.library.PhotoItem;
import org.junit.jupiter.api.Test;

class ThumbnailsTest {
  /** Reading it fails, which tells that it was read. */
  private final PhotoItem item = new PhotoItem(Path.of("there", "is", "none.png"));

  private final Set<PhotoItem> reading = new HashSet<>();
  private final Map<PhotoItem, OpenedPhoto> held = new HashMap<>();
  private final List<PhotoItem> read = new ArrayList<>();
  private final Thumbnails thumbnails =
      new Thumbnails(
          Runnable::run,
          Runnable::run,
          Runnable::run,
          reading::contains,
          photo -> Optional.ofNullable(held.get(photo)),
          (photo, reason) -> read.add(photo));

  @Test
  void aPhotoThatIsReadForTheWindowIsNotReadTwice() {
    reading.add(item);
    thumbnails.make(item);
    thumbnails.opened(item, TestPhoto.read("none.png"));
    assertThat(item.thumbnailProperty().get()).isNotNull();
    reading.clear();
    thumbnails.make(item);
    assertThat(read).isEmpty();
  }

  @Test
  void aPhotoInMemoryNeedsNoFile() {
    held.put(item, TestPhoto.read("none.png"));
    thumbnails.make(item);
    assertThat(item.thumbnailProperty().get()).isNotNull();
    assertThat(read).isEmpty();
  }

  @Test
  void aPhotoThatCameIntoMemoryMeanwhileHasNotFailed() {
    List<Runnable> later = new ArrayList<>();
    Thumbnails slow =
        new Thumbnails(
            later::add,
            Runnable::run,
            Runnable::run,
            reading::contains,
            photo -> Optional.ofNullable(held.get(photo)),
            (photo, reason) -> read.add(photo));
    slow.make(item);
    held.put(item, TestPhoto.read("none.png"));
    later.forEach(Runnable::run);
    assertThat(later).hasSize(1);
    assertThat(read).isEmpty();
  }

  @Test
  void aPhotoThatWasPassedByIsReadForItsPicture() {
    reading.add(item);
    thumbnails.make(item);
    assertThat(read).isEmpty();
    reading.clear();
    thumbnails.passedBy(item);
    assertThat(read).containsExactly(item);
  }

  @Test
  void aPhotoOutOfViewIsNotReadForItsPicture() {
    reading.add(item);
    thumbnails.make(item);
    thumbnails.withdraw(item);
    reading.clear();
    thumbnails.passedBy(item);
    assertThat(read).isEmpty();
  }
}
