package org.ctsr.app.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.ctsr.app.engine.Enlargement;
import org.ctsr.app.inspector.VariantsViewModel;
import org.ctsr.app.library.PhotoItem;
import org.ctsr.app.parts.Variant;
import org.ctsr.engine.tile.TileGrid;
import org.junit.jupiter.api.Test;

class OfferedPinsTest {
  private final VariantsViewModel<Variant> variants = new VariantsViewModel<>();
  private final OpenPhotos open = new OpenPhotos(2);
  private final PhotoItem first = new PhotoItem("first");
  private final PhotoItem second = new PhotoItem("second");
  private final OfferedPins pins = new OfferedPins(variants, open, item -> item != second);

  private void pin() {
    Enlargement how = new Enlargement(4, new TileGrid(4, 4, 4, 0), null, "none");
    variants.connect(
        () -> Optional.of(new Variant("", how, 0.5, null)), words -> "", settings -> {});
    assertThat(variants.pin()).isTrue();
  }

  @Test
  void thereAreNoneWhileAPhotoIsReadAndTheyComeBackWithIt() {
    pins.offer(first);
    pin();
    pins.offer(null);
    assertThat(variants.pins()).isEmpty();
    pins.offer(null);
    pins.offer(first);
    assertThat(variants.pins()).hasSize(1);
  }

  @Test
  void thoseOfAPhotoThatIsGoneAreNotKept() {
    pins.offer(second);
    pin();
    pins.offer(null);
    assertThat(open.pins(second)).isEmpty();
  }

  @Test
  void thoseOfferedAreKeptWhenAsked() {
    pins.offer(first);
    pin();
    pins.save();
    assertThat(open.pins(first)).hasSize(1);
  }
}
