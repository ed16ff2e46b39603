package org.ctsr.app.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.ctsr.app.fx.Messages;
import org.ctsr.engine.io.DamagedFile;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.io.Folders;
import org.ctsr.engine.io.WholeFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the unfinished part of a batch in a file. Safe for several threads.
 *
 * <p>Each running program has a file of its own: the first {@code batch.json}, a second one beside
 * it {@code batch-2.json}, and so on. A lock says that a file is in use; the system takes it back
 * however the program ends. What programs left that are no longer running is taken over at the next
 * start.
 */
public final class BatchStore implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BatchStore.class);
  // A newer version may know more values; the photos of its file count here too.
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL);

  private static final Messages TEXTS = Messages.of(BatchStore.class);
  private static final int MOST_PROGRAMS = 16;

  private final Path first;
  private final Executor background;
  private final Consumer<String> failed;
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable SavedBatch> waiting = new AtomicReference<>();
  private @Nullable Claim own;

  /** Our file can be neither read nor set aside, and nothing may take its place. */
  private boolean stuck;

  /**
   * @param file made, with its folder, when there is something to keep
   * @param background writes
   * @param failed told, once each, what cannot be kept or is lost of what was kept; on any thread
   */
  public BatchStore(Path file, Executor background, Consumer<String> failed) {
    this.first = file.toAbsolutePath();
    this.background = background;
    this.failed = failed;
  }

  /** A file that is ours as long as the lock is held. */
  private record Claim(Path file, FileChannel channel, FileLock lock) {
    /** Null if another program has the file. */
    static @Nullable Claim of(Path file) throws IOException {
      Folders.createFor(file);
      FileChannel channel =
          FileChannel.open(
              file.resolveSibling(file.getFileName() + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      FileLock lock = null;
      try {
        lock = channel.tryLock();
      } catch (OverlappingFileLockException e) {
        log.debug("{} is in use by this very program", file);
      } finally {
        if (lock == null) {
          channel.close();
        }
      }
      return lock == null ? null : new Claim(file, channel, lock);
    }

    void release() {
      try {
        lock.release();
        channel.close();
      } catch (IOException e) {
        log.warn("The lock of {} was not given back", file, e);
      }
    }
  }

  private Path file(int program) {
    String name = String.valueOf(first.getFileName());
    int dot = name.lastIndexOf('.');
    return program == 1
        ? first
        : first.resolveSibling(name.substring(0, dot) + "-" + program + name.substring(dot));
  }

  /** A batch is saved at every photo: once is enough. */
  private void tell(String text) {
    if (told.add(text)) {
      failed.accept(text);
    }
  }

  /**
   * Our file.
   *
   * @throws IOException if no file can be locked, so that nothing can be kept
   */
  private synchronized Path own() throws IOException {
    Claim claimed = own;
    for (int program = 1; claimed == null && program <= MOST_PROGRAMS; program++) {
      claimed = Claim.of(file(program));
    }
    if (claimed == null) {
      throw new IOException(MOST_PROGRAMS + " programs keep a batch there already");
    }
    own = claimed;
    return claimed.file();
  }

  /** What was kept; a file that cannot be read is set aside as {@code NAME.damaged}. */
  public synchronized SavedBatch load() {
    Path file;
    try {
      file = own();
    } catch (IOException e) {
      log.warn("No batch can be kept in {}", first, e);
      tell(TEXTS.get("store.unkept", FileFailure.sentence(e)));
      return SavedBatch.NONE;
    }
    SavedBatch all = SavedBatch.NONE;
    stuck = false;
    try {
      all = read(file);
    } catch (IOException e) {
      log.warn("The batch kept in {} stays there, unread", file, e);
      tell(TEXTS.get("store.unread", FileFailure.sentence(e)));
      stuck = true;
    }
    for (int program = 1; program <= MOST_PROGRAMS; program++) {
      Path other = file(program);
      if (!other.equals(file) && Files.exists(other)) {
        all = takeOver(other, all);
      }
    }
    return all;
  }

  /** Adds what a program left that is no longer running. */
  private SavedBatch takeOver(Path other, SavedBatch all) {
    try {
      Claim claim = Claim.of(other);
      if (claim == null) {
        return all;
      }
      try {
        SavedBatch merged = all.with(read(other));
        // First in our file, then gone from the other: never in neither.
        write(merged);
        Files.deleteIfExists(other);
        return merged;
      } finally {
        claim.release();
      }
    } catch (IOException e) {
      log.warn("What is left in {} cannot be taken over", other, e);
      tell(TEXTS.get("store.unread", FileFailure.sentence(e)));
      return all;
    }
  }

  /**
   * What a file holds, which is set aside if that cannot be found out.
   *
   * @throws IOException if it can be neither read nor set aside
   */
  private SavedBatch read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return SavedBatch.NONE;
    }
    try {
      SavedBatch read = JSON.readValue(Files.readAllBytes(file), SavedBatch.class);
      return read == null ? SavedBatch.NONE : read;
    } catch (JsonProcessingException e) {
      log.warn("The batch kept in {} is damaged; going on without it", file, e);
      tell(TEXTS.get("store.damaged", DamagedFile.setAside(file)));
    } catch (IOException e) {
      log.warn("The batch kept in {} cannot be read; going on without it", file, e);
      tell(TEXTS.get("store.aside", DamagedFile.setAside(file), FileFailure.reason(e)));
    }
    return SavedBatch.NONE;
  }

  /** Writes soon; of several in a row only the last. */
  public void save(SavedBatch batch) {
    if (waiting.getAndSet(batch) == null) {
      background.execute(this::write);
    }
  }

  /** Writes before it returns. */
  public void saveNow(SavedBatch batch) {
    waiting.set(batch);
    write();
  }

  private synchronized void write() {
    SavedBatch batch = waiting.getAndSet(null);
    if (batch == null) {
      return;
    }
    try {
      write(batch);
    } catch (IOException e) {
      log.warn("The batch cannot be kept in {}", first, e);
      tell(TEXTS.get("store.unkept", FileFailure.sentence(e)));
    }
  }

  private void write(SavedBatch batch) throws IOException {
    Path file = own();
    if (stuck && Files.exists(file)) {
      DamagedFile.setAside(file);
    }
    stuck = false;
    WholeFile.write(file, JSON.writeValueAsBytes(batch));
  }

  /** Lets another program have the file; what was to be written is written. */
  @Override
  public synchronized void close() {
    write();
    Claim claimed = own;
    own = null;
    if (claimed != null) {
      claimed.release();
    }
  }
}
