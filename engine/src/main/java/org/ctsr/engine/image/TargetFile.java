package org.ctsr.engine.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ctsr.engine.io.DiskSpace;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.io.Folders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a file so that it is there whole or not at all: a hidden temporary file beside it, flushed
 * to the disk, then moved over. Closing without {@link #commit} leaves nothing behind; what a
 * killed program left is removed when its target is written again, a day later at the earliest.
 */
final class TargetFile implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(TargetFile.class);
  private static final int MOST_NAMES = 10_000;

  /** A file that is being written changes more often than this. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path target;
  private final ConflictPolicy conflicts;
  private final Path temporary;
  private boolean committed;

  private TargetFile(Path target, ConflictPolicy conflicts, Path temporary) {
    this.target = target;
    this.conflicts = conflicts;
    this.temporary = temporary;
  }

  /**
   * Decides under which name to write.
   *
   * @return null if the target exists and is to be skipped
   * @throws PhotoException if it must not be written
   */
  static @Nullable Path resolve(Path target, WriteSettings settings) throws PhotoException {
    Path source = settings.source();
    if (Files.isDirectory(target)) {
      throw new PhotoException(target, "is a folder; give a file name to write to");
    }
    boolean isSource = source != null && isSame(target, source);
    if (!isSource && !Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return target;
    }
    switch (settings.conflicts()) {
      case OVERWRITE:
        if (isSource && !settings.sourceReplaceable()) {
          throw new PhotoException(
              target, "is the photo itself, which is kept; choose another name or folder");
        }
        return target;
      case SKIP:
        return null;
      case UNIQUE:
        return unusedName(target);
      default:
        throw new PhotoException(
            target,
            isSource
                ? "is the photo itself, which is not overwritten unless you ask for it"
                : "exists already and is not overwritten unless you ask for it");
    }
  }

  /** The same file, through links or other spelling too. */
  static boolean isSame(Path a, Path b) {
    try {
      return Files.isSameFile(a, b);
    } catch (IOException e) {
      // One of them does not exist, so they can only be the same by name.
      return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
    }
  }

  private static Path unusedName(Path target) throws PhotoException {
    String name = Objects.requireNonNull(target.getFileName()).toString();
    int dot = name.lastIndexOf('.');
    String stem = dot <= 0 ? name : name.substring(0, dot);
    String end = dot <= 0 ? "" : name.substring(dot);
    for (int i = 2; i < MOST_NAMES; i++) {
      Path candidate = target.resolveSibling(stem + "-" + i + end);
      if (!Files.exists(candidate, LinkOption.NOFOLLOW_LINKS)) {
        return candidate;
      }
    }
    throw new PhotoException(target, "and " + (MOST_NAMES - 2) + " numbered names exist already");
  }

  /**
   * Creates the folder and the temporary file.
   *
   * @param resolved from {@link #resolve}
   * @throws PhotoException if the folder cannot be written to
   */
  static TargetFile create(Path resolved, ConflictPolicy conflicts) throws PhotoException {
    // A link is replaced where it points to, so that the link itself stays.
    Path target = followLink(resolved);
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      throw new PhotoException(resolved, "is not the name of a file");
    }
    try {
      Folders.create(folder);
    } catch (FileAlreadyExistsException e) {
      throw new PhotoException(resolved, "cannot be written: " + folder + " is not a folder", e);
    } catch (IOException e) {
      throw failure(resolved, "cannot be written: the folder " + folder + " cannot be made", e);
    }
    requireName(resolved, target);
    String name = Objects.requireNonNull(target.getFileName()).toString();
    String unique = UUID.randomUUID().toString().substring(0, 8);
    String prefix = "." + shorten(name) + ".";
    removeAbandoned(folder, prefix);
    Path temporary = folder.resolve(prefix + unique + ".part");
    try {
      Files.createFile(temporary);
    } catch (IOException e) {
      throw failure(resolved, "cannot be written", e);
    }
    return new TargetFile(target, conflicts, temporary);
  }

  /**
   * Asks for the file by its name: what the file system takes for no name, such as one that is too
   * long, would else be noticed when all is made.
   */
  private static void requireName(Path resolved, Path target) throws PhotoException {
    try {
      Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException | AccessDeniedException e) {
      log.trace("{} may be a new file", target, e);
    } catch (IOException e) {
      throw failure(resolved, "cannot be written", e);
    }
  }

  /** Temporary files of this target that a killed program, or a power cut, left. */
  private static void removeAbandoned(Path folder, String prefix) {
    Pattern own = Pattern.compile(Pattern.quote(prefix) + "[0-9a-f]{8}\\.part");
    FileTime before = FileTime.from(Instant.now().minus(ABANDONED));
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            folder, file -> own.matcher(String.valueOf(file.getFileName())).matches())) {
      for (Path file : files) {
        BasicFileAttributes attributes =
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isRegularFile() && attributes.lastModifiedTime().compareTo(before) < 0) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // No reason not to write: it may be another program that has just removed it.
      log.debug("Abandoned temporary files in {} cannot be removed", folder, e);
    }
  }

  /** Keeps the temporary name within what file systems allow (255 bytes) for any target name. */
  private static String shorten(String name) {
    if (name.length() <= 40) {
      return name;
    }
    // Half a character is no file name on Linux.
    return name.substring(0, Character.isHighSurrogate(name.charAt(39)) ? 39 : 40);
  }

  private static Path followLink(Path path) throws PhotoException {
    try {
      return Files.isSymbolicLink(path) && Files.exists(path) ? path.toRealPath() : path;
    } catch (IOException e) {
      throw failure(path, "cannot be written", e);
    }
  }

  /** Where to write. */
  Path temporary() {
    return temporary;
  }

  /**
   * Refuses early if the volume has less room than the result may take at the least.
   *
   * @throws PhotoException if so
   */
  void requireSpace(long bytes) throws PhotoException {
    long free = DiskSpace.usable(temporary);
    if (free > 0 && free < bytes) {
      throw new PhotoException(
          target,
          "cannot be written: the disk has "
              + (free >> 20)
              + " MiB free, and the result needs at least "
              + (bytes >> 20)
              + " MiB");
    }
  }

  /**
   * Makes the result visible under its name.
   *
   * @throws PhotoException if it cannot be flushed or moved; nothing is left behind then
   */
  Path commit() throws PhotoException {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (IOException e) {
      throw failure(target, "could not be written", e);
    }
    Path to = target;
    try {
      switch (conflicts) {
        case OVERWRITE -> replace(to);
        case UNIQUE -> to = moveToUnused();
        default -> moveToNew(to);
      }
    } catch (FileAlreadyExistsException e) {
      throw new PhotoException(
          target, "came into being while the result was made and was not overwritten", e);
    } catch (IOException e) {
      throw failure(target, "could not be written", e);
    }
    committed = true;
    return to;
  }

  private void replace(Path to) throws IOException {
    keepPermissions(to);
    try {
      Files.move(temporary, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** A private file stays private. */
  private void keepPermissions(Path replaced) {
    PosixFileAttributeView view =
        Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
    if (view == null || !Files.exists(replaced)) {
      return;
    }
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(replaced);
      if (!permissions.equals(view.readAttributes().permissions())) {
        view.setPermissions(permissions);
      }
    } catch (IOException e) {
      // Some network drives have permissions that cannot be set: no reason to lose the result.
      log.warn("{} does not keep the permissions it had", replaced, e);
    }
  }

  /**
   * Never over a file, were it made in this very instant: on Unix a move looks, then replaces, but
   * a link is refused if there is something.
   */
  private void moveToNew(Path to) throws IOException {
    try {
      Files.createLink(to, temporary);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | IOException e) {
      // Memory cards and some network drives have no links.
      log.debug("{} is moved, since it cannot be linked", to, e);
      Files.move(temporary, to);
      return;
    }
    Files.delete(temporary);
  }

  private Path moveToUnused() throws IOException {
    Path to = target;
    while (true) {
      try {
        moveToNew(to);
        return to;
      } catch (FileAlreadyExistsException e) {
        to = unusedName(target);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (!committed) {
      Files.deleteIfExists(temporary);
    }
  }

  /** Puts a failed write into words. */
  static PhotoException failure(Path target, String what, IOException e) {
    String reason = FileFailure.reason(e);
    String lower = reason.toLowerCase(Locale.ROOT);
    if (e instanceof AccessDeniedException || lower.contains("permission denied")) {
      return new PhotoException(target, what + ": permission denied for its folder", e);
    }
    if (lower.contains("no space left")
        || lower.contains("not enough space")
        || lower.contains("disk full")) {
      return new PhotoException(target, what + ": the disk is full", e);
    }
    if (lower.contains("quota")) {
      return new PhotoException(target, what + ": your disk quota is used up", e);
    }
    if (lower.contains("read-only")) {
      return new PhotoException(target, what + ": the disk is read-only", e);
    }
    if (lower.contains("name too long")) {
      return new PhotoException(target, what + ": its name is too long", e);
    }
    return new PhotoException(target, what + " (" + reason + ")", e);
  }
}
