package org.ctsr.app.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import org.ctsr.app.engine.SmallBasis;
import org.ctsr.app.fx.Latest;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.NewestTask;
import org.ctsr.app.fx.Picture;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.model.ModelPackage;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.training.TrainingConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A photo of the user's, enlarged by the model in use and by the one being trained, at one
 * realness. FX thread only.
 */
public final class PreviewViewModel {
  private static final Logger log = LoggerFactory.getLogger(PreviewViewModel.class);
  private static final Messages TEXTS = Messages.of(PreviewViewModel.class);

  /** Largest part of the photo that is shown, pixels of the small photo. */
  static final int WIDTH = 136;

  static final int HEIGHT = 102;

  private static final double MIDDLE = 0.5;

  private final PhotoSurvey survey;
  private final Supplier<@Nullable ModelPackage> modelInUse;
  private final Executor background;
  private final Executor fx;
  private final DoubleProperty realness = new SimpleDoubleProperty(0.5);
  private final ReadOnlyObjectWrapper<@Nullable Picture> photo = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Picture> before = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Picture> after = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper beforeName = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper afterName = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper slider = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final NewestTask blends;
  private @Nullable RgbImage image;
  private double centreX = MIDDLE;
  private double centreY = MIDDLE;
  private @Nullable SmallBasis old;
  private boolean beforeFailed;
  private @Nullable SmallBasis made;
  private @Nullable Runnable again;

  /** Counts what is to be shown beside: an answer that comes late must not replace a newer one. */
  private final Latest asked = new Latest();

  /** Likewise the photos that are to be read. */
  private final Latest opened = new Latest();

  PreviewViewModel(
      PhotoSurvey survey,
      Supplier<@Nullable ModelPackage> modelInUse,
      Executor background,
      Executor fx) {
    this.survey = survey;
    this.modelInUse = modelInUse;
    this.background = background;
    this.fx = fx;
    this.blends = new NewestTask(background);
    realness.addListener((property, was, now) -> blend());
  }

  /** The slider. */
  public DoubleProperty realnessProperty() {
    return realness;
  }

  /** Whether the slider changes one of the pictures. */
  public ReadOnlyBooleanProperty sliderProperty() {
    return slider.getReadOnlyProperty();
  }

  /** The part of the photo, as it is. */
  public ReadOnlyObjectProperty<@Nullable Picture> photoProperty() {
    return photo.getReadOnlyProperty();
  }

  /** Enlarged by the model in use. */
  public ReadOnlyObjectProperty<@Nullable Picture> beforeProperty() {
    return before.getReadOnlyProperty();
  }

  /** Enlarged by the one being trained. */
  public ReadOnlyObjectProperty<@Nullable Picture> afterProperty() {
    return after.getReadOnlyProperty();
  }

  /** What {@link #beforeProperty} was made by. */
  public ReadOnlyStringProperty beforeNameProperty() {
    return beforeName.getReadOnlyProperty();
  }

  /** What {@link #afterProperty} was made by. */
  public ReadOnlyStringProperty afterNameProperty() {
    return afterName.getReadOnlyProperty();
  }

  /** Why something cannot be shown; empty if all can. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether there is a photo. */
  public boolean hasPhoto() {
    return image != null;
  }

  /** Shows another photo: its middle, as the small photo to be enlarged. */
  public void open(Path file) {
    Latest.Request mine = opened.next();
    background.execute(
        () -> {
          try {
            RgbImage read = survey.read(file);
            fx.execute(() -> ifNewest(mine, () -> show(read)));
          } catch (IOException e) {
            fx.execute(() -> ifNewest(mine, () -> problem.set(String.valueOf(e.getMessage()))));
          }
        });
  }

  private void ifNewest(Latest.Request mine, Runnable then) {
    if (mine.isLatest()) {
      then.run();
    }
  }

  /** Shows another photo: its middle. */
  public void show(RgbImage read) {
    show(read, MIDDLE, MIDDLE);
  }

  /**
   * Shows a part of another photo.
   *
   * @param x where the middle of the part is, in [0, 1]
   * @param y likewise, from the top
   */
  public void show(RgbImage read, double x, double y) {
    image = read;
    centreX = x;
    centreY = y;
    old = null;
    made = null;
    judgeSlider();
    before.set(null);
    after.set(null);
    problem.set("");
    Rectangle part = part(read);
    background.execute(
        () -> {
          RgbImage cut = SmallPhotos.cut(read, part);
          Picture shown = Picture.of(cut);
          fx.execute(
              () -> {
                if (read == image) {
                  photo.set(shown);
                }
              });
        });
    enlargeBefore(read, part);
    Runnable last = again;
    if (last != null) {
      last.run();
    }
  }

  /** Shows the model in use, if none was there before; a later one is not what was compared. */
  public void modelChanged() {
    RgbImage read = image;
    if (read != null && (beforeFailed || beforeName.get().isEmpty())) {
      enlargeBefore(read, part(read));
    }
  }

  private Rectangle part(RgbImage photo) {
    int width = Math.min(WIDTH, photo.width());
    int height = Math.min(HEIGHT, photo.height());
    int left = (int) Math.round(centreX * photo.width() - width / 2.0);
    int top = (int) Math.round(centreY * photo.height() - height / 2.0);
    return new Rectangle(
        Math.max(0, Math.min(photo.width() - width, left)),
        Math.max(0, Math.min(photo.height() - height, top)),
        width,
        height);
  }

  private void enlargeBefore(RgbImage read, Rectangle part) {
    beforeFailed = false;
    ModelPackage model = modelInUse.get();
    if (model == null) {
      beforeName.set("");
      return;
    }
    beforeName.set(TEXTS.get("preview.before", model.manifest().title()));
    background.execute(
        () -> {
          try {
            SmallBasis basis = SmallBasis.of(model, read, part);
            fx.execute(
                () -> {
                  if (read == image) {
                    old = basis;
                    judgeSlider();
                    blend();
                  }
                });
          } catch (IOException e) {
            log.warn("No preview by {}", model.name(), e);
            String reason = FileFailure.sentence(e);
            fx.execute(
                () -> {
                  if (read == image) {
                    beforeFailed = true;
                    beforeName.set(
                        TEXTS.get("preview.before.failed", model.manifest().title(), reason));
                  }
                });
          }
        });
  }

  /** Shows what the run's last validation was of. */
  void showStudent(Path run, TrainingConfig.ModelSettings model, String stage, String name) {
    again = () -> showStudent(run, model, stage, name);
    RgbImage read = image;
    if (read == null) {
      return;
    }
    Rectangle part = part(read);
    Latest.Request mine = asked.next();
    background.execute(
        () -> {
          try {
            SmallBasis basis = PreviewModels.student(run, model, stage, read, part);
            fx.execute(() -> take(mine, read, basis, name));
          } catch (IOException e) {
            log.warn("No preview of {}", run, e);
            fx.execute(() -> fail(mine, e));
          }
        });
  }

  /** Shows a finished model. */
  void showModel(ModelPackage model) {
    again = () -> showModel(model);
    RgbImage read = image;
    if (read == null) {
      return;
    }
    Rectangle part = part(read);
    Latest.Request mine = asked.next();
    background.execute(
        () -> {
          try {
            SmallBasis basis = SmallBasis.of(model, read, part);
            fx.execute(() -> take(mine, read, basis, model.manifest().title()));
          } catch (IOException e) {
            log.warn("No preview by {}", model.name(), e);
            fx.execute(() -> fail(mine, e));
          }
        });
  }

  private void fail(Latest.Request request, IOException reason) {
    if (request.isLatest()) {
      problem.set(TEXTS.get("preview.failed", FileFailure.sentence(reason)));
    }
  }

  private void take(Latest.Request request, RgbImage read, SmallBasis basis, String name) {
    if (request.isLatest() && read == image) {
      made = basis;
      afterName.set(name);
      judgeSlider();
      problem.set("");
      blend();
    }
  }

  /** Forgets the run shown before. */
  void forgetStudent() {
    asked.next();
    again = null;
    made = null;
    after.set(null);
    afterName.set("");
    judgeSlider();
  }

  private void judgeSlider() {
    SmallBasis first = old;
    SmallBasis second = made;
    slider.set((first != null && first.hasSlider()) || (second != null && second.hasSlider()));
  }

  private void blend() {
    double t = realness.get();
    SmallBasis first = old;
    SmallBasis second = made;
    blends.run(
        () -> {
          Picture one = picture(first, t);
          Picture two = picture(second, t);
          fx.execute(
              () -> {
                // An older realness is shown too: a drag must not show nothing until it ends. But
                // no other photo, and nothing by a model that is forgotten.
                if (one != null && first == old) {
                  before.set(one);
                }
                if (two != null && second == made) {
                  after.set(two);
                }
              });
        });
  }

  private static @Nullable Picture picture(@Nullable SmallBasis basis, double t) {
    return basis == null ? null : new Picture(basis.width(), basis.height(), basis.at(t));
  }
}
