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
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.ctsr.app.export.ExportViewModel.Source;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.NewestTask;
import org.ctsr.app.fx.StartFolder;
import org.ctsr.engine.export.OutputName;
import org.ctsr.engine.image.OutputFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the result is to be, and under which name. Used on the FX thread. */
public final class ExportPlace {
  private static final Messages TEXTS = Messages.of(ExportPlace.class);
  private static final Logger log = LoggerFactory.getLogger(ExportPlace.class);

  private final Source source;
  private final ReadOnlyObjectProperty<ExportFormat> format;
  private final ExportSize size;
  private final Predicate<Path> beingSaved;
  private final Executor background;
  private final Executor fx;
  private final NewestTask folderLooks;
  private final StartFolder startFolder;
  private final ObjectProperty<Path> folder = new SimpleObjectProperty<>();
  private final StringProperty fileName = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();

  /** What was wrong with the folder when it was chosen; empty until that is known. */
  private Optional<String> folderProblem = Optional.empty();

  /** What is in the folder under names like the photo's, in small letters. */
  private Set<String> present = Set.of();

  private @Nullable Path otherwise;
  private boolean nameChosen;
  private boolean proposing;

  /**
   * @param format of the file, which its name follows
   * @param size of the result, which its name tells until one is typed
   * @param start where to save
   * @param otherwise where to save if that is no folder any more; null to say so instead
   * @param beingSaved whether a file, by its whole path, is being saved now
   * @param background looks at folders, as a disk may take long to answer
   * @param fx runs what changes properties
   */
  ExportPlace(
      Source source,
      ReadOnlyObjectProperty<ExportFormat> format,
      ExportSize size,
      Path start,
      @Nullable Path otherwise,
      Predicate<Path> beingSaved,
      Executor background,
      Executor fx) {
    this.source = source;
    this.format = format;
    this.size = size;
    this.otherwise = otherwise;
    this.beingSaved = beingSaved;
    this.background = background;
    this.fx = fx;
    folderLooks = new NewestTask(background);
    startFolder = new StartFolder(background, fx);
    folder.set(start);
    propose();
    format.addListener(
        (property, old, chosen) -> {
          if (nameChosen) {
            replaceExtension(old, chosen);
          }
        });
    fileName.addListener((property, old, text) -> nameChosen = nameChosen || !proposing);
    InvalidationListener check =
        observable -> {
          propose();
          check();
        };
    format.addListener(check);
    size.whenChanged(check);
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

  /** Puts the name a batch would give, as long as the user has not given one. */
  private void propose() {
    if (!nameChosen) {
      proposing = true;
      fileName.set(proposedName());
      proposing = false;
    }
  }

  private String proposedName() {
    String usual =
        OutputName.DEFAULT.of(
            Path.of(source.name()),
            size.problem().isEmpty() ? size.scale() : source.scale(),
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
      return beingSaved.test(ExportViewModel.normalized(folder.get().resolve(name)));
    } catch (InvalidPathException e) {
      // What this system cannot write is not being written.
      return false;
    }
  }

  /** A file is being saved now, or is not any more. */
  void savingChanged() {
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

  private void check() {
    problem.set(findProblem().orElse(""));
  }

  private Optional<String> findProblem() {
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
    Path whole = ExportViewModel.normalized(target);
    if (source.file() != null && whole.equals(ExportViewModel.normalized(source.file()))) {
      return Optional.of(TEXTS.get("problem.original"));
    }
    if (beingSaved.test(whole)) {
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
  String named() {
    String name = fileName.get().trim();
    return name.isEmpty() ? name : format.get().named(name);
  }

  /**
   * The file.
   *
   * @throws InvalidPathException if it cannot be one
   */
  Path target() {
    return folder.get().resolve(named());
  }

  /**
   * Looks, in the background, at what is where a file should be; what speaks against saving there
   * is a problem from then on.
   *
   * @param target the file, which is the one that is wanted now
   * @param free receives, if it can be saved, whether that replaces a file
   */
  void lookAt(Path target, Consumer<Boolean> free) {
    Path parent = folder.get();
    looking.set(true);
    background.execute(
        () -> {
          Optional<String> found =
              judge(parent)
                  .or(
                      () ->
                          Files.isDirectory(target)
                              ? Optional.of(TEXTS.get("problem.isfolder", target))
                              : Optional.empty())
                  .or(
                      () ->
                          isOriginal(target)
                              ? Optional.of(TEXTS.get("problem.original"))
                              : Optional.empty());
          boolean there = Files.exists(target);
          fx.execute(
              () -> {
                looking.set(false);
                if (found.isPresent()) {
                  problem.set(found.get());
                } else {
                  free.accept(there);
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

  /** Where to save. */
  public ObjectProperty<Path> folderProperty() {
    return folder;
  }

  /** Name of the file. */
  public StringProperty fileNameProperty() {
    return fileName;
  }

  /** Why it cannot be saved there; empty if it can. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether it is being looked at where the file should be; nothing should be changed then. */
  ReadOnlyBooleanProperty lookingProperty() {
    return looking.getReadOnlyProperty();
  }
}
