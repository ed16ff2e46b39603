package org.ctsr.app.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command line in a process of its own: a network that crashes there does not take the window
 * with it. A training, or an import, stops when this process ends, as its standard input ends then;
 * what was only asked something goes on to its end.
 */
public final class EngineProcess implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EngineProcess.class);
  private static final String MAIN_CLASS = "org.ctsr.engine.cli.Ctsr";
  private static final int KEPT_LINES = 12;

  /** What running a foreign network on small pictures may take; seconds are usual. */
  public static final Duration EXAMINING = Duration.ofMinutes(3);

  /** What the command line puts before what it says to people. */
  private static final String PREFIX = "ctsr: ";

  private final Process process;
  private final Writer input;
  private final Deque<String> errors = new ArrayDeque<>();
  private final CompletableFuture<Ended> ended = new CompletableFuture<>();

  private EngineProcess(Process process, Consumer<String> lines) {
    this.process = process;
    this.input = process.outputWriter(StandardCharsets.UTF_8);
    Thread err = reader("ctsr-child-errors", process.getErrorStream(), this::keep);
    Thread out = reader("ctsr-child-output", process.getInputStream(), lines);
    Thread waiting =
        new Thread(
            () -> {
              try {
                int code = process.waitFor();
                out.join();
                err.join();
                ended.complete(new Ended(code, said()));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                ended.completeExceptionally(e);
              }
            },
            "ctsr-child");
    waiting.setDaemon(true);
    waiting.start();
  }

  /**
   * How a command ended.
   *
   * @param code 0 if all was done
   * @param message what it said to people on standard error; may be empty
   */
  public record Ended(int code, String message) {
    /** Whether it did what it was asked. */
    public boolean isGood() {
      return code == 0;
    }

    /** The message, or, after a crash that left none, that. */
    public String reason() {
      return message.isEmpty() ? "the engine ended with code " + code : message;
    }
  }

  /**
   * Starts a command.
   *
   * @param home where the program keeps what is its own
   * @param arguments of the command line
   * @param lines receives the lines of standard output, on a thread of its own
   * @throws IOException if no Java or command line can be started
   */
  public static EngineProcess start(Path home, List<String> arguments, Consumer<String> lines)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder();
    List<String> options = new ArrayList<>();
    String torch = System.getProperty("ctsr.torch");
    if (torch != null) {
      options.add("-Dctsr.torch=" + torch);
    }
    options.addAll(
        List.of(
            "-XX:MaxRAMPercentage=30",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "-Dsun.stdout.encoding=UTF-8",
            "-Dsun.stderr.encoding=UTF-8",
            "-Dctsr.home=" + System.getProperty("ctsr.home", "."),
            "-Dctsr.user=" + home.toAbsolutePath()));
    List<String> command = new ArrayList<>();
    Path java = java();
    if (Files.isExecutable(java)) {
      command.add(java.toString());
      command.addAll(options);
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN_CLASS));
    } else {
      command.add(installedCommand().toString());
      // The launcher of an installed program takes no options of Java. Those of the user, such as
      // more memory, are for this process too.
      builder
          .environment()
          .merge(
              "JAVA_TOOL_OPTIONS",
              options.stream().map(EngineProcess::quoted).collect(Collectors.joining(" ")),
              (users, own) -> users + " " + own);
    }
    command.addAll(arguments);
    log.info("Starting {}", arguments);
    return new EngineProcess(builder.command(command).start(), lines);
  }

  /**
   * Runs a command to its end and reads the last line it says.
   *
   * @param alsoAfterFailure whether that line counts even if the command did not do what it was
   *     asked
   * @return completes exceptionally with an {@link IOException} that holds the command's message
   */
  public static <T> CompletableFuture<T> ask(
      Path home, List<String> arguments, boolean alsoAfterFailure, Function<String, T> read) {
    return ask(home, arguments, alsoAfterFailure, null, read);
  }

  /**
   * As the other, but a command that takes longer than {@code limit} is ended: a foreign network
   * may never come to its end. It must leave nothing half-done.
   *
   * @return completes exceptionally with an {@link IOException} that holds the command's message
   */
  public static <T> CompletableFuture<T> ask(
      Path home, List<String> arguments, Duration limit, Function<String, T> read) {
    return ask(home, arguments, false, limit, read);
  }

  /**
   * As the others.
   *
   * @param alsoAfterFailure whether what the command said counts although it failed
   * @param limit ends a command that takes longer, and must leave nothing half-done; null for none
   * @return completes exceptionally with an {@link IOException} that holds the command's message
   */
  public static <T> CompletableFuture<T> ask(
      Path home,
      List<String> arguments,
      boolean alsoAfterFailure,
      @Nullable Duration limit,
      Function<String, T> read) {
    return begin(home, arguments, alsoAfterFailure, limit, GivingUp.KILLS, read).answer();
  }

  /** What becomes of a command that is given up. */
  public enum GivingUp {
    /** It is ended at once, and must leave nothing half-done. */
    KILLS,
    /**
     * The line {@code stop} on its standard input, or the end of that, tells it to end, and it puts
     * things in order.
     */
    SAYS_STOP
  }

  /**
   * As the others, but can be given up.
   *
   * @param alsoAfterFailure whether what the command said counts although it failed
   * @param limit ends a command that takes longer, and must leave nothing half-done; null for none
   */
  public static <T> Asked<T> begin(
      Path home,
      List<String> arguments,
      boolean alsoAfterFailure,
      @Nullable Duration limit,
      GivingUp how,
      Function<String, T> read) {
    AtomicReference<@Nullable String> last = new AtomicReference<>();
    AtomicBoolean givenUp = new AtomicBoolean();
    EngineProcess process;
    try {
      process = start(home, arguments, last::set);
    } catch (IOException e) {
      return new Asked<>(CompletableFuture.failedFuture(e), () -> {});
    }
    if (how == GivingUp.KILLS) {
      process.close();
    }
    CompletableFuture<T> answer =
        (limit == null ? process.ended() : process.endedWithin(limit))
            .thenApply(end -> process.answer(end, givenUp.get(), alsoAfterFailure, last, read));
    return new Asked<>(
        answer,
        () -> {
          givenUp.set(true);
          if (how == GivingUp.KILLS) {
            process.kill();
          } else {
            process.send("stop");
          }
        });
  }

  private <T> T answer(
      Ended end,
      boolean givenUp,
      boolean alsoAfterFailure,
      AtomicReference<@Nullable String> last,
      Function<String, T> read) {
    close();
    if (givenUp && !end.isGood()) {
      throw new CancellationException();
    }
    String said = last.get();
    if (said == null || !end.isGood() && !alsoAfterFailure) {
      throw new CompletionException(new IOException(end.reason()));
    }
    return read.apply(said);
  }

  /** A JSON object that a command said, for {@link #ask}. */
  public static <T> T parse(String line, Class<T> type) {
    try {
      return new ObjectMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .readValue(line, type);
    } catch (JsonProcessingException e) {
      throw new CompletionException(new IOException("the engine said '" + line + "'", e));
    }
  }

  private static String quoted(String option) {
    return option.contains(" ") ? "\"" + option + "\"" : option;
  }

  private static Path java() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
  }

  /** The command beside the window's own launcher, where the runtime has no {@code java}. */
  private static Path installedCommand() throws IOException {
    String launcher = System.getProperty("jpackage.app-path");
    if (launcher == null) {
      throw new IOException("there is no " + java() + " to start the engine with");
    }
    Path beside = Path.of(launcher);
    String name = String.valueOf(beside.getFileName());
    return beside.resolveSibling(name.endsWith(".exe") ? "ctsr.exe" : "ctsr");
  }

  private static Thread reader(String name, InputStream from, Consumer<String> lines) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader in =
                  new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                  lines.accept(line);
                }
              } catch (IOException e) {
                log.debug("The child's stream ended", e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void keep(String line) {
    log.info("child: {}", line);
    synchronized (errors) {
      errors.addLast(line);
      if (errors.size() > KEPT_LINES) {
        errors.removeFirst();
      }
    }
  }

  private String said() {
    synchronized (errors) {
      return errors.stream()
          .filter(line -> line.startsWith(PREFIX))
          .map(line -> line.substring(PREFIX.length()))
          .collect(Collectors.joining("\n"));
    }
  }

  /** Completes when the process has ended and all its lines were handed on. */
  public CompletableFuture<Ended> ended() {
    return ended;
  }

  private CompletableFuture<Ended> endedWithin(Duration limit) {
    return ended
        .copy()
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            reason -> {
              kill();
              throw new CompletionException(
                  new IOException("the engine came to no end in " + limit.toSeconds() + " s"));
            });
  }

  /** Sends a line to its standard input; nothing if it has ended. */
  public synchronized void send(String line) {
    try {
      input.write(line + "\n");
      input.flush();
    } catch (IOException e) {
      log.debug("The child takes no more commands", e);
    }
  }

  /** Ends its standard input, which for a training means to stop with a checkpoint. */
  @Override
  public synchronized void close() {
    try {
      input.close();
    } catch (IOException e) {
      log.debug("The child has ended before", e);
    }
  }

  /** Ends it at once, keeping nothing. */
  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
