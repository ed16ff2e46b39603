package org.ctsr.app.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.ctsr.engine.image.PhotoFormat;
import org.ctsr.engine.io.FolderSearch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds photos in what a user opens or drops: files are taken as they are, folders searched. */
public final class PhotoFiles {
  private static final Logger log = LoggerFactory.getLogger(PhotoFiles.class);

  /** Patterns such as {@code *.jpg} for a file dialog. */
  public List<String> patterns() {
    return PhotoFormat.allExtensions().stream()
        .sorted()
        .flatMap(name -> Stream.of("*." + name, "*." + name.toUpperCase(Locale.ROOT)))
        .toList();
  }

  /**
   * The photos among files and in folders. A folder's photos come sorted by path; hidden files and
   * folders in it are passed over, and so is what cannot be read.
   *
   * @param searching hears with each file and folder, on this thread, about how many photos were
   *     found before it; what it throws ends the search, such as a {@link
   *     java.util.concurrent.CancellationException}
   * @throws IOException if there is no photo and a folder cannot be listed
   */
  public List<Path> find(List<Path> given, IntConsumer searching) throws IOException {
    List<Path> found = new ArrayList<>();
    IOException failure = null;
    for (Path path : given) {
      searching.accept(found.size());
      if (Files.isDirectory(path)) {
        AtomicInteger count = new AtomicInteger(found.size());
        FolderSearch.Found there =
            FolderSearch.in(
                path,
                true,
                visited -> {
                  searching.accept(count.get());
                  if (PhotoFormat.isNamedAsPhoto(visited)) {
                    count.incrementAndGet();
                  }
                });
        there.files().stream().filter(PhotoFormat::isNamedAsPhoto).forEach(found::add);
        for (Map.Entry<Path, IOException> failed : there.failures().entrySet()) {
          log.warn("{} cannot be searched", failed.getKey(), failed.getValue());
          failure = failure == null ? failed.getValue() : failure;
        }
      } else {
        found.add(path);
      }
    }
    if (found.isEmpty() && failure != null) {
      throw failure;
    }
    return found;
  }
}
