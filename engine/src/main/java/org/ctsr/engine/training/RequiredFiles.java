package org.ctsr.engine.training;

import java.nio.file.Files;
import java.nio.file.Path;

/** The files a run needs, looked for before it begins: the stage that reads one may come late. */
final class RequiredFiles {
  private RequiredFiles() {}

  /**
   * @throws ConfigException if a file that the configured stages need is missing
   */
  static void require(TrainingConfig config) throws ConfigException {
    TrainingConfig.Networks networks = config.networks();
    require("model.licenseFile", config.model().licenseFile());
    require("networks.student", networks.student());
    if (config.slider() != null) {
      require("networks.fidelityTeacher", networks.fidelityTeacher());
      require("networks.realnessTeacher", networks.realnessTeacher());
      require("networks.discriminator", networks.discriminator());
    }
    Path features = networks.features();
    if (features != null) {
      require("networks.features", features);
    }
    Path niqe = networks.niqe();
    if (niqe != null) {
      require("networks.niqe", niqe);
    }
  }

  /**
   * @param field of the configuration that names the file
   * @throws ConfigException if it is missing
   */
  static void require(String field, Path file) throws ConfigException {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(field + ": " + file + ": there is no such file");
    }
  }
}
