package org.ctsr.app.mainwindow;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** What files opened lately are called in a menu, which whole paths would make as wide as they. */
final class RecentNames {
  /** Folders named beside the file; more are left out. */
  private static final int FOLDERS = 2;

  private RecentNames() {}

  /** A name for each path; the path itself where two would be called the same. */
  static List<String> of(List<String> paths) {
    List<String> names = paths.stream().map(RecentNames::name).toList();
    return IntStream.range(0, names.size())
        .mapToObj(
            i ->
                names.indexOf(names.get(i)) == names.lastIndexOf(names.get(i))
                    ? names.get(i)
                    : paths.get(i))
        .toList();
  }

  private static String name(String path) {
    try {
      Path file = Path.of(path);
      Path parent = file.getParent();
      if (parent == null || file.getFileName() == null) {
        return path;
      }
      int folders = parent.getNameCount();
      String where =
          folders <= FOLDERS
              ? parent.toString()
              : "\u2026"
                  + parent.getFileSystem().getSeparator()
                  + parent.subpath(folders - FOLDERS, folders);
      return file.getFileName() + "  \u2013  " + where;
    } catch (InvalidPathException e) {
      // Kept by a program on another system, say; opening it tells what is the matter.
      return path;
    }
  }
}
