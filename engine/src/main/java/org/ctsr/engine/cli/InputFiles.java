package org.ctsr.engine.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctsr.engine.image.PhotoFormat;

/** Turns files, folders and patterns from a command line into the photos they mean. */
final class InputFiles {
  private static final Set<String> EXTENSIONS =
      Stream.of(PhotoFormat.values())
          .flatMap(format -> format.extensions().stream())
          .collect(Collectors.toUnmodifiableSet());

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
   * @param problems a sentence for each argument that means nothing
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
        List<Input> found = expand(argument, recursive);
        if (found.isEmpty()) {
          problems.add(
              argument
                  + ": no photos there"
                  + (recursive ? "" : " (--recursive looks into folders below)"));
        }
        found.forEach(
            input -> inputs.putIfAbsent(input.file().toAbsolutePath().normalize(), input));
      } catch (IOException | UncheckedIOException e) {
        problems.add(argument + ": cannot be searched (" + e.getMessage() + ")");
      } catch (InvalidPathException e) {
        problems.add(argument + ": is no file name here (" + e.getReason() + ")");
      }
    }
    return new Found(List.copyOf(inputs.values()), problems);
  }

  private static List<Input> expand(String argument, boolean recursive) throws IOException {
    if (!isPattern(argument) || existsLiterally(argument)) {
      Path path = Path.of(argument);
      if (Files.isDirectory(path)) {
        return below(path, recursive);
      }
      return List.of(new Input(path, nameOf(path)));
    }
    return matching(argument);
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

  private static List<Input> below(Path folder, boolean recursive) throws IOException {
    try (Stream<Path> files = Files.walk(folder, recursive ? Integer.MAX_VALUE : 1)) {
      return files
          .filter(InputFiles::looksLikePhoto)
          .sorted()
          .map(file -> new Input(file, folder.relativize(file)))
          .toList();
    }
  }

  /** Patterns reach the program where the shell does not expand them: quoted, and on Windows. */
  private static List<Input> matching(String pattern) throws IOException {
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
    try (Stream<Path> files = Files.walk(folder, deep ? Integer.MAX_VALUE : 1)) {
      return files
          .filter(file -> matcher.matches(folder.relativize(file)))
          .filter(InputFiles::looksLikePhoto)
          .sorted()
          .map(file -> new Input(file, folder.relativize(file)))
          .toList();
    }
  }

  private static int indexOfPattern(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("*?[{".indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  private static boolean looksLikePhoto(Path file) {
    String name = nameOf(file).toString();
    int dot = name.lastIndexOf('.');
    return !name.startsWith(".")
        && dot >= 0
        && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))
        && Files.isRegularFile(file);
  }

  private static Path nameOf(Path file) {
    Path name = file.getFileName();
    return name == null ? file : name;
  }
}
