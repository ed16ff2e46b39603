package org.ctsr.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.torch.TorchException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns whatever ends a command into a few lines on standard error and an exit code.
 *
 * <p>A failure the user can act on is its message alone. Anything else is a defect of the program:
 * it is named as such, and {@code --verbose} or the environment variable {@code CTSR_DEBUG} adds
 * the stack trace.
 */
final class FailureReporter implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final Ctsr options;

  FailureReporter(Ctsr options) {
    this.options = options;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    printError(command, e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    traceIfWanted(e, err);
    err.flush();
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    return report(e, command);
  }

  /** Also for an {@link Error}, which picocli does not catch. */
  int report(Throwable failure, CommandLine command) {
    PrintWriter err = command.getErr();
    if (isExpected(failure)) {
      printError(command, failure.getMessage());
    } else if (failure instanceof IOException io) {
      printError(command, FileFailure.sentence(io));
    } else if (failure instanceof OutOfMemoryError) {
      printError(
          command,
          "not enough memory. Close other programs, or "
              + MemoryAdvice.CLAUSE
              + ". ("
              + failure.getMessage()
              + ")");
    } else {
      printError(command, "internal error: " + failure);
      if (!options.wantsStackTraces()) {
        err.println("Please report this; --verbose (or CTSR_DEBUG=1) shows where it happened.");
      }
    }
    traceIfWanted(failure, err);
    err.flush();
    return ExitCode.SOFTWARE;
  }

  private static boolean isExpected(Throwable failure) {
    return failure instanceof UserException
        || failure instanceof PhotoException
        || failure instanceof ModelException
        || failure instanceof TorchException;
  }

  private static void printError(CommandLine command, @Nullable String m) {
    command.getErr().println(command.getColorScheme().errorText("ctsr: " + m));
  }

  private void traceIfWanted(Throwable failure, PrintWriter err) {
    if (options.wantsStackTraces()) {
      failure.printStackTrace(err);
    }
  }
}
