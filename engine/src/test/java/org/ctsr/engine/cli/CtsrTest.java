package org.ctsr.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.model.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

class CtsrTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpGoesToStandardOutputAndNamesTheExitCodes() {
    assertThat(execute(command(), "--help")).isZero();
    assertThat(out.toString())
        .contains("Usage: ctsr", "Exit codes:", "some input failed", "generate-completion");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void versionIsTheOneMavenBuilt() {
    assertThat(execute(command(), "--version")).isZero();
    assertThat(out.toString()).matches("ctsr \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  @Test
  void completionScriptKnowsTheCommand() {
    assertThat(execute(command(), "generate-completion")).isZero();
    assertThat(out.toString()).contains("_complete_ctsr");
  }

  @Test
  void misuseIsOneLineAndAHintButNotTheWholeUsage() {
    assertThat(execute(command(), "--versoin")).isEqualTo(2);
    assertThat(err.toString())
        .contains("ctsr: Unknown option: '--versoin'", "--version", "Try 'ctsr --help'.")
        .doesNotContain("Usage:");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void hintOfASubCommandNamesItsOwnHelp() {
    assertThat(execute(failing(new IllegalStateException()), "fail", "--no-such")).isEqualTo(2);
    assertThat(err.toString()).contains("Try 'ctsr fail --help'.");
  }

  @Test
  void withoutACommandItSaysSo() {
    assertThat(execute(command())).isEqualTo(2);
    assertThat(err.toString()).contains("ctsr: missing command");
  }

  @Test
  void expectedFailureIsItsMessageAlone() {
    CommandLine command = failing(new PhotoException(Path.of("a b.jpg"), "is empty"));
    assertThat(execute(command, "fail")).isEqualTo(1);
    assertThat(err.toString()).isEqualToNormalizingNewlines("ctsr: a b.jpg: is empty\n");

    assertThat(execute(failing(new ModelException("no digest in model 'y'")), "fail")).isEqualTo(1);
    assertThat(err.toString()).endsWith("ctsr: no digest in model 'y'" + System.lineSeparator());

    assertThat(execute(failing(new UserException("no model 'x'")), "fail")).isEqualTo(1);
    assertThat(err.toString()).endsWith("ctsr: no model 'x'" + System.lineSeparator());
  }

  @ParameterizedTest
  @MethodSource("fileFailures")
  void aFileThatCannotBeUsedIsNoDefectOfTheProgram(IOException failure, String message) {
    assertThat(execute(failing(failure), "fail")).isEqualTo(1);
    assertThat(err.toString()).isEqualToNormalizingNewlines("ctsr: " + message + "\n");
  }

  static Stream<Arguments> fileFailures() {
    return Stream.of(
        arguments(new NoSuchFileException("missing.txt"), "missing.txt: does not exist"),
        arguments(
            new AccessDeniedException("/etc/x"),
            "/etc/x: permission denied; choose a place that is yours, or change its permissions"),
        arguments(new FileAlreadyExistsException("out"), "out: is in the way; move or rename it"),
        arguments(
            new FileSystemException("/a", null, "Read-only file system"),
            "/a: Read-only file system"),
        arguments(
            new IOException("No space left on device"),
            "No space left on device; make room and try again"),
        arguments(new IOException(), "IOException"));
  }

  @Test
  void unexpectedFailureIsNamedAndHidesItsStackTrace() {
    assertThat(execute(failing(new IllegalStateException("halo is 7")), "fail")).isEqualTo(1);
    assertThat(err.toString())
        .contains("ctsr: internal error: java.lang.IllegalStateException: halo is 7", "--verbose")
        .doesNotContain("\tat ");
  }

  @Test
  void verboseShowsTheStackTrace() {
    CommandLine command = failing(new IllegalStateException("halo is 7"));
    assertThat(execute(command, "fail", "--verbose")).isEqualTo(1);
    assertThat(err.toString()).contains("halo is 7", "\tat " + CtsrTest.class.getName());
  }

  @Test
  void runningOutOfMemoryIsAMessageToo() {
    assertThat(execute(failing(new OutOfMemoryError("Java heap space")), "fail")).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            "not enough memory. Close other programs, or give Java more with"
                + " JAVA_TOOL_OPTIONS=-Xmx8g (here for 8 GB). (Java heap space)")
        .doesNotContain("\tat ");
  }

  @Test
  void missingNativeLibraryIsAMessageToo() {
    assertThat(execute(failing(new UnsatisfiedLinkError("libc10.so")), "fail")).isEqualTo(1);
    assertThat(err.toString()).contains("libc10.so").doesNotContain("\tat ");
  }

  private CommandLine command() {
    return Ctsr.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
  }

  private CommandLine failing(Throwable failure) {
    CommandLine command = Ctsr.commandLine().addSubcommand(new Failing(failure));
    return command
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
  }

  private static int execute(CommandLine command, String... args) {
    return Ctsr.execute(command, args);
  }

  /** A command that does nothing but fail. */
  @Command(name = "fail")
  private static final class Failing implements Callable<Integer> {
    private final Throwable failure;

    Failing(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public Integer call() throws Exception {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (Exception) failure;
    }
  }
}
