package org.ctsr.app.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.ctsr.engine.io.WholeFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the unfinished part of a batch in a file. Safe for several threads. */
public final class BatchStore {
  private static final Logger log = LoggerFactory.getLogger(BatchStore.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Executor background;
  private final AtomicReference<@Nullable SavedBatch> waiting = new AtomicReference<>();

  /**
   * @param file made, with its folder, when there is something to keep
   * @param background writes
   */
  public BatchStore(Path file, Executor background) {
    this.file = file;
    this.background = background;
  }

  /** What was kept; a damaged file is set aside as {@code NAME.damaged}. */
  public synchronized SavedBatch load() {
    if (!Files.exists(file)) {
      return SavedBatch.NONE;
    }
    try {
      SavedBatch read = JSON.readValue(Files.readAllBytes(file), SavedBatch.class);
      return read == null ? SavedBatch.NONE : read;
    } catch (JsonProcessingException e) {
      log.warn("The batch kept in {} is damaged; going on without it", file, e);
      setAside();
    } catch (IOException e) {
      log.warn("The batch kept in {} cannot be read", file, e);
    }
    return SavedBatch.NONE;
  }

  private void setAside() {
    try {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".damaged"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      log.warn("The damaged file cannot be set aside", e);
    }
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
      Files.createDirectories(file.toAbsolutePath().getParent());
      WholeFile.write(file, JSON.writeValueAsBytes(batch));
    } catch (IOException e) {
      log.warn("The batch cannot be kept in {}", file, e);
    }
  }
}
