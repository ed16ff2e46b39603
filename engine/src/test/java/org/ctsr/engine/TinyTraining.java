package org.ctsr.engine;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.ctsr.engine.metric.MeasuredImage;

/** The quick recipe with networks of a few kilobytes and every stage a few steps long. */
public final class TinyTraining {
  private static final Path ROOT = Path.of(System.getProperty("ctsr.root", ".."));

  private TinyTraining() {}

  /** Writes three photos into a folder that is not there yet. */
  public static Path photos(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Files.createDirectories(folder);
    for (int i = 0; i < 3; i++) {
      TrainingPhotos.write(TestPhotos.photo(320, 300, i), folder.resolve("p" + i + ".png"));
    }
    return folder;
  }

  /**
   * Writes the recipe, with a cache beside it and two validations a stage.
   *
   * @param steps of each stage
   */
  public static Path recipe(Path file, Path photos, int steps) throws IOException {
    return Files.writeString(
        file,
        text(photos, file.resolveSibling("cache"), steps)
            .replaceAll("validateEvery: \\d+", "validateEvery: " + Math.max(1, steps / 2)));
  }

  /**
   * A recipe with Stage 3, which needs a feature network.
   *
   * @param steps of the stage
   */
  public static String withBend(String recipe, int steps) {
    return recipe.replace("features: null", "features: " + features())
        + "bend:\n"
        + "  schedule: {steps: "
        + steps
        + ", batch: 2, crop: 16, learningRate: 1.0e-3, finalLearningRate: 1.0e-4, warmup: 1,"
        + " emaDecay: 0, clip: 1.0, validateEvery: 6, checkpointEvery: 4}\n"
        + "  perceptual: 1\n"
        + "  squared: 1\n"
        + "  lattice: 1\n";
  }

  /** A feature network of some hundred bytes. */
  public static Path features() {
    try {
      return Path.of(Objects.requireNonNull(MeasuredImage.class.getResource("filters.pt")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The recipe, with a validation at the end of each stage.
   *
   * @param steps of each stage
   */
  public static String text(Path photos, Path cache, int steps) throws IOException {
    Path models = TestModels.folder();
    return Files.readString(ROOT.resolve("models/recipes/quick.yml"))
        .replace("../../../shared/photos/train", photos.toString())
        .replace("../../runs/cache-quick", cache.toString())
        .replace("../fidelity-teacher-x4", models.resolve(TestModels.FIDELITY).toString())
        .replace("../realness-teacher-x4", models.resolve("tiny-realness-x4").toString())
        .replace(
            "../networks/training/student-compact.pt",
            models.resolve(TestModels.STUDENT).resolve("network.pt").toString())
        .replace(
            "discriminator: discriminator.pt",
            "discriminator: " + ROOT.resolve("models/recipes/discriminator.pt").toAbsolutePath())
        .replace(
            "../ctsr-compact-x4",
            ROOT.resolve("models/ctsr-compact-x4").toAbsolutePath().toString())
        .replace("threads: 2", "threads: 1")
        .replace("patches: 48", "patches: 8")
        .replace("patchSize: 32", "patchSize: 24")
        .replace("validationPhotos: 4", "validationPhotos: 1")
        .replace("validationPatches: 6", "validationPatches: 1")
        .replace("validationPatchSize: 48", "validationPatchSize: 24")
        .replaceAll("steps: \\d+, batch: 4, crop: 24", "steps: " + steps + ", batch: 2, crop: 16")
        .replace("warmup: 5", "warmup: 1")
        .replaceAll("checkpointEvery: \\d+", "checkpointEvery: 4");
  }
}
