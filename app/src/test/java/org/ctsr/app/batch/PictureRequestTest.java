package org.ctsr.app.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.ctsr.app.fx.Picture;
import org.junit.jupiter.api.Test;

class PictureRequestTest {
  private static final Picture SMALL = new Picture(1, 1, new int[1]);

  private final Queue<Asked> waiting = new ArrayDeque<>();
  private final PictureRequest cell = new PictureRequest(new Actions(), new HeldPictures(1), 88);
  private final BatchRow first = row("first.jpg");
  private final BatchRow second = row("second.jpg");

  private record Asked(Path photo, BooleanSupplier wanted, Consumer<Picture> use) {}

  private final class Actions implements BatchActions {
    @Override
    public ObservableBooleanValue anyOpen() {
      return new SimpleBooleanProperty();
    }

    @Override
    public void addOpen() {}

    @Override
    public void open(Path file) {}

    @Override
    public void showInFolder(Path file) {}

    @Override
    public void makePicture(Path photo, int side, BooleanSupplier wanted, Consumer<Picture> use) {
      waiting.add(new Asked(photo, wanted, use));
    }
  }

  private static BatchRow row(String name) {
    return new BatchRow(BatchPhoto.photo(Path.of(name), Path.of("")));
  }

  /** As a cell does when the row's picture changes. */
  private void look(BatchRow row) {
    cell.show(row, row.pictureProperty().get());
  }

  @Test
  void aPictureIsAskedForOnceWhileItsRowIsInView() {
    look(first);
    look(first);
    assertThat(waiting).hasSize(1);
    assertThat(waiting.element().wanted().getAsBoolean()).isTrue();
    look(second);
    assertThat(waiting.remove().wanted().getAsBoolean()).isFalse();
    assertThat(waiting).extracting(Asked::photo).containsExactly(Path.of("second.jpg"));
    look(first);
    assertThat(waiting).extracting(Asked::photo).endsWith(Path.of("first.jpg"));
  }

  @Test
  void aPictureThatWasDroppedIsAskedForAgain() {
    first.pictureProperty().addListener((property, old, now) -> look(first));
    look(first);
    waiting.remove().use().accept(SMALL);
    assertThat(waiting).isEmpty();
    first.dropPicture();
    assertThat(waiting).as("its cell still shows it").hasSize(1);
  }

  @Test
  void aPictureThatComesLateIsHeldLikeTheOthers() {
    look(first);
    look(second);
    waiting.remove().use().accept(SMALL);
    assertThat(first.pictureProperty().get()).isNotNull();
    waiting.remove().use().accept(SMALL);
    assertThat(first.pictureProperty().get()).as("there is room for one").isNull();
    assertThat(second.pictureProperty().get()).isNotNull();
  }

  @Test
  void whatIsNoPhotoHasNoPicture() {
    look(new BatchRow(new BatchPhoto(Path.of("a.txt"), Path.of(""), "is no photo")));
    assertThat(waiting).isEmpty();
  }
}
