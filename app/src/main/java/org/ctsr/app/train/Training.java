package org.ctsr.app.train;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ctsr.engine.model.ModelLibrary;
import org.ctsr.engine.training.TrainingPlan;
import org.jspecify.annotations.Nullable;

/**
 * A training the wizard has begun.
 *
 * @param folder everything of it
 * @param name of the model it makes
 * @param title its name for people
 * @param photos how many photos it learns from
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Training(@JsonIgnore Path folder, String name, String title, int photos) {
  /** The configuration file. */
  @JsonIgnore
  public Path config() {
    return folder.resolve(TrainingPlan.CONFIG);
  }

  /** The run's own folder. */
  @JsonIgnore
  public Path run() {
    return folder.resolve(TrainingPlan.RUN);
  }

  /** Whether a run has been begun, so that it is to be resumed. */
  @JsonIgnore
  public boolean isBegun() {
    return Files.exists(run().resolve(TrainingPlan.CONFIG));
  }

  /** The model package made; null before the end. */
  @JsonIgnore
  public @Nullable Path result() {
    Path made = run().resolve(name);
    return Files.exists(made.resolve(ModelLibrary.MANIFEST)) ? made : null;
  }

  Training in(Path place) {
    return new Training(place, name, title, photos);
  }
}
