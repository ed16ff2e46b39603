package org.ctsr.app.opening;

import java.io.IOException;
import javafx.scene.image.Image;
import org.ctsr.app.engine.OpenedPhoto;
import org.ctsr.engine.image.HiddenColors;
import org.ctsr.engine.image.RgbImage;
import org.jspecify.annotations.Nullable;

/**
 * A picture of the window system as the source of a photo. It is converted when the photo is first
 * wanted, off the window's thread: that takes a tenth of a second for a large one. Thread-safe.
 */
final class PastedPhoto implements OpenPhotos.Source {
  private final String name;
  private @Nullable Image picture;
  private @Nullable RgbImage pixels;

  /**
   * @param name what to call it
   * @param picture that nobody changes any more
   */
  PastedPhoto(String name, Image picture) {
    this.name = name;
    this.picture = picture;
  }

  @Override
  public synchronized OpenedPhoto open() throws IOException {
    Image from = picture;
    RgbImage made = pixels;
    if (made == null && from != null) {
      made = HiddenColors.fill(ClipboardPhotos.toPhoto(from));
      pixels = made;
      // Both would be twice the memory.
      picture = null;
    }
    if (made == null) {
      throw new IllegalStateException("neither picture nor pixels");
    }
    return new OpenedPhoto(name, null, made);
  }
}
