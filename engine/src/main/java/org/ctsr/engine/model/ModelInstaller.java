package org.ctsr.engine.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.ctsr.engine.io.FileTrees;
import org.ctsr.engine.io.Folders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs model packages into the user's folder, and removes them. A package appears whole or not
 * at all, and only after it has been run.
 */
public final class ModelInstaller {
  private static final Logger log = LoggerFactory.getLogger(ModelInstaller.class);

  private static final String INCOMING = ".incoming-";
  private static final String REMOVED = ".removed-";

  /** Names within the folder: more than a new model can have, as older ones must be removable. */
  private static final String IN_FOLDER = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  /** What is older than this belongs to no install that still runs. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  /** How far an install is. */
  private enum Stage {
    NOT_BEGUN,
    WRITING,
    CHECKING,
    ENDING
  }

  private final Path folder;
  private final ModelLibrary library;
  private final PackageCheck check;

  /** Of the last install. Like the two below, changed and read under this installer's lock. */
  private Stage stage = Stage.NOT_BEGUN;

  private @Nullable Path staging;
  private boolean givenUp;

  /**
   * @param folder of the user's own models; made when the first is installed
   * @param library where blends find the packages they refer to
   * @param check what a package has to pass
   */
  public ModelInstaller(Path folder, ModelLibrary library, PackageCheck check) {
    this.folder = folder;
    this.library = library;
    this.check = check;
  }

  /**
   * Installs a {@code .zip} file, or the folder of a package, under another name.
   *
   * @param name of the package installed; null for its own
   * @param title its name for people; null for its own
   * @param replace whether a package of that name may be replaced
   * @return the folder it was installed in
   * @throws ModelException if it is no package, breaks the contract, or is installed already
   */
  public Path install(Path source, @Nullable String name, @Nullable String title, boolean replace)
      throws IOException {
    return stage(
        replace,
        staged -> {
          if (Files.isDirectory(source)) {
            copyPackage(source, staged, this::checkWanted);
          } else if (Files.isRegularFile(source)) {
            PackageArchive.unpack(source, staged, this::checkWanted);
          } else {
            throw new ModelException(source + ": there is no such file or folder");
          }
          ManifestFile.rename(staged, name, title);
        });
  }

  /**
   * Makes a package of a bare TorchScript file and installs it.
   *
   * @param replace whether a package of that name may be replaced
   * @return the folder it was installed in
   * @throws ModelException if it breaks the contract, or the name is taken
   */
  public Path install(PackageDraft draft, boolean replace) throws IOException {
    return stage(replace, draft::write);
  }

  /**
   * Gives up what is being installed on another thread, and all that would be after it: it throws a
   * {@link CancellationException} and leaves nothing. A package that is in its place by then stays.
   *
   * @return whether this process may be ended at once. Running a network cannot be interrupted, and
   *     may take minutes; what was written for it is gone then. Otherwise the install itself ends
   *     soon.
   * @throws IOException if something of it cannot be deleted
   */
  public synchronized boolean giveUp() throws IOException {
    givenUp = true;
    if (stage == Stage.CHECKING && staging != null) {
      FileTrees.delete(staging);
    }
    return stage == Stage.NOT_BEGUN || stage == Stage.CHECKING;
  }

  private synchronized void checkWanted() {
    if (givenUp) {
      throw new CancellationException("the install was given up");
    }
  }

  private synchronized void enter(Stage next, Path where) {
    checkWanted();
    stage = next;
    staging = where;
  }

  /** Puts a package's files into a folder. */
  private interface Writer {
    void write(Path staged) throws IOException;
  }

  private Path stage(boolean replace, Writer writer) throws IOException {
    Folders.create(folder);
    deleteAbandoned();
    // Beside the packages, so that moving it there is one step; hidden, as it is none yet.
    Path incoming = folder.resolve(INCOMING + UUID.randomUUID());
    enter(Stage.WRITING, incoming);
    try {
      Path unnamed = Files.createDirectories(incoming.resolve("package"));
      writer.write(unnamed);
      String name = ManifestFile.nameIn(unnamed);
      if (!name.matches(PackageDraft.NAME_PATTERN)) {
        throw new ModelException(
            "'" + name + "' cannot be a model's name, which has " + PackageDraft.NAME_RULE);
      }
      Path target = folder.resolve(name);
      if (Files.exists(target) && !replace) {
        throw new ModelException(
            name + ": a model of this name is installed already, in " + target);
      }
      Path named = Files.createDirectories(incoming.resolve("named")).resolve(name);
      Files.move(unnamed, named);
      List<Path> others =
          Stream.concat(Stream.of(folder), library.folders().stream()).distinct().toList();
      enter(Stage.CHECKING, incoming);
      check.check(new ModelLibrary(others).open(named.toString()));
      synchronized (this) {
        enter(Stage.ENDING, incoming);
        FileTrees.replace(target, named, incoming.resolve("replaced"));
      }
      return target;
    } finally {
      synchronized (this) {
        stage = Stage.ENDING;
        FileTrees.delete(incoming);
      }
    }
  }

  /** Deletes what installs and removals left that were ended in the middle. */
  private void deleteAbandoned() throws IOException {
    Instant latest = Instant.now().minus(ABANDONED);
    List<Path> hidden;
    try (Stream<Path> children = Files.list(folder)) {
      hidden = children.filter(ModelInstaller::isOurs).toList();
    }
    for (Path child : hidden) {
      try {
        if (Files.getLastModifiedTime(child).toInstant().isBefore(latest)) {
          FileTrees.delete(child);
        }
      } catch (IOException e) {
        // It only takes room, and another install may be deleting it too.
        log.warn("{} is left of an interrupted install and cannot be deleted", child, e);
      }
    }
  }

  private static boolean isOurs(Path child) {
    String name = child.getFileName().toString();
    return name.startsWith(INCOMING) || name.startsWith(REMOVED);
  }

  private static void copyPackage(Path source, Path staged, Runnable goingOn) throws IOException {
    ModelLibrary.readManifest(source);
    try (Stream<Path> files = Files.walk(source)) {
      int count = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        goingOn.run();
        if (++count > PackageArchive.MOST_FILES) {
          throw new ModelException(
              source + ": holds more than " + PackageArchive.MOST_FILES + " files");
        }
        Path target = staged.resolve(source.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  /** Whether a model may be removed: those shipped with the program may not. */
  public boolean isRemovable(String name) {
    return name.matches(IN_FOLDER)
        && Files.isRegularFile(folder.resolve(name).resolve(ModelLibrary.MANIFEST));
  }

  /**
   * Removes a model of the user's own.
   *
   * @throws ModelException if there is none of that name, or it is not the user's
   */
  public void remove(String name) throws IOException {
    if (!isRemovable(name)) {
      throw new ModelException(
          name + ": is not one of your own models in " + folder + ", so it is not removed");
    }
    Path aside = folder.resolve(REMOVED + UUID.randomUUID());
    // In one step: half a package would be reported as damaged.
    Files.move(folder.resolve(name), aside, StandardCopyOption.ATOMIC_MOVE);
    FileTrees.delete(aside);
  }
}
