package org.ctsr.app.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.ctsr.app.fx.Picture;
import org.junit.jupiter.api.Test;

class HeldPicturesTest {
  private final HeldPictures held = new HeldPictures(2);
  private final BatchRow first = row("first.jpg");
  private final BatchRow second = row("second.jpg");
  private final BatchRow third = row("third.jpg");

  private BatchRow row(String name) {
    BatchRow row = new BatchRow(new BatchPhoto(Path.of(name), Path.of(""), ""));
    row.show(new Picture(1, 1, new int[1]));
    return row;
  }

  @Test
  void thePictureSeenLeastLatelyIsDropped() {
    held.touch(first);
    held.touch(second);
    held.touch(first);
    held.touch(third);
    assertThat(first.pictureProperty().get()).isNotNull();
    assertThat(second.pictureProperty().get()).isNull();
    assertThat(third.pictureProperty().get()).isNotNull();
  }

  @Test
  void aPictureMadeAgainIsHeldAgain() {
    held.touch(first);
    held.touch(second);
    held.touch(third);
    assertThat(first.pictureProperty().get()).isNull();
    first.show(new Picture(1, 1, new int[1]));
    held.touch(first);
    assertThat(first.pictureProperty().get()).isNotNull();
    assertThat(second.pictureProperty().get()).isNull();
  }
}
