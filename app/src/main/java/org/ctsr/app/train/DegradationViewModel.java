package org.ctsr.app.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.ctsr.app.fx.Latest;
import org.ctsr.app.fx.NewestTask;
import org.ctsr.app.fx.Picture;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.training.data.DegradationPreview;
import org.ctsr.engine.training.data.DegradationSettings;
import org.ctsr.engine.training.data.DegradationSettings.Mild;
import org.ctsr.engine.training.data.DegradationSettings.Pass;
import org.ctsr.engine.training.data.Range;
import org.jspecify.annotations.Nullable;

/** How small photos are made of sharp ones, with examples at once. FX thread only. */
public final class DegradationViewModel {
  /** Examples side by side. */
  static final int EXAMPLES = 4;

  /** Side of an example, pixels of the small photo. */
  static final int PATCH = 48;

  private final PhotoSurvey survey;
  private final NewestTask work;
  private final Executor fx;
  private final DoubleProperty heavyShare = new SimpleDoubleProperty();
  private final DoubleProperty blur = new SimpleDoubleProperty();
  private final DoubleProperty noise = new SimpleDoubleProperty();
  private final DoubleProperty quality = new SimpleDoubleProperty();
  private final ObservableList<Example> examples = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final Latest requests = new Latest();

  /** The photos of the last examples; only for {@link #work}, which is done one after the other. */
  private final Map<Path, RgbImage> decoded = new HashMap<>();

  private @Nullable DegradationSettings recipe;
  private List<Path> photos = List.of();
  private double reduction = 1;
  private long number;
  private boolean resetting;

  DegradationViewModel(PhotoSurvey survey, Executor background, Executor fx) {
    this.survey = survey;
    this.work = new NewestTask(background);
    this.fx = fx;
    for (DoubleProperty value : List.of(heavyShare, blur, noise, quality)) {
      value.addListener((property, old, now) -> show());
    }
  }

  /**
   * An example.
   *
   * @param sharp what the student should find
   * @param seen what it is given
   */
  public record Example(Picture sharp, Picture seen) {}

  /** Share of photos that are badly damaged, in [0, 1]. */
  public DoubleProperty heavyShareProperty() {
    return heavyShare;
  }

  /**
   * Strongest blur of a photo that is not badly damaged, sigma in pixels of the large picture. What
   * simulated cameras blur grows and shrinks with it; so it is with the next two.
   */
  public DoubleProperty blurProperty() {
    return blur;
  }

  /** Strongest noise of such a photo, sigma in 1/255. */
  public DoubleProperty noiseProperty() {
    return noise;
  }

  /** Lowest JPEG quality of such a photo. */
  public DoubleProperty qualityProperty() {
    return quality;
  }

  /** What the student will see. */
  public ObservableList<Example> examples() {
    return examples;
  }

  /** Why there are none. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Begins with a recipe's settings. */
  void setRecipe(DegradationSettings settings, double shrunk) {
    if (!settings.equals(recipe)) {
      recipe = settings;
      reduction = shrunk;
      reset();
    }
  }

  /** Goes back to the recipe. */
  public void reset() {
    DegradationSettings settings = recipe;
    if (settings != null) {
      // One after another they would make settings that nobody meant.
      resetting = true;
      heavyShare.set(settings.heavyShare());
      blur.set(settings.mild().blur().to());
      noise.set(settings.mild().noise().to());
      quality.set(settings.mild().jpeg().from());
      resetting = false;
      show();
    }
  }

  /** The photos to make examples of. */
  void setPhotos(List<Path> usable) {
    if (!usable.equals(photos)) {
      photos = List.copyOf(usable);
      show();
    }
  }

  /** The page is shown: what it has may be of other settings. */
  void enter() {
    show();
  }

  /** Lets go of the photos, which are large; they are read again when they are wanted. */
  void leave() {
    requests.next();
    work.run(decoded::clear);
  }

  /** Throws the dice again. */
  public void another() {
    number += EXAMPLES;
    show();
  }

  /** The settings as they are now; null before there is a recipe. */
  @Nullable DegradationSettings settings() {
    DegradationSettings from = recipe;
    if (from == null) {
      return null;
    }
    Mild mild = from.mild();
    double lowest = Math.round(quality.get());
    double light = 1 - from.heavyShare();
    double cameras = light == 0 ? 0.5 : from.cameraShare() / light;
    double camera = thousandths(cameras * (1 - heavyShare.get()));
    return new DegradationSettings(
        camera,
        thousandths(1 - heavyShare.get() - camera),
        from.defocusShare(),
        from.defocus(),
        from.camera()
            .worsened(
                factor(blur.get(), mild.blur().to()),
                factor(noise.get(), mild.noise().to()),
                factor(100 - lowest, 100 - mild.jpeg().from())),
        new Mild(
            mild.plainShare(),
            mild.softness(),
            mild.softShare(),
            upTo(mild.blur(), blur.get()),
            mild.elongation(),
            mild.shift(),
            upTo(mild.noise(), noise.get()),
            mild.noiseShare(),
            mild.sharpening(),
            new Range(lowest, Math.max(lowest, mild.jpeg().to())),
            mild.jpegShare()),
        new DegradationSettings.Heavy(
            heavier(from.heavy().first()),
            heavier(from.heavy().second()),
            from.heavy().finalSincShare()));
  }

  /** How much more than in the recipe; where that has none at all, its cameras stay as they are. */
  private static double factor(double now, double inRecipe) {
    return inRecipe > 0 ? now / inRecipe : 1;
  }

  /** People read these numbers in the run's configuration. */
  private static double thousandths(double share) {
    return Math.round(1000 * share) / 1000.0;
  }

  private static Range upTo(Range range, double to) {
    return new Range(Math.min(range.from(), to), to);
  }

  /** A badly damaged photo is never better than a camera's worst. */
  private Pass heavier(Pass pass) {
    double lowest = Math.min(pass.jpeg().from(), Math.round(quality.get()));
    return new Pass(
        pass.blurShare(),
        pass.sincShare(),
        pass.blur(),
        pass.upShare(),
        pass.downShare(),
        pass.resize(),
        pass.gaussianShare(),
        pass.greyShare(),
        new Range(pass.noise().from(), Math.max(pass.noise().to(), noise.get())),
        pass.poisson(),
        new Range(lowest, pass.jpeg().to()));
  }

  private void show() {
    if (resetting || photos.isEmpty()) {
      return;
    }
    DegradationSettings settings = settings();
    if (settings == null) {
      return;
    }
    Latest.Request mine = requests.next();
    List<Path> from = photos;
    long first = number;
    double shrunk = reduction;
    work.run(() -> make(settings, from, first, shrunk, mine));
  }

  private void make(
      DegradationSettings settings,
      List<Path> from,
      long first,
      double shrunk,
      Latest.Request mine) {
    List<Example> made = new ArrayList<>();
    DegradationPreview preview = new DegradationPreview(settings);
    String failed = "";
    for (int i = 0; i < EXAMPLES; i++) {
      if (!mine.isLatest()) {
        // A slider has moved on.
        return;
      }
      long dice = first + i;
      Path photo = from.get((int) (dice * 7919 % from.size()));
      try {
        RgbImage image = decode(photo);
        DegradationPreview.Example example =
            preview.of(image, at(dice, 3), at(dice, 5), shrunk, PATCH, dice);
        made.add(new Example(Picture.of(example.sharp()), Picture.of(example.small())));
      } catch (IOException | IllegalArgumentException e) {
        failed = String.valueOf(e.getMessage());
      }
    }
    String reason = made.isEmpty() ? failed : "";
    fx.execute(
        () -> {
          if (mine.isLatest()) {
            examples.setAll(made);
            problem.set(reason);
          }
        });
  }

  private RgbImage decode(Path photo) throws IOException {
    RgbImage known = decoded.get(photo);
    if (known == null) {
      known = survey.read(photo);
      if (decoded.size() >= EXAMPLES) {
        decoded.clear();
      }
      decoded.put(photo, known);
    }
    return known;
  }

  /** Somewhere in the middle part of the photo, another place for each example. */
  private static double at(long dice, int step) {
    return 0.15 + 0.7 * ((dice * step * 0.618034) % 1);
  }
}
