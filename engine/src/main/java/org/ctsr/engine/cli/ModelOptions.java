package org.ctsr.engine.cli;

import java.util.function.Consumer;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.ModelLibrary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that runs one model. */
final class ModelOptions extends DeviceOptions {
  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description =
          "Name of a model (see `ctsr models`) or folder of one (default: the one chosen with"
              + " `ctsr models default`, or else "
              + ModelLibrary.DEFAULT_MODEL
              + ").")
  private @Nullable String name;

  /** Opens and loads the model. */
  ModelRunner load(Consumer<String> notice) throws ModelException {
    String chosen = name;
    return load(chosen == null ? ModelLibrary.standard().defaultModel() : chosen, notice);
  }
}
