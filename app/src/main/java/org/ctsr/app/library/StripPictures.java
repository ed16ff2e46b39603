package org.ctsr.app.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.ctsr.app.fx.Picture;

/**
 * Small pictures for the strip, one after the other. A photo that went out of view before its turn
 * is not read: it would hold up those that are in view.
 */
public final class StripPictures {
  private final Reader reader;
  private final Executor background;
  private final Executor fx;
  private final BiConsumer<PhotoItem, Picture> made;
  private final BiConsumer<PhotoItem, IOException> failed;

  /** Photos whose pictures are made or to be made; asked on the background's thread too. */
  private final Set<PhotoItem> asked = ConcurrentHashMap.newKeySet();

  /** Makes a picture of a file. */
  public interface Reader {
    /** Takes as long as reading the photo. */
    Picture read(Path file) throws IOException;
  }

  /**
   * @param background one thread
   * @param fx runs {@code made} and {@code failed}
   */
  public StripPictures(
      Reader reader,
      Executor background,
      Executor fx,
      BiConsumer<PhotoItem, Picture> made,
      BiConsumer<PhotoItem, IOException> failed) {
    this.reader = reader;
    this.background = background;
    this.fx = fx;
    this.made = made;
    this.failed = failed;
  }

  /** Makes a photo's picture, unless that was asked before. */
  public void make(PhotoItem item, Path file) {
    if (asked.add(item)) {
      background.execute(() -> read(item, file));
    }
  }

  private void read(PhotoItem item, Path file) {
    if (!asked.contains(item)) {
      return;
    }
    try {
      Picture small = reader.read(file);
      fx.execute(() -> made.accept(item, small));
    } catch (IOException e) {
      fx.execute(() -> failed.accept(item, e));
    }
  }

  /** Says that a photo's picture is made of what was read for the window. */
  public void madeElsewhere(PhotoItem item) {
    asked.add(item);
  }

  /** Whether a photo's picture is made or to be made. */
  public boolean isAsked(PhotoItem item) {
    return asked.contains(item);
  }

  /** Says that a photo's picture is not wanted any more, until it is asked for again. */
  public void forget(PhotoItem item) {
    asked.remove(item);
  }
}
