package org.ctsr.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ctsr.engine.TestPhotos;
import org.ctsr.engine.TinyTraining;
import org.ctsr.engine.TrainingPhotos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own, as the window and people run it. */
class TrainCommandTest {
  private static final int MANY = 100_000;
  private static final int SIGTERM_EXIT = 143;

  private final Path folder;

  TrainCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path recipe(int steps) throws IOException {
    return TinyTraining.recipe(
        folder.resolve("tiny.yml"), TinyTraining.photos(folder.resolve("photos")), steps);
  }

  private Process start(Path config, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Ctsr.class.getName(),
                "train",
                config.toString(),
                "--run",
                folder.resolve("run").toString()));
    command.addAll(Arrays.asList(more));
    return new ProcessBuilder(command).redirectError(folder.resolve("errors.txt").toFile()).start();
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static JsonNode await(BufferedReader events, String kind) throws IOException {
    for (String line = events.readLine(); line != null; line = events.readLine()) {
      JsonNode event = new ObjectMapper().readTree(line);
      if (event.path("event").asText().equals(kind)) {
        return event;
      }
    }
    throw new AssertionError("no event '" + kind + "'");
  }

  /** The first message that begins so. */
  private static String awaitMessage(BufferedReader events, String beginning) throws IOException {
    String text;
    do {
      text = await(events, "message").path("text").asText();
    } while (!text.startsWith(beginning));
    return text;
  }

  private int end(Process process) throws Exception {
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private void assertCanGoOn() throws Exception {
    assertThat(folder.resolve("run/checkpoint.safetensors")).isNotEmptyFile();
    assertThat(Files.readString(folder.resolve("errors.txt"))).doesNotContain("ctsr:");
    Process on = start(folder.resolve("tiny.yml"), "--json", "--control-stdin", "--resume");
    try (BufferedReader events = output(on)) {
      assertThat(awaitMessage(events, "Going on")).contains("with stage");
      assertThat(await(events, "step").path("step").asInt()).isGreaterThan(1);
      on.getOutputStream().close();
      while (events.readLine() != null) {
        // Until it has ended.
        Thread.onSpinWait();
      }
    }
    assertThat(end(on)).isZero();
  }

  @Test
  void everyEventIsALineOfJson() throws Exception {
    Process run = start(recipe(4), "--json");
    List<JsonNode> events = new ArrayList<>();
    try (BufferedReader lines = output(run)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        events.add(new ObjectMapper().readTree(line));
      }
    }
    assertThat(end(run)).isZero();
    assertThat(events)
        .extracting(event -> event.path("event").asText())
        .contains("preparing", "step", "validation", "message")
        .endsWith("finished");
    JsonNode step = find(events, "step");
    assertThat(step.path("losses").path("absolute").isNumber()).isTrue();
    assertThat(step.path("secondsLeft").isIntegralNumber()).isTrue();
    assertThat(find(events, "validation").path("psnrY").isNumber()).isTrue();
    assertThat(Path.of(events.get(events.size() - 1).path("package").asText()))
        .isDirectoryContaining("glob:**model.json");
  }

  private static JsonNode find(List<JsonNode> events, String kind) {
    return events.stream()
        .filter(event -> event.path("event").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void pauseAndStopOnStandardInput() throws Exception {
    Process run = start(recipe(MANY), "--json", "--control-stdin");
    try (BufferedReader events = output(run)) {
      Writer commands = run.outputWriter(StandardCharsets.UTF_8);
      await(events, "step");
      send(commands, "pause");
      send(commands, "proceed");
      await(events, "step");
      send(commands, "pause");
      send(commands, "stop");
      assertThat(awaitMessage(events, "Stopped")).contains("--resume");
    }
    assertThat(end(run)).isZero();
    assertCanGoOn();
  }

  private static void send(Writer commands, String line) throws IOException {
    commands.write(line + "\n");
    commands.flush();
  }

  @Test
  void theEndOfItsParentStopsIt() throws Exception {
    Process run = start(recipe(MANY), "--json", "--control-stdin");
    try (BufferedReader events = output(run)) {
      await(events, "step");
      await(events, "step");
      // What the system does when a parent is killed.
      run.getOutputStream().close();
      awaitMessage(events, "Stopped");
    }
    assertThat(end(run)).isZero();
    assertCanGoOn();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no SIGTERM; --control-stdin is for it")
  void theSignalToEndStopsAfterTheStep() throws Exception {
    Process run = start(recipe(MANY), "--json");
    try (BufferedReader events = output(run)) {
      await(events, "step");
      // Process.destroy would close the streams as well.
      assertThat(run.toHandle().destroy()).isTrue();
      awaitMessage(events, "Stopped");
      assertThat(events.readLine()).isNull();
    }
    assertThat(end(run)).isEqualTo(SIGTERM_EXIT);
    assertThat(folder.resolve("hs_err_pid" + run.pid() + ".log")).doesNotExist();
    assertCanGoOn();
  }

  @Test
  void patchesAloneAreMadeWithoutATeacher() throws Exception {
    Process run = start(recipe(4), "--patches-only");
    assertThat(end(run)).isZero();
    Path training = folder.resolve("cache/training");
    assertThat(training.resolve("patches.bin")).isNotEmptyFile();
    try (Stream<Path> files = Files.list(training)) {
      assertThat(files).hasSize(1);
    }
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void aFileInTheWayIsNamedWithTheReason() throws Exception {
    Files.createFile(folder.resolve("run"));
    Process run = start(recipe(4));
    assertThat(end(run)).isEqualTo(1);
    assertThat(folder.resolve("errors.txt"))
        .content()
        .contains(folder.resolve("run") + ": is in the way");
  }

  @Test
  void aDamagedPhotoIsNamedWithWhatToDo() throws Exception {
    Path config = recipe(4);
    Path damaged = folder.resolve("photos/p1.png");
    TrainingPhotos.damage(damaged);
    assertThat(end(start(config, "--patches-only"))).isEqualTo(1);
    assertThat(folder.resolve("errors.txt"))
        .content()
        .contains(damaged + ": ", "data.photos", "data.cache");
    Process told = start(config, "--patches-only", "--json");
    try (BufferedReader events = output(told)) {
      JsonNode event = await(events, "unusablePhoto");
      assertThat(event.path("photo").asText()).isEqualTo(damaged.toString());
      assertThat(event.path("reason").asText()).startsWith(damaged + ": ");
    }
    assertThat(end(told)).isEqualTo(1);
    assertThat(folder.resolve("errors.txt"))
        .content()
        .contains(damaged + ": ")
        .doesNotContain("data.cache");
  }

  @Test
  void aPhotoThatIsNotWholeIsSkippedByName() throws Exception {
    Path config = recipe(4);
    Files.delete(folder.resolve("photos/p1.png"));
    Path torn = folder.resolve("photos/p1.jpg");
    TrainingPhotos.writeTorn(TestPhotos.photo(320, 300, 1), torn);
    Process run = start(config, "--patches-only");
    try (BufferedReader lines = output(run)) {
      assertThat(lines.lines())
          .filteredOn(line -> line.startsWith(torn + ": is truncated"))
          .singleElement()
          .asString()
          .endsWith("(photographs skipped so far: 1)");
    }
    assertThat(end(run)).isZero();
  }

  @Test
  void aDeviceWithTooLittleMemoryIsNoErrorOfTheProgram() {
    EngineException full = new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB");
    assertThat(TrainCommand.explained(full, false))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("not enough memory", "smaller batch", "device: cpu", "--resume");
    assertThat(TrainCommand.explained(new IOException("no network", full), true))
        .hasMessageContaining("not enough memory")
        .message()
        .doesNotContain("--resume");
    EngineException other = new EngineException("sizes do not match");
    assertThat(TrainCommand.explained(other, false)).isSameAs(other);
    assertThat(TrainCommand.explained(new IOException("x: is gone", other), false))
        .hasMessage("x: is gone");
  }

  /** The checkpoint is of no use for that: a resumed run keeps its rate. */
  @Test
  void afterDivergenceTheAdviceCanBeFollowed() throws Exception {
    Path config = recipe(9);
    Files.writeString(
        config,
        Files.readString(config)
            .replace(
                "learningRate: 2.0e-4, finalLearningRate: 2.0e-5",
                "learningRate: 1.0e30, finalLearningRate: 1.0e29"));
    Process run = start(config);
    assertThat(end(run)).isEqualTo(1);
    assertThat(folder.resolve("errors.txt"))
        .content()
        .contains("training diverged")
        .contains("begin again in another folder (--run) with a smaller learningRate");
  }

  @Test
  void modesThatExcludeEachOtherAreMisuse() throws Exception {
    Process run = start(recipe(4), "--estimate", "--keep");
    assertThat(end(run)).isEqualTo(2);
    assertThat(folder.resolve("errors.txt")).content().contains("--estimate and --keep");
  }
}
