package org.ctsr.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of recipes with one in it: the quick one with tiny networks. */
final class TinyRecipe {
  private static final Path ROOT = Path.of(System.getProperty("ctsr.root"));

  private TinyRecipe() {}

  /**
   * Writes it.
   *
   * @param steps of each stage
   */
  static Path write(Path folder, int steps) throws IOException {
    Path models = StudioHarness.TINY_MODELS;
    String text =
        Files.readString(ROOT.resolve("models/recipes/quick.yml"))
            .replace("../fidelity-teacher-x4", models.resolve("tiny-fidelity-x4").toString())
            .replace("../realness-teacher-x4", models.resolve("tiny-realness-x4").toString())
            .replace(
                "../networks/training/student-compact.pt",
                models.resolve("tiny-student-x4/network.pt").toString())
            .replace(
                "discriminator: discriminator.pt",
                "discriminator: " + ROOT.resolve("models/recipes/discriminator.pt"))
            .replace("../ctsr-compact-x4", ROOT.resolve("models/ctsr-compact-x4").toString())
            .replace("halo: 24", "halo: 12")
            .replace("patches: 48", "patches: 44")
            .replace("patchSize: 32", "patchSize: 24")
            .replace("validationPatches: 6", "validationPatches: 2")
            .replace("validationPatchSize: 48", "validationPatchSize: 24")
            .replaceAll(
                "steps: \\d+, batch: 4, crop: 24", "steps: " + steps + ", batch: 2, crop: 16")
            .replaceAll("validateEvery: \\d+", "validateEvery: " + Math.min(1000, steps / 2))
            .replaceAll("checkpointEvery: \\d+", "checkpointEvery: 500");
    assertThat(text).contains("patchSize: 24", "batch: 2");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("quick.yml"), text);
    return folder;
  }
}
