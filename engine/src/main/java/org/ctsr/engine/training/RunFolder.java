package org.ctsr.engine.training;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ctsr.engine.io.WholeFile;
import org.jspecify.annotations.Nullable;

/** The files of one training run. */
final class RunFolder {
  private final Path folder;
  private final byte[] text;
  private final String model;

  private RunFolder(Path folder, byte[] text, String model) {
    this.folder = folder;
    this.text = text;
    this.model = model;
  }

  /**
   * A run to begin. Nothing is written before {@link #begin()}: what is wrong with a configuration
   * shows first, and then can be put right.
   *
   * @param model name of the package it will make
   * @throws ConfigException if the folder holds what another run has made
   */
  static RunFolder beginning(Path folder, Path config, String model) throws IOException {
    RunFolder run = new RunFolder(folder, Files.readAllBytes(config), model);
    run.requireFree();
    return run;
  }

  /**
   * Keeps a copy of the configuration; from now on the run can be resumed.
   *
   * @throws ConfigException if the folder by now holds what another run has made
   */
  void begin() throws IOException {
    requireFree();
    Files.createDirectories(pictures());
    WholeFile.write(config(), text);
  }

  /** Whatever a stage finds there it would take for its own. */
  private void requireFree() throws ConfigException {
    for (Path file :
        List.of(
            checkpoint(),
            previousCheckpoint(),
            fidelityTeacher(),
            fused(),
            slider(),
            discriminator(),
            student(),
            niqe(),
            metrics(),
            validation())) {
      if (Files.exists(file)) {
        throw new ConfigException(
            Files.exists(config())
                ? folder + ": holds a run already; resume it, or name another folder"
                : file + ": another training has made this; name another folder");
      }
    }
    if (Files.exists(config()) && !Files.isDirectory(pictures())) {
      throw new ConfigException(config() + ": is no run's, and in its way; name another folder");
    }
    Path made = folder.resolve(model);
    if (Files.exists(made)) {
      throw new ConfigException(made + ": is in the way of the model; name another folder");
    }
  }

  /**
   * Opens the folder of a run that was stopped.
   *
   * @throws ConfigException if there is none, or it was begun with another configuration
   */
  static RunFolder resume(Path folder, Path config) throws IOException {
    RunFolder run = new RunFolder(folder, Files.readAllBytes(config), "");
    if (!Files.exists(run.config())) {
      throw new ConfigException(folder + ": there is no run to resume");
    }
    if (Files.mismatch(run.config(), config) >= 0) {
      throw new ConfigException(
          config
              + ": differs from the configuration this run began with ("
              + run.config()
              + "); a resumed run goes on as it began");
    }
    return run;
  }

  Path folder() {
    return folder;
  }

  /**
   * Keeps other processes from training in this folder: one whose window has ended may still be
   * writing its checkpoint.
   *
   * @throws ConfigException if another does
   */
  Lock lock() throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean held = false;
    try {
      held = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      throw new ConfigException(folder + ": is being trained in already", e);
    } finally {
      if (!held) {
        channel.close();
      }
    }
    if (!held) {
      throw new ConfigException(
          folder + ": another process is training here; wait until it has ended");
    }
    return new Lock(channel);
  }

  /** Held while training. */
  record Lock(FileChannel channel) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** The configuration the run began with. */
  Path config() {
    return folder.resolve("config.yml");
  }

  Path checkpoint() {
    return folder.resolve("checkpoint.safetensors");
  }

  /**
   * The newest checkpoint there is: a run killed while it wrote one has only the one before; null
   * if it has none.
   */
  @Nullable Path newestCheckpoint() {
    if (Files.exists(checkpoint())) {
      return checkpoint();
    }
    return Files.exists(previousCheckpoint()) ? previousCheckpoint() : null;
  }

  /** The checkpoint before the newest one. */
  Path previousCheckpoint() {
    return folder.resolve("checkpoint-previous.safetensors");
  }

  Path fidelityTeacher() {
    return folder.resolve("fidelity-teacher.pt");
  }

  Path fused() {
    return folder.resolve("fused.pt");
  }

  /** What Stage 2 has made. */
  Path slider() {
    return folder.resolve("slider.pt");
  }

  /** As the last stage that had one left it: the next stage or training goes on with it. */
  Path discriminator() {
    return folder.resolve("discriminator.pt");
  }

  /** The student with the averaged weights of the last validation. */
  Path student() {
    return folder.resolve("student.pt");
  }

  /** What NIQE compares with, if it was fitted for this run. */
  Path niqe() {
    return folder.resolve("niqe.json");
  }

  Path metrics() {
    return folder.resolve("metrics.csv");
  }

  Path validation() {
    return folder.resolve("validation.csv");
  }

  private Path pictures() {
    return folder.resolve("pictures");
  }

  /** A picture of the run. */
  Path picture(String name) {
    return pictures().resolve(name + ".png");
  }

  /** Long form, one number a line: stages have different losses. */
  void appendMetrics(String stage, int step, Map<String, Double> losses) throws IOException {
    append(
        metrics(),
        "stage,step,name,value",
        losses.entrySet().stream()
            .map(
                e ->
                    String.format(
                        Locale.ROOT, "%s,%d,%s,%.6g", stage, step, e.getKey(), e.getValue()))
            .collect(Collectors.toList()));
  }

  void appendValidation(String stage, int step, List<ValidationRow> rows) throws IOException {
    append(
        validation(),
        "stage,step,what,realness,psnrY,niqe,featureDistance,mesh",
        rows.stream()
            .map(
                r ->
                    String.format(
                        Locale.ROOT,
                        "%s,%d,%s,%.2f,%.4f,%.4f,%.4f,%.4f",
                        stage,
                        step,
                        r.what(),
                        r.realness(),
                        r.psnr(),
                        r.niqe(),
                        r.featureDistance(),
                        r.mesh()))
            .collect(Collectors.toList()));
  }

  private static void append(Path file, String header, List<String> lines) throws IOException {
    StringBuilder text = new StringBuilder();
    if (!Files.exists(file)) {
      text.append(header).append('\n');
    }
    lines.forEach(line -> text.append(line).append('\n'));
    Files.writeString(
        file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Drops the lines after {@code step} of {@code stage}: a resumed run writes them again. */
  void forgetAfter(String stage, int step) throws IOException {
    for (Path file : List.of(metrics(), validation())) {
      if (!Files.exists(file)) {
        continue;
      }
      List<String> kept =
          wholeLines(Files.readString(file)).stream()
              .filter(line -> isKept(line, stage, step))
              .collect(Collectors.toList());
      if (kept.isEmpty()) {
        // The next line to come brings the heading with it.
        Files.delete(file);
        continue;
      }
      WholeFile.write(file, (String.join("\n", kept) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Without the one that a kill cut off. After a loss of power that can be of a step before the
   * checkpoint, which is made sure to be on disk, as these tables are not.
   */
  private static List<String> wholeLines(String text) {
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private static boolean isKept(String line, String stage, int step) {
    String[] cells = line.split(",", 3);
    if (!cells[0].equals(stage)) {
      return cells.length == 3;
    }
    return cells.length == 3 && cells[1].matches("\\d{1,9}") && Integer.parseInt(cells[1]) <= step;
  }

  /** Whether a validation of this name has been written. */
  boolean hasValidated(String stage) throws IOException {
    return Files.exists(validation())
        && Files.readAllLines(validation()).stream().anyMatch(l -> l.startsWith(stage + ","));
  }
}
