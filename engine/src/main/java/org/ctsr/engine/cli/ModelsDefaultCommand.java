package org.ctsr.engine.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.ctsr.engine.model.ModelLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Chooses the model used when none is named. */
@Command(name = "default", description = "Chooses the model used when none is named.")
final class ModelsDefaultCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Name of a model.")
  private String name = "";

  @Override
  public Integer call() throws IOException {
    ModelLibrary.standard().chooseDefault(ModelLibrary.userFolder(), name);
    spec.commandLine().getOut().println(name + " is used when no model is named");
    return ExitCode.OK;
  }
}
