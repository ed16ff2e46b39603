package org.ctsr.engine.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import org.ctsr.engine.image.PhotoFormat;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.io.FolderSearch;

/** Turns files, folders and patterns from a command line into the photos they mean. */
final class InputFiles {
  private InputFiles() {}

  /**
   * A photo to work on.
   *
   * @param file the photo
   * @param relative its path below the folder that was named; just the name for a file
   */
  record Input(Path file, Path relative) {}

  /**
   * What the arguments mean.
   *
   * @param inputs photos, each once, in the order of the arguments
   * @param problems a sentence for each argument that means nothing, and for each folder that
   *     cannot be searched
   */
  record Found(List<Input> inputs, List<String> problems) {}

  /**
   * Files are taken as they are, whatever their name; of folders and patterns only files with a
   * photo's extension.
   *
   * @param recursive whether folders are searched to the bottom
   */
  static Found find(List<String> arguments, boolean recursive) {
    Map<Path, Input> inputs = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (String argument : arguments) {
      try {
        int before = problems.size();
        List<Input> found = expand(argument, recursive, problems);
        if (found.isEmpty() && problems.size() == before) {
          problems.add(
              argument
                  + ": no photos there"
                  + (recursive ? "" : " (--recursive looks into folders below)"));
        }
        found.forEach(input -> inputs.putIfAbsent(place(input.file()), input));
      } catch (PatternSyntaxException e) {
        problems.add(
            argument + ": does not exist, and is no pattern either (" + e.getDescription() + ")");
      } catch (InvalidPathException e) {
        problems.add(argument + ": is no file name here (" + e.getReason() + ")");
      }
    }
    return new Found(List.copyOf(inputs.values()), problems);
  }

  /** The same for a photo that is found twice because a folder has a link to another one. */
  private static Path place(Path file) {
    Path whole = file.toAbsolutePath();
    Path folder = whole.getParent();
    try {
      return folder == null ? whole : folder.toRealPath().resolve(nameOf(whole)).normalize();
    } catch (IOException e) {
      return whole.normalize(); // not there, as will be said when it is to be read
    }
  }

  private static List<Input> expand(String argument, boolean recursive, List<String> problems) {
    if (!isPattern(argument) || existsLiterally(argument)) {
      Path path = Path.of(argument);
      if (Files.isDirectory(path)) {
        return search(path, recursive, file -> true, problems);
      }
      return List.of(new Input(path, nameOf(path)));
    }
    return matching(argument, problems);
  }

  private static boolean isPattern(String argument) {
    return argument.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
  }

  private static boolean existsLiterally(String argument) {
    try {
      return Files.exists(Path.of(argument));
    } catch (InvalidPathException e) {
      return false; // on Windows a star cannot be part of a name
    }
  }

  /** Photos in a folder, which may be a link, as may those in it. */
  private static List<Input> search(
      Path folder, boolean deep, Predicate<Path> wanted, List<String> problems) {
    FolderSearch.Found found = FolderSearch.in(folder, deep);
    found.failures().forEach((file, why) -> addProblem(problems::add, file, why));
    return found.files().stream()
        .filter(PhotoFormat::isNamedAsPhoto)
        .filter(file -> wanted.test(folder.relativize(file)))
        .map(file -> new Input(file, folder.relativize(file)))
        .toList();
  }

  static void addProblem(Consumer<? super String> problems, Path file, IOException failure) {
    // A link back to a folder it is in hides no photo.
    if (!(failure instanceof FileSystemLoopException)) {
      String reason =
          failure instanceof AccessDeniedException
              ? "permission denied"
              : FileFailure.reason(failure);
      problems.accept(file + ": cannot be searched (" + reason + "); its photos are left out");
    }
  }

  /** Patterns reach the program where the shell does not expand them: quoted, and on Windows. */
  private static List<Input> matching(String pattern, List<String> problems) {
    String slashes = pattern.replace(java.io.File.separatorChar, '/');
    int firstSpecial = indexOfPattern(slashes);
    int folderEnd = slashes.lastIndexOf('/', firstSpecial);
    Path folder = Path.of(folderEnd < 0 ? "" : slashes.substring(0, folderEnd + 1));
    String glob = slashes.substring(folderEnd + 1);
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    boolean deep = glob.contains("/") || glob.contains("**");
    if (!Files.isDirectory(folder.toAbsolutePath())) {
      return List.of();
    }
    return search(folder, deep, matcher::matches, problems);
  }

  private static int indexOfPattern(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("*?[{".indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  private static Path nameOf(Path file) {
    Path name = file.getFileName();
    return name == null ? file : name;
  }
}
