package org.ctsr.app.export;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.ctsr.app.fx.Messages;
import org.ctsr.engine.image.ChromaSampling;
import org.ctsr.engine.image.JpegSettings;
import org.jspecify.annotations.Nullable;

/** What is to be saved, how large, and where. Used on the FX thread. */
public final class ExportViewModel {
  private static final Messages TEXTS = Messages.of(ExportViewModel.class);

  private final Source source;
  private final ObjectProperty<ExportFormat> format = new SimpleObjectProperty<>(ExportFormat.PNG);
  private final IntegerProperty quality = new SimpleIntegerProperty(92);
  private final BooleanProperty smallerColors = new SimpleBooleanProperty();
  private final BooleanProperty progressive = new SimpleBooleanProperty();
  private final BooleanProperty deep = new SimpleBooleanProperty();
  private final BooleanProperty srgb = new SimpleBooleanProperty();
  private final ExportSize size;
  private final ExportPlace place;
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

  /**
   * The photo that is saved.
   *
   * @param name its file name
   * @param file its path; null for a pasted photo
   * @param width pixels in a row
   * @param height rows
   * @param scale how many times the model enlarges
   * @param bitDepth of the photo, 8 or 16
   * @param realness as it appears in the result's name; null if the model has no slider
   */
  public record Source(
      String name,
      @Nullable Path file,
      int width,
      int height,
      int scale,
      int bitDepth,
      @Nullable String realness) {}

  /**
   * @param preferred what was used last
   * @param startFolder where to save
   * @param otherwise where to save if that is no folder any more; null to say so instead
   * @param beingSaved whether a file, by its whole path, is being saved now; see {@link
   *     #savingChanged}
   * @param background looks at folders, as a disk may take long to answer
   * @param fx runs what changes properties
   */
  public ExportViewModel(
      Source source,
      ExportDefaults preferred,
      Path startFolder,
      @Nullable Path otherwise,
      Predicate<Path> beingSaved,
      Executor background,
      Executor fx) {
    this.source = source;
    format.set(preferred.format());
    quality.set(preferred.jpeg().quality());
    smallerColors.set(preferred.jpeg().chroma() == ChromaSampling.HALF);
    progressive.set(preferred.jpeg().progressive());
    srgb.set(preferred.srgb());
    deep.set(preferred.bitDepth() == 16 || source.bitDepth() == 16);
    size = new ExportSize(source, preferred.size());
    place =
        new ExportPlace(source, format, size, startFolder, otherwise, beingSaved, background, fx);
    InvalidationListener tell = observable -> tell();
    format.addListener(tell);
    size.whenChanged(tell);
    place.fileNameProperty().addListener(tell);
    place.problemProperty().addListener(tell);
    tell();
  }

  private void tell() {
    int w = size.resultWidth();
    int h = size.resultHeight();
    String name = place.named();
    summary.set(
        TEXTS.get(
            name.equals(place.fileNameProperty().get().trim()) ? "summary" : "summary.named",
            Integer.toString(w),
            Integer.toString(h),
            Math.round((double) w * h / 1e5) / 10.0,
            name));
    problem.set(size.problem().orElse(place.problemProperty().get()));
  }

  /**
   * What was used last.
   *
   * @param format of the file
   * @param jpeg how one was written
   * @param bitDepth 8 or 16
   * @param srgb whether colours were converted to sRGB
   * @param size how the size was given
   */
  public record ExportDefaults(
      ExportFormat format, JpegSettings jpeg, int bitDepth, boolean srgb, SizeChoice size) {}

  /** The whole path of a file, by which two names of it are known as the same. */
  public static Path normalized(Path file) {
    return file.toAbsolutePath().normalize();
  }

  /** Says that a file is being saved now, or is not any more. */
  public void savingChanged() {
    place.savingChanged();
  }

  /**
   * Looks, in the background, at what is where the file should be; what speaks against saving there
   * is a problem from then on. Does nothing while there is a problem, or while it looks.
   *
   * @param free receives what is wanted if it can be saved, and whether that replaces a file
   */
  void lookAtTarget(BiConsumer<ExportRequest, Boolean> free) {
    if (place.lookingProperty().get() || !problem.get().isEmpty()) {
      return;
    }
    ExportRequest wanted = request();
    place.lookAt(wanted.target(), there -> free.accept(wanted, there));
  }

  /** The photo. */
  public Source source() {
    return source;
  }

  /** Format of the file. */
  public ObjectProperty<ExportFormat> formatProperty() {
    return format;
  }

  /** Quality of a lossy format, 1 to 100. */
  public IntegerProperty qualityProperty() {
    return quality;
  }

  /** Whether a JPEG's colours are stored at half the width and height. */
  public BooleanProperty smallerColorsProperty() {
    return smallerColors;
  }

  /** Whether a JPEG can be shown early, coarse at first. */
  public BooleanProperty progressiveProperty() {
    return progressive;
  }

  /** Whether 16 bits a sample are wanted; counts only where the format has them. */
  public BooleanProperty deepProperty() {
    return deep;
  }

  /** Whether colours are converted to sRGB instead of keeping the photo's profile. */
  public BooleanProperty srgbProperty() {
    return srgb;
  }

  /** How large. */
  public ExportSize size() {
    return size;
  }

  /** Where. */
  public ExportPlace place() {
    return place;
  }

  /** Size of the result in words. */
  public ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** Why it cannot be saved like this; empty if it can. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /**
   * What is wanted.
   *
   * @throws IllegalStateException while there is a problem
   */
  public ExportRequest request() {
    if (!problem.get().isEmpty()) {
      throw new IllegalStateException(problem.get());
    }
    return new ExportRequest(
        format.get(),
        new JpegSettings(
            quality.get(),
            smallerColors.get() ? ChromaSampling.HALF : ChromaSampling.FULL,
            progressive.get()),
        format.get().isDeep() && deep.get() ? 16 : 8,
        srgb.get(),
        size.scale(),
        size.recordedDotsPerInch(),
        place.target(),
        false);
  }
}
