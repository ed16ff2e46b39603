package org.ctsr.engine.cli;

import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code ctsr}; all work is in its sub-commands. */
@Command(
    name = "ctsr",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "COMMAND",
    abbreviateSynopsis = true,
    description = "Enlarges photos, as faithful or as realistic as you choose.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything asked for was done",
      "1:some input failed; the others were done",
      "2:the command line was wrong; nothing was done"
    },
    subcommands = {
      UpscaleCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      ModelsCommand.class,
      GpuCommand.class,
      BenchmarkCommand.class,
      GenerateCompletion.class
    })
public final class Ctsr implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show what the libraries log, and where a failure happened.")
  private boolean verbose;

  Ctsr() {}

  /** Runs one command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    prepareRuntime();
    System.exit(execute(commandLine(), args));
  }

  /** The parser with everything set, ready to execute; separate from {@link #main} for tests. */
  static CommandLine commandLine() {
    Ctsr top = new Ctsr();
    FailureReporter reporter = new FailureReporter(top);
    return new CommandLine(top)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(parsed -> top.runLast(parsed))
        .setParameterExceptionHandler(reporter)
        .setExecutionExceptionHandler(reporter);
  }

  /** Executes the arguments; an {@link Error} too becomes a message and an exit code. */
  static int execute(CommandLine command, String... args) {
    try {
      return command.execute(args);
    } catch (OutOfMemoryError | LinkageError e) {
      return new FailureReporter(command.getCommand()).report(e, command);
    }
  }

  /** Only reached without a sub-command. */
  @Override
  public void run() {
    if (spec == null) {
      throw new IllegalStateException("Not started by picocli");
    }
    throw new ParameterException(spec.commandLine(), "missing command");
  }

  boolean wantsStackTraces() {
    return verbose || System.getenv("CTSR_DEBUG") != null;
  }

  private int runLast(ParseResult parsed) {
    if (verbose) {
      QuietLogging.verbose();
    }
    return new RunLast().execute(parsed);
  }

  /**
   * Must come before the first class of DJL is loaded: without these it asks its server for models
   * and reports its use.
   */
  private static void prepareRuntime() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    QuietLogging.install();
  }
}
