package org.ctsr.engine.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.ctsr.engine.model.ModelInstaller;
import org.ctsr.engine.model.ModelLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes models of the user's own. */
@Command(name = "remove", description = "Removes models of your own; shipped ones stay.")
final class ModelsRemoveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", arity = "1..*", description = "Names of models.")
  private List<String> names = List.of();

  @Override
  public Integer call() throws IOException {
    ModelInstaller installer =
        new ModelInstaller(ModelLibrary.userFolder(), ModelLibrary.standard(), model -> {});
    for (String name : names) {
      installer.remove(name);
      spec.commandLine().getOut().println("Removed " + name);
    }
    return ExitCode.OK;
  }
}
