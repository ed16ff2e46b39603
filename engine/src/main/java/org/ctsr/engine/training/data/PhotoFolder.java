package org.ctsr.engine.training.data;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.PhotoFormat;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.io.FolderSearch;

/**
 * The photographs to train on, split by photograph into a part to learn from and a part to validate
 * on. The split depends on the sorted names alone.
 *
 * @param training files to cut training patches from
 * @param validation files to cut validation patches from
 */
record PhotoFolder(List<Path> training, List<Path> validation) {
  /** Every run has these from its beginning on. */
  private static final List<String> RUN_FILES = List.of("config.yml", "lock");

  /**
   * @param folder a folder, searched with its sub-folders, or a text file with a path a line
   * @throws PhotoException if the folder is missing or holds too few photographs
   */
  static PhotoFolder open(Path folder, int validationPhotos) throws IOException {
    List<Path> all = Files.isRegularFile(folder) ? listed(folder) : found(folder);
    if (all.size() <= validationPhotos) {
      throw new PhotoException(
          folder,
          "holds "
              + all.size()
              + " photographs; training needs more than the "
              + validationPhotos
              + " set aside for validation");
    }
    List<Path> training = new ArrayList<>();
    List<Path> validation = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      // Evenly spread, as neighbours in the folder are often of one series.
      boolean held =
          (long) (i + 1) * validationPhotos / all.size() > (long) i * validationPhotos / all.size();
      (held ? validation : training).add(all.get(i));
    }
    return new PhotoFolder(List.copyOf(training), List.copyOf(validation));
  }

  private static List<Path> found(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new PhotoException(
          folder, "there is no such folder, or list, of photographs (data.photos)");
    }
    FolderSearch.Found found = FolderSearch.in(folder, true);
    Map<Path, Boolean> left = new HashMap<>();
    Map<Path, IOException> failures = new LinkedHashMap<>(found.failures());
    failures.keySet().removeIf(file -> isLeftOut(folder, file, left));
    requireSearched(failures);
    return found.files().stream()
        .filter(PhotoFormat::isNamedAsPhoto)
        .filter(file -> !isLeftOut(folder, file, left))
        .sorted((a, b) -> name(folder, a).compareTo(name(folder, b)))
        .toList();
  }

  /**
   * @param failures what a search could not read
   */
  static void requireSearched(Map<Path, IOException> failures) throws PhotoException {
    for (Map.Entry<Path, IOException> failed : failures.entrySet()) {
      // A link back to a folder it is in hides no photo. Others might: which photographs there are
      // decides which are held out.
      if (!(failed.getValue() instanceof FileSystemLoopException)) {
        throw new PhotoException(
            failed.getKey(),
            (failed.getValue() instanceof AccessDeniedException
                    ? "cannot be searched for photographs (permission denied)"
                    : "cannot be searched for photographs ("
                        + FileFailure.reason(failed.getValue())
                        + ")")
                + "; change that, or name another folder, or a list of photographs (data.photos)",
            failed.getValue());
      }
    }
  }

  /**
   * Whether a file lies in the folder of a training run, which draws pictures, or behind a linked
   * folder: a photograph under two names might be learned from and validated on.
   */
  private static boolean isLeftOut(Path folder, Path file, Map<Path, Boolean> known) {
    for (Path above = file.getParent();
        above != null && above.startsWith(folder) && !above.equals(folder);
        above = above.getParent()) {
      if (known.computeIfAbsent(above, each -> Files.isSymbolicLink(each) || isRun(each))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isRun(Path folder) {
    return RUN_FILES.stream().allMatch(name -> Files.isRegularFile(folder.resolve(name)));
  }

  /** A text file with a path a line. */
  private static List<Path> listed(Path list) throws IOException {
    List<Path> all = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(list)) {
        if (!line.isBlank()) {
          Path photo = list.resolveSibling(line.strip());
          if (!Files.isRegularFile(photo)) {
            throw new UnusablePhotoException(
                photo, "this photograph, named in " + list + ", is gone");
          }
          all.add(photo);
        }
      }
    } catch (CharacterCodingException | InvalidPathException e) {
      throw new PhotoException(list, "is no list of photographs, a path a line", e);
    }
    return all;
  }

  /** Name below the folder, with slashes: the same on every system. */
  static String name(Path folder, Path file) {
    if (!file.startsWith(folder)) {
      return file.toString().replace('\\', '/');
    }
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
