package org.ctsr.app.opening;

import java.util.List;
import java.util.function.Predicate;
import org.ctsr.app.inspector.VariantsViewModel;
import org.ctsr.app.library.PhotoItem;
import org.ctsr.app.parts.Variant;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that the pins in the inspector are those of the photo that is open, and kept with it.
 * Used on the FX thread.
 */
final class OfferedPins {
  private final VariantsViewModel<Variant> variants;
  private final OpenPhotos open;
  private final Predicate<PhotoItem> listed;
  private @Nullable PhotoItem owner;

  /**
   * @param listed whether a photo is still in the strip
   */
  OfferedPins(VariantsViewModel<Variant> variants, OpenPhotos open, Predicate<PhotoItem> listed) {
    this.variants = variants;
    this.open = open;
    this.listed = listed;
  }

  /** Offers the pins of a photo that is open; none for null, as while a photo is being read. */
  void offer(@Nullable PhotoItem item) {
    save();
    owner = item;
    variants.replaceAll(item == null ? List.of() : open.pins(item));
  }

  /** Keeps the pins as they are now with their photo. */
  void save() {
    if (owner != null && listed.test(owner)) {
      open.setPins(owner, variants.pins());
    }
  }
}
