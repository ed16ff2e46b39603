package org.ctsr.engine.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.ctsr.engine.io.WholeFile;
import org.ctsr.engine.model.ModelManifest;
import org.ctsr.engine.model.Sha256;
import org.ctsr.engine.model.TorchScriptPrecision;

/** Makes the model package of a trained student. */
final class StudentPackage {
  private static final int BASIS_CHANNELS = 9;

  private StudentPackage() {}

  /**
   * Writes {@code folder/NAME} with network, manifest, licence and a card of what was measured.
   *
   * @param network the student's TorchScript file
   * @return the package's folder
   */
  static Path write(
      Path folder,
      TrainingConfig config,
      Path network,
      long parameters,
      String trainedBy,
      List<ValidationRow> measured)
      throws IOException {
    TrainingConfig.ModelSettings model = config.model();
    RequiredFiles.require("model.licenseFile", model.licenseFile());
    Path target = folder.resolve(model.name());
    Files.createDirectories(target);
    Path file = target.resolve("network.pt");
    TorchScriptPrecision.FLOAT16.rewrite(network, file);
    Files.copy(
        model.licenseFile(), target.resolve("LICENSE.txt"), StandardCopyOption.REPLACE_EXISTING);
    ModelManifest manifest =
        new ModelManifest(
            ModelManifest.FORMAT,
            model.name(),
            model.title(),
            model.version(),
            "super-resolution",
            ModelManifest.Role.STUDENT,
            BatchArrays.SCALE,
            model.halo(),
            model.minimumSize(),
            List.of(0.0, 1.0),
            "sRGB",
            model.defaultRealness(),
            parameters,
            model.workingMemory(),
            List.of(
                new ModelManifest.Network(
                    ModelManifest.NetworkRole.STUDENT,
                    "network.pt",
                    null,
                    model.architecture(),
                    BASIS_CHANNELS,
                    TorchScriptPrecision.FLOAT16.label(),
                    Files.size(file),
                    Sha256.of(file))),
            new ModelManifest.License(model.license(), "LICENSE.txt"),
            "Distilled by 'ctsr train' from a fidelity and a realness teacher, on "
                + config.data().patches()
                + " patches of photographs.",
            trainedBy);
    WholeFile.write(target.resolve("MODEL_CARD.md"), card(config, trainedBy, measured));
    // Last: a folder without a manifest is no package, so an unfinished one is never taken for one.
    WholeFile.write(
        target.resolve("model.json"),
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(manifest));
    return target;
  }

  private static byte[] card(
      TrainingConfig config, String trainedBy, List<ValidationRow> measured) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(config.model().title()).append("\n\n");
    text.append("Made by ").append(trainedBy).append(", seed ").append(config.seed()).append(".\n");
    text.append("\nMeasured on ").append(config.data().validationPatches());
    text.append(" patches of ").append(config.data().validationPhotos());
    text.append(" photographs kept out of training, degraded as the training patches are.\n\n");
    text.append("| what | t | PSNR-Y | NIQE | feature distance |\n|---|---|---|---|---|\n");
    for (ValidationRow row : measured) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.2f | %.2f | %.2f | %.1f |%n",
              row.what(),
              row.realness(),
              row.psnr(),
              row.niqe(),
              row.featureDistance()));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
