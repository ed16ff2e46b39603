package org.ctsr.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.ctsr.app.fx.Picture;
import org.junit.jupiter.api.Test;

class PhotoItemTest {
  @Test
  void whatTheStripSaysFollowsAPhotoThatFailsLater() {
    Path file = Path.of("hills.png").toAbsolutePath();
    PhotoItem item = new PhotoItem(file);
    StringProperty tip = new SimpleStringProperty();
    StringProperty spoken = new SimpleStringProperty();
    tip.bind(item.tip());
    spoken.bind(item.spoken());
    assertThat(tip.get()).isEqualTo(file.toString());
    assertThat(spoken.get()).isEqualTo("hills.png");
    item.failed("is no photo");
    assertThat(tip.get()).isEqualTo("is no photo");
    assertThat(spoken.get()).isEqualTo("hills.png: is no photo");
    item.opened(new Picture(1, 1, new int[1]));
    assertThat(tip.get()).isEqualTo(file.toString());
    assertThat(spoken.get()).isEqualTo("hills.png");
  }
}
