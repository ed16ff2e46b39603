package org.ctsr.app.export;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.NewestTask;
import org.ctsr.app.fx.StartFolder;
import org.ctsr.engine.export.OutputName;
import org.ctsr.engine.image.ChromaSampling;
import org.ctsr.engine.image.JpegSettings;
import org.ctsr.engine.image.OutputFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be saved, how large, and where. Used on the FX thread. */
public final class ExportViewModel {
  private static final Messages TEXTS = Messages.of(ExportViewModel.class);
  private static final Logger log = LoggerFactory.getLogger(ExportViewModel.class);
  private static final double CM_PER_INCH = 2.54;
  // Rounding a size in centimetres to pixels may exceed the full size by a pixel.
  private static final double TOLERANCE = 1.001;

  private final Source source;
  private final Predicate<Path> beingSaved;
  private final Executor background;
  private final Executor fx;
  private final NewestTask folderLooks;
  private final StartFolder startFolder;
  private final ObjectProperty<ExportFormat> format = new SimpleObjectProperty<>(ExportFormat.PNG);
  private final IntegerProperty quality = new SimpleIntegerProperty(92);
  private final BooleanProperty smallerColors = new SimpleBooleanProperty();
  private final BooleanProperty progressive = new SimpleBooleanProperty();
  private final BooleanProperty deep = new SimpleBooleanProperty();
  private final BooleanProperty srgb = new SimpleBooleanProperty();
  private final ObjectProperty<SizeMode> sizeMode = new SimpleObjectProperty<>(SizeMode.FULL);
  private final DoubleProperty factor = new SimpleDoubleProperty();
  private final IntegerProperty width = new SimpleIntegerProperty();
  private final IntegerProperty height = new SimpleIntegerProperty();
  private final DoubleProperty printWidth = new SimpleDoubleProperty(30);
  private final DoubleProperty dotsPerInch = new SimpleDoubleProperty(300);
  private final ObjectProperty<Path> folder = new SimpleObjectProperty<>();
  private final StringProperty fileName = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();

  /** What was wrong with the folder when it was chosen; empty until that is known. */
  private Optional<String> folderProblem = Optional.empty();

  /** What is in the folder under names like the photo's, in small letters. */
  private Set<String> present = Set.of();

  private @Nullable Path otherwise;
  private boolean nameChosen;
  private boolean proposing;
  private boolean following;

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
   * @param preferred format, quality and depth used last
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
    this.beingSaved = beingSaved;
    this.otherwise = otherwise;
    this.background = background;
    this.fx = fx;
    folderLooks = new NewestTask(background);
    this.startFolder = new StartFolder(background, fx);
    format.set(preferred.format());
    quality.set(preferred.jpeg().quality());
    smallerColors.set(preferred.jpeg().chroma() == ChromaSampling.HALF);
    progressive.set(preferred.jpeg().progressive());
    deep.set(preferred.bitDepth() == 16 || source.bitDepth() == 16);
    factor.set(source.scale());
    width.set(source.width() * source.scale());
    height.set(source.height() * source.scale());
    folder.set(startFolder);
    propose();
    format.addListener(
        (property, old, chosen) -> {
          if (nameChosen) {
            replaceExtension(old, chosen);
          }
        });
    fileName.addListener((property, old, text) -> nameChosen = nameChosen || !proposing);
    width.addListener((property, old, value) -> followWidth(value.intValue()));
    height.addListener((property, old, value) -> followHeight(value.intValue()));
    InvalidationListener check =
        observable -> {
          propose();
          check();
        };
    format.addListener(check);
    deep.addListener(check);
    sizeMode.addListener(check);
    factor.addListener(check);
    width.addListener(check);
    height.addListener(check);
    printWidth.addListener(check);
    dotsPerInch.addListener(check);
    folder.addListener(observable -> chosen());
    fileName.addListener(observable -> check());
    check();
    lookAtFolder();
  }

  private void chosen() {
    otherwise = null;
    folderProblem = Optional.empty();
    present = Set.of();
    propose();
    check();
    lookAtFolder();
  }

  private void lookAtFolder() {
    Path asked = folder.get();
    folderLooks.run(
        () -> {
          boolean there = Files.isDirectory(asked);
          Optional<String> found = judge(asked);
          Set<String> names = there ? namesLikeThePhotos(asked) : Set.of();
          fx.execute(() -> looked(asked, there, found, names));
        });
  }

  private Set<String> namesLikeThePhotos(Path asked) {
    String stem = small(OutputName.baseName(Path.of(source.name())));
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(asked)) {
      for (Path entry : entries) {
        String name = small(String.valueOf(entry.getFileName()));
        if (name.startsWith(stem)) {
          names.add(name);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Whether something is in the way is looked at again when it is saved.
      log.debug("{} cannot be listed", asked, e);
    }
    return names;
  }

  /** One name for those that are one file on some disks. */
  private static String small(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private void looked(Path asked, boolean there, Optional<String> found, Set<String> names) {
    if (!asked.equals(folder.get())) {
      return;
    }
    if (!there && otherwise != null) {
      folder.set(otherwise);
      return;
    }
    folderProblem = found;
    present = names;
    propose();
    check();
  }

  /**
   * What was used last.
   *
   * @param format of the file
   * @param jpeg how one was written
   * @param bitDepth 8 or 16
   */
  public record ExportDefaults(ExportFormat format, JpegSettings jpeg, int bitDepth) {}

  /** Puts the name a batch would give, as long as the user has not given one. */
  private void propose() {
    if (!nameChosen) {
      proposing = true;
      fileName.set(proposedName());
      proposing = false;
    }
  }

  private String proposedName() {
    double wanted = limited(wantedFactor());
    String usual =
        OutputName.DEFAULT.of(
            Path.of(source.name()),
            wanted > 0 && wanted <= source.scale() ? wanted : source.scale(),
            source.realness(),
            "",
            OutputFormat.valueOf(format.get().name()));
    String stem = OutputName.baseName(Path.of(usual));
    String proposed = stem + "." + format.get().extension();
    for (int i = 2; isTaken(proposed); i++) {
      proposed = stem + "-" + i + "." + format.get().extension();
    }
    return proposed;
  }

  private boolean isTaken(String name) {
    return present.contains(small(name)) || isBeingSaved(name);
  }

  private boolean isBeingSaved(String name) {
    try {
      return beingSaved.test(normalized(folder.get().resolve(name)));
    } catch (InvalidPathException e) {
      // What this system cannot write is not being written.
      return false;
    }
  }

  /** The whole path of a file, by which two names of it are known as the same. */
  public static Path normalized(Path file) {
    return file.toAbsolutePath().normalize();
  }

  /** Says that a file is being saved now, or is not any more. */
  public void savingChanged() {
    check();
    lookAtFolder();
  }

  private void replaceExtension(ExportFormat old, ExportFormat chosen) {
    String suffix = "." + old.extension();
    String name = fileName.get();
    if (name.endsWith(suffix)) {
      fileName.set(name.substring(0, name.length() - suffix.length()) + "." + chosen.extension());
    }
  }

  private void followWidth(int value) {
    if (!following) {
      following = true;
      height.set((int) Math.max(1, Math.round((double) value * source.height() / source.width())));
      following = false;
    }
  }

  private void followHeight(int value) {
    if (!following) {
      following = true;
      width.set((int) Math.max(1, Math.round((double) value * source.width() / source.height())));
      following = false;
    }
  }

  private double wantedFactor() {
    return switch (sizeMode.get()) {
      case FULL -> source.scale();
      case FACTOR -> factor.get();
      case PIXELS -> (double) width.get() / source.width();
      case PRINT -> printWidth.get() / CM_PER_INCH * dotsPerInch.get() / source.width();
    };
  }

  private int resultWidth() {
    return (int) Math.round(source.width() * limited(wantedFactor()));
  }

  /** Follows from the factor, so that it may differ by a pixel from the one that was typed. */
  private int resultHeight() {
    return (int) Math.round(source.height() * limited(wantedFactor()));
  }

  private double limited(double wanted) {
    return wanted > source.scale() && wanted <= source.scale() * TOLERANCE
        ? source.scale()
        : wanted;
  }

  private void check() {
    int w = resultWidth();
    int h = resultHeight();
    String name = named();
    summary.set(
        TEXTS.get(
            name.equals(fileName.get().trim()) ? "summary" : "summary.named",
            Integer.toString(w),
            Integer.toString(h),
            Math.round((double) w * h / 1e5) / 10.0,
            name));
    problem.set(findProblem(w, h).orElse(""));
  }

  private Optional<String> findProblem(int w, int h) {
    if (wantedFactor() > source.scale() * TOLERANCE) {
      return Optional.of(TEXTS.get("problem.large", source.scale()));
    }
    if (w < 1 || h < 1 || !(wantedFactor() > 0)) {
      return Optional.of(TEXTS.get("problem.small"));
    }
    if (fileName.get().isBlank()) {
      return Optional.of(TEXTS.get("problem.name"));
    }
    Path target;
    try {
      target = target();
    } catch (InvalidPathException e) {
      return Optional.of(TEXTS.get("problem.path", e.getReason()));
    }
    if (folderProblem.isPresent()) {
      return folderProblem;
    }
    if (source.file() != null && normalized(target).equals(normalized(source.file()))) {
      return Optional.of(TEXTS.get("problem.original"));
    }
    if (beingSaved.test(normalized(target))) {
      return Optional.of(TEXTS.get("problem.saving", target.getFileName()));
    }
    return Optional.empty();
  }

  private static Optional<String> judge(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.of(TEXTS.get("problem.folder", folder));
    }
    if (!Files.isWritable(folder)) {
      return Optional.of(TEXTS.get("problem.readonly", folder));
    }
    return Optional.empty();
  }

  /** The name with the format's extension; empty as long as there is none. */
  private String named() {
    String name = fileName.get().trim();
    return name.isEmpty() ? name : format.get().named(name);
  }

  private Path target() {
    return folder.get().resolve(named());
  }

  /**
   * Looks, in the background, at what is where the file should be; what speaks against saving there
   * is a problem from then on. Does nothing while there is a problem, or while it looks.
   *
   * @param free receives what is wanted if it can be saved, and whether that replaces a file
   */
  void lookAtTarget(BiConsumer<ExportRequest, Boolean> free) {
    if (looking.get() || !problem.get().isEmpty()) {
      return;
    }
    ExportRequest wanted = request();
    Path parent = folder.get();
    looking.set(true);
    background.execute(
        () -> {
          Optional<String> found =
              judge(parent)
                  .or(
                      () ->
                          Files.isDirectory(wanted.target())
                              ? Optional.of(TEXTS.get("problem.isfolder", wanted.target()))
                              : Optional.empty())
                  .or(
                      () ->
                          isOriginal(wanted.target())
                              ? Optional.of(TEXTS.get("problem.original"))
                              : Optional.empty());
          boolean there = Files.exists(wanted.target());
          fx.execute(
              () -> {
                looking.set(false);
                if (found.isPresent()) {
                  problem.set(found.get());
                } else {
                  free.accept(wanted, there);
                }
              });
        });
  }

  /** By whatever name: through a link, a linked folder, or in letters of another case. */
  private boolean isOriginal(Path target) {
    Path original = source.file();
    if (original == null) {
      return false;
    }
    try {
      return Files.isSameFile(target, original);
    } catch (IOException e) {
      // One of them does not exist; that the names differ is known.
      return false;
    }
  }

  /** Asks for another folder, beginning in the present one. */
  void chooseFolder(Consumer<Optional<File>> chooser) {
    startFolder.find(folder.get().toFile(), chooser);
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

  /** How the size is given. */
  public ObjectProperty<SizeMode> sizeModeProperty() {
    return sizeMode;
  }

  /** Factor, for {@link SizeMode#FACTOR}. */
  public DoubleProperty factorProperty() {
    return factor;
  }

  /** Pixels in a row, for {@link SizeMode#PIXELS}; the height follows. */
  public IntegerProperty widthProperty() {
    return width;
  }

  /** Rows, for {@link SizeMode#PIXELS}; the width follows. */
  public IntegerProperty heightProperty() {
    return height;
  }

  /** Width on paper in centimetres, for {@link SizeMode#PRINT}. */
  public DoubleProperty printWidthProperty() {
    return printWidth;
  }

  /** Dots per inch, for {@link SizeMode#PRINT}. */
  public DoubleProperty dotsPerInchProperty() {
    return dotsPerInch;
  }

  /** Where to save. */
  public ObjectProperty<Path> folderProperty() {
    return folder;
  }

  /** Name of the file. */
  public StringProperty fileNameProperty() {
    return fileName;
  }

  /** Size of the result in words. */
  public ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** Why it cannot be saved like this; empty if it can. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether it is being looked at where the file should be; nothing should be changed then. */
  ReadOnlyBooleanProperty lookingProperty() {
    return looking.getReadOnlyProperty();
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
        limited(wantedFactor()),
        sizeMode.get() == SizeMode.PRINT ? dotsPerInch.get() : 0,
        target(),
        false);
  }
}
