package org.ctsr.engine.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctsr.engine.image.PhotoFormat;
import org.jspecify.annotations.Nullable;

/**
 * Collects files whose name is a photo's, but for hidden ones. What cannot be searched becomes a
 * sentence, and the search goes on.
 */
final class PhotoSearch extends SimpleFileVisitor<Path> {
  private static final Set<String> EXTENSIONS =
      Stream.of(PhotoFormat.values())
          .flatMap(format -> format.extensions().stream())
          .collect(Collectors.toUnmodifiableSet());

  private final List<Path> photos = new ArrayList<>();
  private final List<String> problems;

  /**
   * @param problems receives the sentences
   */
  PhotoSearch(List<String> problems) {
    this.problems = problems;
  }

  /** What was found, by name. */
  List<Path> photos() {
    Collections.sort(photos);
    return List.copyOf(photos);
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile() && looksLikePhoto(String.valueOf(file.getFileName()))) {
      photos.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  private static boolean looksLikePhoto(String name) {
    int dot = name.lastIndexOf('.');
    return !name.startsWith(".")
        && dot >= 0
        && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    // A link back to a folder it is in hides no photo.
    if (!(failure instanceof FileSystemLoopException)) {
      problem(file, failure);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
    if (failure != null) {
      problem(folder, failure);
    }
    return FileVisitResult.CONTINUE;
  }

  private void problem(Path file, IOException failure) {
    String reason =
        failure instanceof AccessDeniedException
            ? "permission denied"
            : FileFailure.reason(failure);
    problems.add(file + ": cannot be searched (" + reason + "); its photos are left out");
  }
}
