package org.ctsr.app.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.ctsr.app.fx.Latest;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Picture;
import org.ctsr.engine.image.PhotoHeader;
import org.ctsr.engine.image.Shortage;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.training.TrainingPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The photos to train on: which can be used, and whether they are enough. FX thread only. */
public final class PhotosViewModel {
  private static final Logger log = LoggerFactory.getLogger(PhotosViewModel.class);
  private static final Messages TEXTS = Messages.of(PhotosViewModel.class);

  /** Below this many a student learns little beyond what it brings. */
  static final int FEW = 20;

  /** Photos whose headers are shown at once. */
  private static final int CHUNK = 40;

  private static final double MEGA = 1e6;

  private final PhotoSurvey survey;
  private final Executor background;
  private final Executor pictures;
  private final Executor fx;
  private final ObservableList<TrainPhoto> photos = FXCollections.observableArrayList();
  private final Set<Path> known = new HashSet<>();
  private final IntegerProperty smallest = new SimpleIntegerProperty();
  private final ReadOnlyObjectWrapper<Counts> counts =
      new ReadOnlyObjectWrapper<>(new Counts(0, 0, 0, 0));
  private final ReadOnlyStringWrapper warning = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper enough = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();

  /** Searches share a request; the next one is made when none of them is wanted any more. */
  private final Latest wanted = new Latest();

  private int searches;

  PhotosViewModel(PhotoSurvey survey, Executor background, Executor pictures, Executor fx) {
    this.survey = survey;
    this.background = background;
    this.pictures = pictures;
    this.fx = fx;
  }

  /**
   * How many photos there are.
   *
   * @param usable those training can use
   * @param small too few pixels to cut a patch from
   * @param unreadable not readable as photos
   * @param pixels of the usable ones, all together
   */
  public record Counts(int usable, int small, int unreadable, long pixels) {}

  /**
   * Says how small a photo may be.
   *
   * @param side shortest side, in pixels
   */
  void setSmallest(int side) {
    if (smallest.get() == side) {
      return;
    }
    smallest.set(side);
    List<TrainPhoto> judged = new ArrayList<>();
    for (TrainPhoto photo : photos) {
      judged.add(
          photo.width() == 0 ? photo : judge(photo.file(), photo.width(), photo.height(), side));
    }
    photos.setAll(judged);
    count();
  }

  /** All photos found, in order. */
  public ObservableList<TrainPhoto> photos() {
    return photos;
  }

  /** How many can be used. */
  public ReadOnlyObjectProperty<Counts> countsProperty() {
    return counts.getReadOnlyProperty();
  }

  /** What to think about; empty if all is well. */
  public ReadOnlyStringProperty warningProperty() {
    return warning.getReadOnlyProperty();
  }

  /** Whether there are enough to begin. */
  public ReadOnlyBooleanProperty enoughProperty() {
    return enough.getReadOnlyProperty();
  }

  /** Whether folders are being looked through. */
  public ReadOnlyBooleanProperty searchingProperty() {
    return searching.getReadOnlyProperty();
  }

  /** The photos training can use. */
  List<Path> usable() {
    return photos.stream().filter(TrainPhoto::isUsable).map(TrainPhoto::file).toList();
  }

  /** Adds files and the photos in folders; those known already are left out. */
  public void add(List<Path> given) {
    searching.set(true);
    searches++;
    int side = smallest.get();
    Latest.Request mine = wanted.current();
    background.execute(
        () -> {
          try {
            List<TrainPhoto> chunk = new ArrayList<>();
            for (Path file : survey.find(given, count -> checkWanted(mine))) {
              checkWanted(mine);
              chunk.add(look(file, side));
              if (chunk.size() == CHUNK) {
                List<TrainPhoto> ready = List.copyOf(chunk);
                fx.execute(() -> take(mine, ready));
                chunk.clear();
              }
            }
            fx.execute(() -> take(mine, chunk));
          } catch (IOException e) {
            fx.execute(() -> fail(mine, e));
          } catch (CancellationException e) {
            log.debug("The search of {} was given up", given, e);
          } finally {
            fx.execute(() -> end(mine));
          }
        });
  }

  private void checkWanted(Latest.Request mine) {
    if (!mine.isLatest()) {
      throw new CancellationException();
    }
  }

  private void fail(Latest.Request mine, IOException reason) {
    if (mine.isLatest()) {
      warning.set(FileFailure.sentence(reason));
    }
  }

  private void end(Latest.Request mine) {
    if (mine.isLatest()) {
      searches--;
      searching.set(searches > 0);
    }
  }

  /** Gives up what is being searched: nothing more is found. */
  void giveUpSearches() {
    wanted.next();
    searches = 0;
    searching.set(false);
  }

  private TrainPhoto look(Path file, int side) {
    try {
      PhotoHeader header = survey.header(file);
      return judge(file, header.width(), header.height(), side);
    } catch (IOException e) {
      return new TrainPhoto(file, 0, 0, FileFailure.sentence(e));
    }
  }

  private static TrainPhoto judge(Path file, int width, int height, int side) {
    boolean large = Math.min(width, height) >= side;
    return new TrainPhoto(
        file, width, height, large ? "" : TEXTS.get("photos.small", width, height, side));
  }

  private void take(Latest.Request mine, List<TrainPhoto> found) {
    if (!mine.isLatest()) {
      return;
    }
    photos.addAll(
        found.stream()
            .filter(photo -> known.add(photo.file().toAbsolutePath().normalize()))
            // The recipe, and with it the smallest size, may be another since they were looked at.
            .map(
                photo ->
                    photo.width() == 0
                        ? photo
                        : judge(photo.file(), photo.width(), photo.height(), smallest.get()))
            .toList());
    count();
  }

  /** Takes all photos off the list, also those that a search has yet to find. */
  public void clear() {
    giveUpSearches();
    photos.clear();
    known.clear();
    count();
  }

  /** Takes some photos off the list. */
  public void remove(List<TrainPhoto> some) {
    List<TrainPhoto> gone = List.copyOf(some);
    gone.forEach(photo -> known.remove(photo.file().toAbsolutePath().normalize()));
    photos.removeAll(gone);
    count();
  }

  /**
   * Makes a small picture of a photo, off the FX thread, and hands it over on it. A photo that
   * turns out to be damaged, or of which a part is missing, is left out of training.
   *
   * @param side largest side
   * @param wanted asked just before: a page may be gone by then
   */
  void makePicture(Path photo, int side, BooleanSupplier wanted, Consumer<Picture> use) {
    pictures.execute(
        () -> {
          if (!wanted.getAsBoolean()) {
            return;
          }
          try {
            Picture picture = Picture.reducedOnce(survey.readWhole(photo), side);
            fx.execute(() -> use.accept(picture));
          } catch (IOException e) {
            log.debug("No picture of {}", photo, e);
            // Training, in a process of its own, may have the memory that is short here.
            if (Shortage.of(e) != Shortage.MEMORY) {
              fx.execute(() -> leaveOut(photo, FileFailure.sentence(e)));
            }
          }
        });
  }

  /**
   * Keeps a photo on the list but out of training: its header was fine, the rest is not.
   *
   * @param reason a sentence that names it
   */
  void leaveOut(Path file, String reason) {
    Path place = file.toAbsolutePath().normalize();
    for (int i = 0; i < photos.size(); i++) {
      Path listed = photos.get(i).file();
      if (listed.toAbsolutePath().normalize().equals(place)) {
        photos.set(i, new TrainPhoto(listed, 0, 0, reason));
      }
    }
    count();
  }

  private void count() {
    int usable = 0;
    int small = 0;
    int unreadable = 0;
    long pixels = 0;
    for (TrainPhoto photo : photos) {
      if (photo.isUsable()) {
        usable++;
        pixels += photo.pixels();
      } else if (photo.width() == 0) {
        unreadable++;
      } else {
        small++;
      }
    }
    counts.set(new Counts(usable, small, unreadable, pixels));
    enough.set(usable >= TrainingPlan.fewestPhotos());
    warning.set(warning(usable, pixels));
  }

  private String warning(int usable, long pixels) {
    if (photos.isEmpty()) {
      return "";
    }
    if (usable < TrainingPlan.fewestPhotos()) {
      return TEXTS.get("photos.none", TrainingPlan.fewestPhotos(), smallest.get());
    }
    if (usable < FEW) {
      return TEXTS.get("photos.few", usable, FEW);
    }
    // Patches are cut from photos shrunk to half their size at most.
    return pixels / usable < MEGA ? TEXTS.get("photos.low", pixels / usable / MEGA) : "";
  }
}
