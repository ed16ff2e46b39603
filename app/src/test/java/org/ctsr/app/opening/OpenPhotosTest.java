package org.ctsr.app.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ctsr.app.engine.Enlargement;
import org.ctsr.app.engine.OpenedPhoto;
import org.ctsr.app.engine.TestPhoto;
import org.ctsr.app.inspector.VariantsViewModel.Pin;
import org.ctsr.app.library.PhotoItem;
import org.ctsr.app.parts.Variant;
import org.ctsr.app.viewer.PhotoSession;
import org.ctsr.app.viewer.RealnessMask;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;
import org.ctsr.engine.tile.TileGrid;
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
  void askingWhatIsHeldIsNoUseOfIt() {
    PhotoItem second = new PhotoItem("second");
    PhotoSession session = add(first, first);
    add(second, second);
    assertThat(open.held(first)).containsSame(session.photo());
    add(new PhotoItem("third"), null);
    assertThat(open.held(first)).isEmpty();
    assertThat(open.held(second)).isPresent();
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

  @Test
  void saysHowRealPhotosAreWhosePixelsAreInMemoryOrNot() {
    PhotoItem file = new PhotoItem(Path.of("a.png"));
    open.add(file, TestPhoto.read("a.png"), file).setRealness(0.8);
    add(first, first);
    assertThat(open.chosen(List.of(file, first)))
        .as("one has no file")
        .containsExactly(new ChosenPhoto(Path.of("a.png").toAbsolutePath(), 0.8, false));
    open.drop(file);
    assertThat(open.chosen(List.of(file)).get(0).realness()).isEqualTo(0.8);
    PhotoItem unread = new PhotoItem(Path.of("b.png"));
    assertThat(open.chosen(List.of(unread)).get(0).realness()).isNaN();
  }

  private static Pin<Variant> pin(float @Nullable [] painted) {
    Enlargement how = new Enlargement(4, new TileGrid(4, 4, 4, 0), null, "none");
    return new Pin<>('A', "", new Variant("", how, 0.5, painted));
  }

  @Test
  void aPhotoThatIsDroppedIsReadAgainWithItsSettings() {
    PhotoSession session = add(first, first);
    session.setRealness(0.8);
    open.setPins(first, List.of(pin(null)));
    open.drop(first);
    assertThat(open.find(first)).isEmpty();
    PhotoSession again = add(first, first);
    assertThat(again).isNotSameAs(session);
    assertThat(again.realness()).isEqualTo(0.8);
    assertThat(open.pins(first)).hasSize(1);
  }

  @Test
  void pinsDoNotOutliveAPictureOfAnotherSize() {
    add(first, first);
    open.setPins(first, List.of(pin(null)));
    open.drop(first);
    RgbImage cropped = RgbImage.grey(2, 2, SamplePlane.of(new byte[4]), null, Metadata.NONE);
    open.add(first, new OpenedPhoto("first", null, cropped), first);
    assertThat(open.pins(first)).isEmpty();
    open.setPins(first, List.of(pin(null)));
    open.drop(first);
    open.add(first, new OpenedPhoto("first", null, cropped), first);
    assertThat(open.pins(first)).as("those of the new picture stay").hasSize(1);
  }

  @Test
  void saysOfWhichPhotosSomethingPaintedWouldBeLost() {
    PhotoItem painted = new PhotoItem("painted");
    RealnessMask mask = add(painted, painted).mask();
    mask.beginStroke();
    mask.strokeTo(0.4, 0.5, 0.6, 0.5, new RealnessMask.Brush(0.2, 0.5, 0, false));
    mask.endStroke();
    add(first, first);
    assertThat(open.isPainted(painted)).isTrue();
    assertThat(open.isPainted(first)).isFalse();
    Stream.of("a", "b", "c").forEach(name -> add(new PhotoItem(name), null));
    assertThat(open.find(painted)).isEmpty();
    assertThat(open.isPainted(painted)).as("while its pixels are away").isTrue();
    open.setPins(first, List.of(pin(null)));
    assertThat(open.isPainted(first)).isFalse();
    open.setPins(first, List.of(pin(new float[] {1})));
    assertThat(open.isPainted(first)).isTrue();
  }

  @Test
  void knowsWhetherACopyOfAPhotoIsLeft() {
    PhotoItem copy = new PhotoItem("copy");
    String digest = add(first, first).photo().image().digest();
    assertThat(add(copy, copy).photo().image().digest()).isEqualTo(digest);
    open.remove(first);
    assertThat(open.holds(digest)).isTrue();
    open.remove(copy);
    assertThat(open.holds(digest)).isFalse();
  }
}
