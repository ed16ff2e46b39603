package org.ctsr.app.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import org.ctsr.app.engine.SmallBasis;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.model.ModelManifest;
import org.ctsr.engine.model.ModelPackage;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.training.TrainingConfig;

/** Enlarges the preview photo with networks that are no models yet. Off the FX thread. */
final class PreviewModels {
  private static final String NETWORK = "student.pt";
  private static final String STAGE_0 = "fidelity-teacher";
  private static final int SCALE = 4;
  private static final int STUDENT_CHANNELS = 9;
  private static final int IMAGE_CHANNELS = 3;

  private PreviewModels() {}

  /**
   * Runs the student of a run's last validation, as it is in the run's folder.
   *
   * @param stage the stage it was written by
   * @throws IOException if there is none, or it cannot be run
   */
  static SmallBasis student(
      Path run, TrainingConfig.ModelSettings model, String stage, RgbImage photo, Rectangle part)
      throws IOException {
    Path folder = Files.createTempDirectory("ctsr-preview");
    try {
      // A copy: the run replaces its file while this one is being read.
      Path copy = folder.resolve("network-" + UUID.randomUUID() + ".pt");
      Files.copy(run.resolve(NETWORK), copy, StandardCopyOption.REPLACE_EXISTING);
      try {
        return SmallBasis.of(describe(model, stage, folder, copy), photo, part);
      } finally {
        Files.deleteIfExists(copy);
      }
    } finally {
      Files.deleteIfExists(folder);
    }
  }

  private static ModelPackage describe(
      TrainingConfig.ModelSettings model, String stage, Path folder, Path network) {
    boolean student = !stage.equals(STAGE_0);
    ModelManifest.NetworkRole role =
        student ? ModelManifest.NetworkRole.STUDENT : ModelManifest.NetworkRole.FIDELITY;
    String digest = String.valueOf(network.getFileName());
    ModelManifest manifest =
        new ModelManifest(
            ModelManifest.FORMAT,
            model.name(),
            model.title(),
            model.version(),
            "super-resolution",
            student ? ModelManifest.Role.STUDENT : ModelManifest.Role.TEACHER,
            SCALE,
            model.halo(),
            model.minimumSize(),
            List.of(0.0, 1.0),
            "sRGB",
            student ? model.defaultRealness() : null,
            0,
            model.workingMemory(),
            List.of(),
            new ModelManifest.License(model.license(), "LICENSE.txt"),
            "",
            null);
    return new ModelPackage(
        manifest,
        folder,
        List.of(
            new ModelPackage.NetworkFile(
                role, network, student ? STUDENT_CHANNELS : IMAGE_CHANNELS, digest)));
  }
}
