package org.ctsr.app.opening;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctsr.app.engine.OpenedPhoto;
import org.ctsr.app.inspector.VariantsViewModel.Pin;
import org.ctsr.app.library.PhotoItem;
import org.ctsr.app.parts.Variant;
import org.ctsr.app.viewer.PhotoSession;
import org.jspecify.annotations.Nullable;

/**
 * What the program holds of each photo in the strip: its settings always, its pixels only for the
 * photos shown last. Used on the FX thread.
 */
final class OpenPhotos {
  /** Where the pixels of a photo without a file come from. */
  @FunctionalInterface
  interface Source {
    /** Gives the pixels; called off the FX thread. */
    OpenedPhoto open() throws IOException;
  }

  private final int held;
  private final Map<PhotoItem, PhotoSession> sessions = new LinkedHashMap<>(8, 0.75f, true);
  private final Map<PhotoItem, PhotoSession.Kept> kept = new IdentityHashMap<>();
  private final Map<PhotoItem, Source> sources = new IdentityHashMap<>();
  private final Map<PhotoItem, List<Pin<Variant>>> pins = new IdentityHashMap<>();

  /**
   * @param held photos whose pixels are kept
   */
  OpenPhotos(int held) {
    this.held = held;
  }

  /** Says where a photo without a file comes from. */
  void setSource(PhotoItem item, Source source) {
    sources.put(item, source);
  }

  /** Where a photo without a file comes from. */
  Optional<Source> source(PhotoItem item) {
    return Optional.ofNullable(sources.get(item));
  }

  /** The photo if its pixels are in memory. */
  Optional<PhotoSession> find(PhotoItem item) {
    return Optional.ofNullable(sessions.get(item));
  }

  /** What was read of a photo if it is in memory; asking does not keep it there. */
  Optional<OpenedPhoto> held(PhotoItem item) {
    return sessions.entrySet().stream()
        .filter(entry -> entry.getKey() == item)
        .map(entry -> entry.getValue().photo())
        .findFirst();
  }

  /**
   * Takes a photo that was read, with the settings it had before, and lets the oldest pixels go. A
   * photo whose pixels are in memory stays as it is.
   *
   * @param chosen the photo that is chosen, whose pixels stay in any case; null for none
   */
  PhotoSession add(PhotoItem item, OpenedPhoto photo, @Nullable PhotoItem chosen) {
    PhotoSession present = sessions.get(item);
    if (present != null) {
      return present;
    }
    PhotoSession session = session(item, photo);
    sessions.put(item, session);
    Iterator<Map.Entry<PhotoItem, PhotoSession>> oldest = sessions.entrySet().iterator();
    while (sessions.size() > held && oldest.hasNext()) {
      Map.Entry<PhotoItem, PhotoSession> entry = oldest.next();
      if (entry.getKey() != item && entry.getKey() != chosen) {
        kept.put(entry.getKey(), entry.getValue().keep());
        oldest.remove();
      }
    }
    return session;
  }

  private PhotoSession session(PhotoItem item, OpenedPhoto photo) {
    PhotoSession.Kept earlier = kept.remove(item);
    if (earlier == null) {
      return new PhotoSession(photo);
    }
    if (earlier.isFor(photo.image())) {
      return new PhotoSession(photo, earlier);
    }
    // The file holds another picture now: where it was painted or looked at means nothing there.
    pins.remove(item);
    PhotoSession session = new PhotoSession(photo);
    session.setRealness(earlier.realness());
    return session;
  }

  /** The pins of a photo. */
  List<Pin<Variant>> pins(PhotoItem item) {
    return pins.getOrDefault(item, List.of());
  }

  /** Keeps the pins of a photo. */
  void setPins(PhotoItem item, List<Pin<Variant>> all) {
    pins.put(item, List.copyOf(all));
  }

  /** Lets a photo's pixels go, so that it is read again; its settings stay. */
  void drop(PhotoItem item) {
    PhotoSession session = sessions.remove(item);
    if (session != null) {
      kept.put(item, session.keep());
    }
  }

  /**
   * Whether something painted would be lost with a photo. Pins of a mere number are made again in a
   * second, and not asked about.
   */
  boolean isPainted(PhotoItem item) {
    PhotoSession session = sessions.get(item);
    PhotoSession.Kept away = kept.get(item);
    return (session != null && session.isPainted())
        || (away != null && away.isPainted())
        || pins(item).stream().anyMatch(pin -> pin.settings().painted() != null);
  }

  /** Those of some photos that have files. */
  List<ChosenPhoto> chosen(List<PhotoItem> items) {
    List<ChosenPhoto> all = new ArrayList<>();
    for (PhotoItem item : items) {
      PhotoSession session = sessions.get(item);
      PhotoSession.Kept away = kept.get(item);
      double realness =
          session != null ? session.realness() : away != null ? away.realness() : Double.NaN;
      boolean painted = session != null ? session.isPainted() : away != null && away.isPainted();
      item.file().ifPresent(file -> all.add(new ChosenPhoto(file, realness, painted)));
    }
    return all;
  }

  /** Whether pixels with this digest are in memory, which copies of a file share. */
  boolean holds(String digest) {
    return sessions.values().stream()
        .anyMatch(session -> session.photo().image().digest().equals(digest));
  }

  /** Forgets a photo; returns its session if it was in memory. */
  Optional<PhotoSession> remove(PhotoItem item) {
    kept.remove(item);
    sources.remove(item);
    pins.remove(item);
    return Optional.ofNullable(sessions.remove(item));
  }
}
