package org.ctsr.app.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds photos in what a user opens or drops: files are taken as they are, folders searched. */
public final class PhotoFiles {
  /** Most photos taken at once, so that dropping a whole disk does not fill the strip. */
  public static final int LIMIT = 2000;

  private final Set<String> extensions;

  /**
   * @param extensions file name extensions of photos, lower case, without the dot
   */
  public PhotoFiles(Set<String> extensions) {
    this.extensions = Set.copyOf(extensions);
  }

  /** Patterns such as {@code *.jpg} for a file dialog. */
  public List<String> patterns() {
    return extensions.stream()
        .sorted()
        .flatMap(name -> Stream.of("*." + name, "*." + name.toUpperCase(Locale.ROOT)))
        .toList();
  }

  /**
   * The photos among files and in folders, at most {@link #LIMIT}. A folder's photos come sorted by
   * path.
   *
   * @throws IOException if a folder cannot be listed
   */
  public List<Path> find(List<Path> given) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path path : given) {
      if (Files.isDirectory(path)) {
        addFolder(path, found);
      } else {
        found.add(path);
      }
      if (found.size() >= LIMIT) {
        return found.subList(0, LIMIT);
      }
    }
    return found;
  }

  private void addFolder(Path folder, List<Path> found) throws IOException {
    try (Stream<Path> files = Files.walk(folder, 12, FileVisitOption.FOLLOW_LINKS)) {
      files
          .filter(this::isPhoto)
          .limit(LIMIT)
          .sorted(Comparator.comparing(Path::toString))
          .forEach(found::add);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private boolean isPhoto(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0
        && extensions.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))
        && Files.isRegularFile(file);
  }
}
