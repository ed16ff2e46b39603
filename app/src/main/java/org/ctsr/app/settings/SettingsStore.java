package org.ctsr.app.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.ctsr.engine.io.DamagedFile;
import org.ctsr.engine.io.Folders;
import org.ctsr.engine.io.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the settings in a file, safe against crashes and against a second instance of the program.
 *
 * <p>A change holds at once, and is saved by a thread of its own, as a disk may take long: it is
 * applied to what the file holds at that moment, under a lock, and the file is replaced in one
 * step. If the file cannot be read, it is applied to what this program knows. If it cannot be
 * written the change holds until the program ends.
 */
public final class SettingsStore implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SettingsStore.class);
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          // A newer version may know more values; the rest of its file counts here too.
          .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL);

  /** Seconds; a disk that takes longer is not worth keeping the program open for. */
  private static final int LONGEST_WAIT = 10;

  private final Path file;
  private final Consumer<IOException> unsaved;
  private final ReadOnlyObjectWrapper<Settings> current = new ReadOnlyObjectWrapper<>();
  private final ExecutorService saving =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "ctsr-settings"));

  private boolean told;

  /**
   * Reads the settings; a damaged file is set aside as {@code NAME.damaged} and defaults used.
   *
   * @param unsaved told, once, that a change cannot be saved and why, on the thread that saves
   */
  public SettingsStore(Path file, Consumer<IOException> unsaved) {
    this.file = file;
    this.unsaved = unsaved;
    current.set(read(Settings.DEFAULT));
  }

  /** The settings now. */
  public Settings get() {
    return current.get();
  }

  /** The settings, to be followed. */
  public ReadOnlyObjectProperty<Settings> currentProperty() {
    return current.getReadOnlyProperty();
  }

  /** Changes the settings, and has them saved unless the store is closed. */
  public void update(UnaryOperator<Settings> change) {
    Settings before = current.get();
    current.set(change.apply(before));
    try {
      saving.execute(() -> save(change, before));
    } catch (RejectedExecutionException e) {
      // What was begun before the program ends, such as loading a model, may end after that.
      log.debug("A change came too late to be saved", e);
    }
  }

  private void save(UnaryOperator<Settings> change, Settings before) {
    try {
      Folders.createFor(file);
      try (FileChannel channel =
              FileChannel.open(
                  sibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        log.trace("Holding {}", lock);
        WholeFile.write(file, JSON.writeValueAsBytes(change.apply(read(before))));
      }
    } catch (IOException e) {
      log.warn("Settings cannot be saved in {}", file, e);
      if (!told) {
        told = true;
        unsaved.accept(e);
      }
    }
  }

  /** Waits until every change is saved. */
  @Override
  public void close() {
    saving.shutdown();
    try {
      if (!saving.awaitTermination(LONGEST_WAIT, TimeUnit.SECONDS)) {
        log.warn("Settings are still being saved in {}", file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Settings read(Settings otherwise) {
    if (!Files.exists(file)) {
      return otherwise;
    }
    try {
      JsonNode read = JSON.readTree(file.toFile());
      JsonNode whole =
          read.isObject()
              // Absent switches, of an older version's file for instance, would be off.
              ? JSON.readerForUpdating(JSON.valueToTree(Settings.DEFAULT)).readValue(read)
              : read;
      Settings settings = JSON.treeToValue(whole, Settings.class);
      return settings == null ? otherwise : settings;
    } catch (JsonProcessingException e) {
      log.warn("Settings in {} are damaged; going on without them", file, e);
      setAside();
      return otherwise;
    } catch (IOException e) {
      log.warn("Settings in {} cannot be read", file, e);
      return otherwise;
    }
  }

  private void setAside() {
    try {
      DamagedFile.setAside(file);
    } catch (IOException e) {
      log.warn("Damaged settings cannot be set aside", e);
    }
  }

  private Path sibling(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
