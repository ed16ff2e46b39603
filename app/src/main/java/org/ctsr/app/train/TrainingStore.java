package org.ctsr.app.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ctsr.app.fx.Messages;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.io.FileTrees;
import org.ctsr.engine.io.WholeFile;
import org.ctsr.engine.training.TrainingPlan;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trainings on disk, each in a folder of its own. */
public final class TrainingStore {
  private static final Logger log = LoggerFactory.getLogger(TrainingStore.class);
  private static final String FILE = "training.json";
  private static final String INSTALLED = "installed";

  private static final Messages TEXTS = Messages.of(TrainingStore.class);

  private final Path folder;
  private final Consumer<String> unreadable;
  private final Set<Path> told = ConcurrentHashMap.newKeySet();
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param folder of all trainings; made with the first
   * @param unreadable told, once each, which training cannot be offered and why; on any thread
   */
  public TrainingStore(Path folder, Consumer<String> unreadable) {
    this.folder = folder;
    this.unreadable = unreadable;
  }

  /** Where a new training of that name would be; numbered if there is one already. */
  Path place(String name) {
    Path place = folder.resolve(name);
    for (int i = 2; Files.exists(place); i++) {
      place = folder.resolve(name + "-" + i);
    }
    return place;
  }

  /** A folder for trials, on the disk the training will use. */
  Path trialFolder() throws IOException {
    Path trial = folder.resolve(".trial");
    if (Files.exists(trial)) {
      // Of a trial that was killed.
      FileTrees.delete(trial);
    }
    return Files.createDirectories(trial);
  }

  /** Keeps a plan; its run has not begun then. */
  Training keep(TrainingPlan plan, Path place) throws IOException {
    plan.write(place);
    Training training = new Training(place, plan.name(), plan.title(), plan.photos().size());
    WholeFile.write(place.resolve(FILE), json.writeValueAsBytes(training));
    return training;
  }

  /**
   * Takes a photo off a training's list and deletes the patches made so far.
   *
   * @return the training as it is then
   * @throws IOException if too few photos would be left, or a file cannot be changed
   */
  Training leaveOut(Training training, Path photo) throws IOException {
    TrainingPlan.leaveOut(training.folder(), photo);
    Training rest =
        new Training(training.folder(), training.name(), training.title(), training.photos() - 1);
    WholeFile.write(rest.folder().resolve(FILE), json.writeValueAsBytes(rest));
    return rest;
  }

  /** All trainings, the one last worked at first. */
  public List<Training> list() {
    List<Training> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (Stream<Path> places = Files.list(folder)) {
      for (Path place : places.toList()) {
        Path file = place.resolve(FILE);
        if (Files.isRegularFile(file)) {
          try {
            found.add(read(file).in(place));
          } catch (IOException e) {
            log.warn("{} cannot be read", file, e);
            tell(place, "store.unread", e);
          }
        }
      }
    } catch (IOException e) {
      log.warn("{} cannot be listed", folder, e);
      tell(folder, "store.unlisted", e);
    }
    found.sort(Comparator.comparing(TrainingStore::lastWorked).reversed());
    return found;
  }

  private Training read(Path file) throws IOException {
    Training read = json.readValue(file.toFile(), Training.class);
    if (read == null || read.name() == null || read.title() == null) {
      throw new JsonMappingException(null, file + " names no training");
    }
    return read;
  }

  private void tell(Path what, String text, IOException reason) {
    if (told.add(what)) {
      String words =
          reason instanceof JsonProcessingException
              ? TEXTS.get("store.damaged")
              : FileFailure.reason(reason);
      unreadable.accept(TEXTS.get(text, what, words));
    }
  }

  private static long lastWorked(Training training) {
    Path metrics = training.run().resolve("metrics.csv");
    Path newest = Files.exists(metrics) ? metrics : training.folder().resolve(FILE);
    try {
      return Files.getLastModifiedTime(newest).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }

  /**
   * A training that something is left to do with.
   *
   * @param made the model, which was not installed; null if the training has not come to its end
   */
  public record Unfinished(Training training, @Nullable Path made) {}

  /**
   * The training last worked at that has not come to its end, or whose model was not installed;
   * null if there is none.
   *
   * @param except passed over, as it is at hand already
   */
  public @Nullable Unfinished unfinished(@Nullable Training except) {
    for (Training training : list()) {
      Path made = training.result();
      boolean installed = made != null && Files.exists(training.folder().resolve(INSTALLED));
      if (!installed && !training.equals(except)) {
        return new Unfinished(training, made);
      }
    }
    return null;
  }

  /** Keeps in mind that the model of a training was installed. */
  void markInstalled(Training training) throws IOException {
    WholeFile.write(training.folder().resolve(INSTALLED), new byte[0]);
  }

  /** Deletes everything of a training: patches, checkpoints, and a model not installed. */
  void delete(Training training) throws IOException {
    if (!training.folder().startsWith(folder)) {
      throw new IOException(training.folder() + ": is no training of this program");
    }
    FileTrees.delete(training.folder());
  }
}
