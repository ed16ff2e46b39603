package org.ctsr.engine.io;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files in a folder, through links. Hidden files and folders in it are passed over, and one
 * that cannot be read does not cost the others.
 */
public final class FolderSearch extends SimpleFileVisitor<Path> {
  /** Deeper than anybody sorts photos. */
  private static final int DEEPEST = 64;

  private final Path root;
  private final Consumer<? super Path> visiting;
  private final List<Path> files = new ArrayList<>();
  private final Map<Path, IOException> failures = new LinkedHashMap<>();

  FolderSearch(Path root, Consumer<? super Path> visiting) {
    this.root = root;
    this.visiting = visiting;
  }

  /**
   * What a search has come to.
   *
   * @param files in the order of their paths, each beginning with the folder's
   * @param failures why a file or folder could not be read, or that it is a link back to a folder
   *     it is in ({@link java.nio.file.FileSystemLoopException})
   */
  public record Found(List<Path> files, Map<Path, IOException> failures) {}

  /** Searches a folder, and those below it if {@code deep}. */
  public static Found in(Path folder, boolean deep) {
    return in(folder, deep, visited -> {});
  }

  /**
   * As the other, but can be followed and ended.
   *
   * @param visiting hears, on this thread, of each folder before it is entered and of each file,
   *     also a hidden one; what it throws ends the search, such as a {@link
   *     java.util.concurrent.CancellationException}
   */
  public static Found in(Path folder, boolean deep, Consumer<? super Path> visiting) {
    FolderSearch search = new FolderSearch(folder, visiting);
    try {
      Files.walkFileTree(
          folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), deep ? DEEPEST : 1, search);
    } catch (IOException e) {
      search.failures.put(folder, e);
    }
    return search.found();
  }

  Found found() {
    return new Found(files.stream().sorted().toList(), failures);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    visiting.accept(folder);
    return !folder.equals(root) && isHidden(folder)
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    visiting.accept(file);
    if (attributes.isRegularFile() && !isHidden(file)) {
      files.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    visiting.accept(file);
    // A hidden folder is opened before it can be passed over, and may be another user's.
    if (file.equals(root) || !isHidden(file)) {
      failures.put(file, failure);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
    if (failure != null) {
      failures.put(folder, failure);
    }
    return FileVisitResult.CONTINUE;
  }

  private static boolean isHidden(Path file) {
    try {
      return String.valueOf(file.getFileName()).startsWith(".") || Files.isHidden(file);
    } catch (IOException e) {
      // Then it cannot be read either, which is said when it is tried.
      return false;
    }
  }
}
