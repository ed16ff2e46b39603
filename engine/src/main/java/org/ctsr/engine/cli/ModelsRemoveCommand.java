package org.ctsr.engine.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.ModelInstaller;
import org.ctsr.engine.model.ModelLibrary;
import org.jspecify.annotations.Nullable;
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
  public Integer call() {
    ModelInstaller installer =
        new ModelInstaller(ModelLibrary.userFolder(), ModelLibrary.standard(), model -> {});
    boolean failed = false;
    for (String name : names) {
      try {
        installer.remove(name);
        spec.commandLine().getOut().println("Removed " + name);
      } catch (ModelException e) {
        failed = true;
        printError(e.getMessage());
      } catch (IOException e) {
        failed = true;
        printError(name + ": cannot be removed: " + FileFailure.sentence(e));
      }
    }
    return failed ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  /** One that fails does not keep the others. */
  private void printError(@Nullable String message) {
    spec.commandLine()
        .getErr()
        .println(spec.commandLine().getColorScheme().errorText("ctsr: " + message));
  }
}
