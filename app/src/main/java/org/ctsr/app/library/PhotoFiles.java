package org.ctsr.app.library;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds photos in what a user opens or drops: files are taken as they are, folders searched. */
public final class PhotoFiles {
  private static final Logger log = LoggerFactory.getLogger(PhotoFiles.class);
  private static final int DEEPEST = 64;

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
   * The photos among files and in folders. A folder's photos come sorted by path; hidden files and
   * folders in it are passed over, and so is what cannot be read.
   *
   * @throws IOException if there is no photo and a folder cannot be listed
   */
  public List<Path> find(List<Path> given) throws IOException {
    List<Path> found = new ArrayList<>();
    IOException failure = null;
    for (Path path : given) {
      if (Files.isDirectory(path)) {
        FolderSearch search = new FolderSearch(path);
        found.addAll(search.photos());
        failure = failure == null ? search.failure : failure;
      } else {
        found.add(path);
      }
    }
    if (found.isEmpty() && failure != null) {
      throw failure;
    }
    return found;
  }

  private final class FolderSearch extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<Path> photos = new ArrayList<>();
    private @Nullable IOException failure;

    FolderSearch(Path root) {
      this.root = root;
    }

    List<Path> photos() throws IOException {
      Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, this);
      photos.sort(Comparator.comparing(Path::toString));
      return photos;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return !folder.equals(root) && isHidden(folder)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && isPhoto(file) && !isHidden(file)) {
        photos.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    /** One folder that is closed to us, or a link back to one above, must not cost the others. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      log.warn("{} cannot be searched", file, e);
      failure = failure == null ? e : failure;
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
      return e == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, e);
    }
  }

  private static boolean isHidden(Path file) {
    return file.getFileName() != null && file.getFileName().toString().startsWith(".");
  }

  private boolean isPhoto(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 && extensions.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
