package org.ctsr.app.batch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Reasons;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.PhotoFormat;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.io.FolderSearch;

/**
 * Looks through files and folders, to the bottom, and hands on what is there in portions, so that a
 * large folder fills the list while it is searched.
 *
 * <p>A file whose name is a photo's is taken for one; of any other the content decides, and if that
 * is no photo the file is handed on with the reason. Hidden files inside folders are passed over.
 */
final class BatchFiles {
  private static final Messages TEXTS = Messages.of(BatchFiles.class);
  private static final int PORTION = 200;

  private final BooleanSupplier wanted;
  private final Consumer<List<BatchPhoto>> found;
  private List<BatchPhoto> portion = new ArrayList<>();

  private BatchFiles(BooleanSupplier wanted, Consumer<List<BatchPhoto>> found) {
    this.wanted = wanted;
    this.found = found;
  }

  /**
   * Searches everything given; returns when {@code found} has received all of it.
   *
   * @param wanted asked with every file and folder whether to go on
   * @throws CancellationException as soon as that is not so
   */
  static void search(List<Path> given, BooleanSupplier wanted, Consumer<List<BatchPhoto>> found) {
    BatchFiles search = new BatchFiles(wanted, found);
    for (Path path : given) {
      search.look(path.toAbsolutePath().normalize());
    }
    search.flush();
  }

  private void checkWanted() {
    if (!wanted.getAsBoolean()) {
      throw new CancellationException();
    }
  }

  private void look(Path path) {
    checkWanted();
    if (!Files.isDirectory(path)) {
      add(judge(path, nameOf(path)));
      return;
    }
    FolderSearch.Found there = FolderSearch.in(path, true, visited -> checkWanted());
    for (Path file : there.files()) {
      // Judging a file may mean reading it.
      checkWanted();
      add(judge(file, path.relativize(file)));
    }
    there
        .failures()
        .forEach((file, why) -> add(new BatchPhoto(file, relative(path, file), reason(why))));
  }

  static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return TEXTS.get("unreadable.permission");
    }
    return failure instanceof FileSystemLoopException
        ? TEXTS.get("unreadable.loop")
        : TEXTS.get("unreadable", FileFailure.reason(failure));
  }

  private static Path relative(Path root, Path file) {
    return file.equals(root) ? nameOf(file) : root.relativize(file);
  }

  private static BatchPhoto judge(Path file, Path relative) {
    if (PhotoFormat.isNamedAsPhoto(file)) {
      return BatchPhoto.photo(file, relative);
    }
    try {
      PhotoReader.probe(file, ReadLimits.DEFAULT);
      return BatchPhoto.photo(file, relative);
    } catch (PhotoException e) {
      return new BatchPhoto(file, relative, Reasons.without(file, String.valueOf(e.getMessage())));
    }
  }

  private static Path nameOf(Path file) {
    Path name = file.getFileName();
    return name == null ? file : name;
  }

  private void add(BatchPhoto photo) {
    portion.add(photo);
    if (portion.size() >= PORTION) {
      flush();
    }
  }

  private void flush() {
    if (!portion.isEmpty()) {
      found.accept(List.copyOf(portion));
      portion = new ArrayList<>();
    }
  }
}
