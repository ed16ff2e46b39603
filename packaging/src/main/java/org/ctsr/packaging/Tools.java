package org.ctsr.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Runs the tools of the JDK, in this process, and programs of the system. */
final class Tools {
  private Tools() {}

  /** Runs {@code jlink}, {@code jmod} or {@code jpackage}. */
  static void jdk(String name, List<String> arguments) {
    ToolProvider tool =
        ToolProvider.findFirst(name)
            .orElseThrow(
                () ->
                    new BuildException(
                        System.getProperty("java.home")
                            + " has no "
                            + name
                            + "; a full JDK is needed"));
    int code = tool.run(System.out, System.err, arguments.toArray(String[]::new));
    if (code != 0) {
      throw new BuildException(name + " ended with the exit code " + code + ": " + arguments);
    }
  }

  /** Runs a program in a folder; what it says is shown. */
  static void run(Path folder, List<String> command) throws IOException, InterruptedException {
    await(new ProcessBuilder(command).directory(folder.toFile()).inheritIO(), command);
  }

  /** Runs a program whose standard output becomes a file. */
  static void runInto(Path file, List<String> command) throws IOException, InterruptedException {
    await(
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(file.toFile()),
        command);
  }

  private static void await(ProcessBuilder builder, List<String> command)
      throws IOException, InterruptedException {
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new BuildException(
          command.get(0) + " ended with the exit code " + code + ": " + command);
    }
  }

  /**
   * Finds a program.
   *
   * @param advice how to get it
   */
  static void require(String program, String advice) {
    if (find(program).isEmpty()) {
      throw new BuildException("The program '" + program + "' was not found. " + advice);
    }
  }

  private static Optional<Path> find(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A list that begins with some words and goes on with others. */
  static List<String> words(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all;
  }
}
