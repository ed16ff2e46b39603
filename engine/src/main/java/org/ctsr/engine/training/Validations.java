package org.ctsr.engine.training;

import ai.djl.Device;
import java.io.IOException;
import java.util.List;
import org.ctsr.engine.metric.FeatureNetwork;
import org.ctsr.engine.metric.Niqe;
import org.ctsr.engine.training.data.PatchDataset;
import org.ctsr.engine.training.data.PatchSet;
import org.jspecify.annotations.Nullable;

/** Validates the stages of one run and tells of it: tables, pictures, the listener. */
final class Validations {
  /** The table's name for the teachers' own images, mixed. */
  static final String TEACHERS = "teachers";

  private final PatchSet patches;
  private final long seed;
  private final RunFolder folder;
  private final Device device;
  private final @Nullable FeatureNetwork features;
  private final @Nullable Niqe niqe;
  private final TrainingListener listener;
  private final RunPictures pictures;
  private final FidelityWatch watch = new FidelityWatch();
  private List<ValidationRow> last = List.of();

  Validations(
      PatchSet patches,
      long seed,
      RunFolder folder,
      Device device,
      @Nullable FeatureNetwork features,
      @Nullable Niqe niqe,
      TrainingListener listener) {
    this.patches = patches;
    this.seed = seed;
    this.folder = folder;
    this.device = device;
    this.features = features;
    this.niqe = niqe;
    this.listener = listener;
    this.pictures = new RunPictures(folder);
  }

  /** Takes up what a run that is gone on with has validated so far. */
  void remember(RunHistory history) throws IOException {
    for (RunHistory.Validated known : history.validations()) {
      pictures.remember(known.rows());
      watch.seen(known.stage(), known.step(), known.rows());
    }
    RunHistory.Validated student = history.lastStudent();
    last = student == null ? List.of() : student.rows();
  }

  /** A validation on patches that these teachers have answered. */
  Validation with(List<String> teachers) {
    return new Validation(new PatchDataset(patches, teachers, seed), device, features, niqe);
  }

  /** Measures the teachers' own images, mixed, once a run. */
  void blends(List<String> teachers) throws IOException {
    if (!folder.hasValidated(TEACHERS)) {
      Validation blends = with(teachers);
      blends.blends();
      report(TEACHERS, 0, blends);
    }
  }

  /** Measures a stage after so many steps, and writes the network it has. */
  void validate(DistillationStage stage, int step, List<String> teachers) throws IOException {
    Validation validation = with(teachers);
    stage.validate(validation);
    stage.write(folder.student());
    last = validation.rows();
    report(stage.name(), step, validation);
    String lost = watch.seen(stage.name(), step, last);
    if (lost != null) {
      listener.message(lost);
    }
  }

  /** What was measured last. */
  List<ValidationRow> last() {
    return last;
  }

  private void report(String stage, int step, Validation validation) throws IOException {
    folder.appendValidation(stage, step, validation.rows());
    try {
      pictures.draw(stage, step, validation);
    } catch (IOException e) {
      // Numbers are kept; a machine without fonts, say, should still train.
      listener.message("No pictures of this validation: " + e.getMessage());
    }
    for (ValidationRow row : validation.rows()) {
      listener.validated(stage, step, row);
    }
  }
}
