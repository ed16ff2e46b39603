package org.ctsr.app.opening;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import org.ctsr.app.engine.FileStamp;
import org.ctsr.app.engine.OpenedPhoto;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Picture;
import org.ctsr.app.fx.Reasons;
import org.ctsr.app.library.PhotoFiles;
import org.ctsr.app.library.PhotoItem;
import org.ctsr.app.library.SamplePhoto;
import org.ctsr.app.mainwindow.StageState;
import org.ctsr.app.parts.StudioParts;
import org.ctsr.app.viewer.PhotoSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings photos into the strip and the chosen one into the viewer. Used on the FX thread. */
public final class PhotoFlow {
  private static final Logger log = LoggerFactory.getLogger(PhotoFlow.class);
  private static final Messages TEXTS = Messages.of(PhotoFlow.class);

  /** Photos whose pixels stay in memory: flipping between a few must not read them again. */
  private static final int HELD = 4;

  private final StudioParts parts;
  private final OpenPhotos open = new OpenPhotos(HELD);
  private final SearchFlow search;
  private final PhotoReads reads;
  private final Thumbnails thumbnails;
  private final OfferedPins pins;
  private final ReadNotices notices;
  private final RecentFiles recent;

  private int pasted;

  /**
   * @param addNotice shows a card with a title and a text; gives what takes it away
   */
  public PhotoFlow(
      StudioParts parts, BiFunction<String, ReadOnlyStringProperty, Runnable> addNotice) {
    this.parts = parts;
    notices = new ReadNotices(addNotice);
    pins =
        new OfferedPins(
            parts.inspector().variants(), open, item -> parts.library().photos().contains(item));
    reads =
        new PhotoReads(
            this::begin,
            new PhotoReads.Listener() {
              @Override
              public void opened(PhotoItem item, OpenedPhoto photo) {
                PhotoFlow.this.opened(item, photo);
              }

              @Override
              public void failed(PhotoItem item, Throwable reason) {
                PhotoFlow.this.failed(item, reason);
              }

              @Override
              public void passedBy(PhotoItem item) {
                thumbnails.passedBy(item);
              }
            },
            Platform::runLater);
    thumbnails =
        new Thumbnails(
            parts.background().thumbnails(),
            parts.background().general(),
            Platform::runLater,
            reads::isReading,
            open::held,
            this::failed);
    search = new SearchFlow(parts, this::readAgain);
    recent = new RecentFiles(parts.settings(), parts.background().general(), Platform::runLater);
    parts.library().setThumbnailRequest(thumbnails::make, thumbnails::withdraw);
    // Whoever takes a photo off the strip: the menu, or the strip itself.
    parts
        .library()
        .photos()
        .addListener(
            (ListChangeListener<PhotoItem>)
                change -> {
                  while (change.next()) {
                    change.getRemoved().forEach(this::forget);
                  }
                });
    parts.library().setCloseQuestion(items -> mayClose(items, closing(items)));
    parts.library().selectedProperty().addListener((property, old, item) -> select(item));
    parts.window().photosListedProperty().bind(Bindings.isNotEmpty(parts.library().photos()));
    parts.stage().setTitle(TEXTS.get("title"));
  }

  /** What a file dialog should offer. */
  public PhotoFiles files() {
    return search.files();
  }

  /** The photos in the strip that have files. */
  public List<ChosenPhoto> chosen() {
    return open.chosen(parts.library().photos());
  }

  /** Opens files, and the photos in folders. */
  public void open(List<Path> given) {
    search.open(given);
  }

  /** Gives up what is being searched. */
  public void close() {
    search.close();
  }

  /** Reads a photo again that could not be read, or whose file was written again. */
  private void readAgain(PhotoItem item) {
    if (item.stateProperty().get() == PhotoItem.State.FAILED) {
      item.opening();
      renew(item);
      return;
    }
    PhotoSession session = open.find(item).orElse(null);
    Path file = item.file().orElse(null);
    if (session == null || file == null) {
      return;
    }
    parts
        .background()
        .general()
        .execute(
            () -> {
              FileStamp stamp = FileStamp.of(file);
              // One that is gone meanwhile is shown as it was.
              if (stamp != null && !stamp.equals(session.photo().stamp())) {
                Platform.runLater(() -> drop(item, session));
              }
            });
  }

  private void drop(PhotoItem item, PhotoSession session) {
    if (open.find(item).filter(now -> now == session).isPresent()) {
      open.drop(item);
      renew(item);
    }
  }

  private void renew(PhotoItem item) {
    if (parts.library().selectedProperty().get() == item) {
      pins.offer(null);
      read(item);
    } else {
      thumbnails.renew(item);
    }
  }

  /** Opens the photo that is shipped. */
  public void openSample() {
    for (PhotoItem item : parts.library().photos()) {
      if (item.file().isEmpty() && item.name().equals(SamplePhoto.NAME)) {
        parts.library().selectedProperty().set(item);
        return;
      }
    }
    parts.library().add(List.of(sampleItem()));
  }

  /**
   * Shows the photo that is shipped, which was read before.
   *
   * @param small for the strip
   */
  public void openSample(OpenedPhoto ready, Picture small) {
    PhotoItem item = sampleItem();
    item.opened(small);
    open.add(item, ready, item);
    parts.library().add(List.of(item));
  }

  private PhotoItem sampleItem() {
    PhotoItem item = new PhotoItem(SamplePhoto.NAME);
    open.setSource(item, () -> new OpenedPhoto(SamplePhoto.NAME, null, SamplePhoto.read()));
    return item;
  }

  /** Opens what the clipboard, or something dragged, holds; false if that is nothing. */
  public boolean openFrom(Clipboard clipboard) {
    List<Path> listed = ClipboardPhotos.files(clipboard);
    if (!listed.isEmpty()) {
      open(listed);
      return true;
    }
    var picture = ClipboardPhotos.picture(clipboard);
    picture.ifPresent(this::openPicture);
    return picture.isPresent();
  }

  private void openPicture(Image picture) {
    pasted++;
    PhotoItem item = new PhotoItem(TEXTS.get("pasted", pasted));
    open.setSource(item, new PastedPhoto(item.name(), picture));
    parts.library().add(List.of(item));
  }

  /** Reads the chosen photo again if it could not be read. */
  public void tryAgain() {
    PhotoItem item = parts.library().selectedProperty().get();
    if (item != null) {
      readAgain(item);
    }
  }

  /** Takes the chosen photo off the strip. */
  public void closeShown() {
    PhotoItem item = parts.library().selectedProperty().get();
    if (item != null) {
      parts.library().close(item);
    }
  }

  /** Takes all photos off the strip. */
  public void closeAll() {
    parts.library().closeAll();
  }

  /** Lets go of what was held of a photo that is no longer in the strip. */
  private void forget(PhotoItem item) {
    thumbnails.forget(item);
    notices.forget(item);
    open.remove(item)
        .map(session -> session.photo().image().digest())
        // A copy of it may be the photo that is shown, whose tiles are the same.
        .filter(digest -> !open.holds(digest))
        .ifPresent(parts.engine().cache()::forgetPhoto);
  }

  private void select(@Nullable PhotoItem item) {
    // Those of a photo that is not open yet would act on the one before.
    pins.offer(null);
    reads.want(item);
    if (item == null) {
      show(null, StageState.WELCOME);
      parts.status().nothingOpen();
      parts.stage().setTitle(TEXTS.get("title"));
      return;
    }
    parts.stage().setTitle(TEXTS.get("title.photo", item.name()));
    open.find(item).ifPresentOrElse(session -> show(item, session), () -> read(item));
  }

  private static String closing(List<PhotoItem> items) {
    return items.size() == 1 ? "painted.close" : "painted.close.several";
  }

  /** Whether photos may be closed: asks if something painted would be lost. */
  boolean mayClose(List<PhotoItem> items, String question) {
    pins.save();
    List<PhotoItem> painted = items.stream().filter(open::isPainted).toList();
    if (painted.isEmpty()) {
      return true;
    }
    return parts
        .dialogs()
        .confirm(
            parts.stage(),
            painted.size() == 1
                ? TEXTS.get("painted.header", painted.get(0).name())
                : TEXTS.get("painted.header.several", painted.size()),
            TEXTS.get("painted.text"),
            TEXTS.get(question));
  }

  /** Whether all photos may go with the program. */
  public boolean mayQuit() {
    return mayClose(parts.library().photos(), "painted.quit");
  }

  private void read(PhotoItem item) {
    // The photo before stays on the screen until the next one is there.
    parts.window().stageProperty().set(StageState.OPENING);
    parts.status().say(TEXTS.get("opening", item.name()));
    reads.read(item);
  }

  private CompletableFuture<OpenedPhoto> begin(PhotoItem item, BooleanSupplier wanted) {
    return open.source(item)
        .map(
            source ->
                CompletableFuture.supplyAsync(
                    () -> get(source, wanted), parts.background().general()))
        .orElseGet(() -> parts.engine().open(item.file().orElseThrow(), wanted));
  }

  private static OpenedPhoto get(OpenPhotos.Source source, BooleanSupplier wanted) {
    if (!wanted.getAsBoolean()) {
      throw new CancellationException();
    }
    try {
      OpenedPhoto photo = source.open();
      // Computed here and not when a view first asks for it.
      photo.image().digest();
      return photo;
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private void opened(PhotoItem item, OpenedPhoto photo) {
    if (!parts.library().photos().contains(item)) {
      return;
    }
    notices.tell(item, photo.warnings());
    PhotoItem chosen = parts.library().selectedProperty().get();
    PhotoSession session = open.add(item, photo, chosen);
    if (chosen == item) {
      show(item, session);
    }
    thumbnails.opened(item, photo);
  }

  private void failed(PhotoItem item, Throwable reason) {
    thumbnails.failed(item);
    log.warn("{} cannot be opened", item.name(), reason);
    item.failed(Reasons.of(reason));
    item.file().ifPresent(recent::forgetIfGone);
    if (parts.library().selectedProperty().get() == item) {
      parts.window().problemNameProperty().set(item.name());
      parts.window().problemProperty().set(item.problem());
      show(null, StageState.PROBLEM);
      parts.status().nothingOpen();
    }
  }

  private void show(PhotoItem item, PhotoSession session) {
    show(session, StageState.PHOTO);
    pins.offer(item);
  }

  private void show(@Nullable PhotoSession session, StageState state) {
    parts.viewer().photoProperty().set(session);
    parts.window().stageProperty().set(state);
    if (session != null) {
      parts.status().say("");
      parts.saySizes();
      Path file = session.photo().file();
      if (file != null) {
        recent.opened(file);
      }
    }
  }
}
