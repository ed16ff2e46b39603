package org.ctsr.engine.cli;

import ai.djl.engine.EngineException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.torch.TorchFailure;
import org.ctsr.engine.training.CacheFilling;
import org.ctsr.engine.training.DivergenceException;
import org.ctsr.engine.training.TrainingListener;
import org.ctsr.engine.training.TrainingRun;
import org.ctsr.engine.training.TrainingTask;
import org.ctsr.engine.training.TrainingTrial;
import org.ctsr.engine.training.data.UnusablePhotoException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a student from two teachers. */
@Command(
    name = "train",
    description = {
      "Trains a model from photographs: the fidelity teacher, then the student from both teachers.",
      "",
      "Ctrl-C stops after the step at hand; --resume goes on as if nothing had happened. The"
          + " result is a model package in the run's folder, for upscale -m.",
      "",
      "The recipes in models/recipes name photographs and files that do not come with the program."
          + " Copy one and edit in it data.photos (your folder of sharp photographs), data.cache (a"
          + " folder to write to) and, unless you have such files, networks.features and"
          + " networks.niqe (null; without features leave the part bend out, too). Relative paths"
          + " begin at the recipe's folder: in a copy elsewhere, as an installed program needs one,"
          + " change the other paths too. 'Train a model' in the window asks for your photos and"
          + " writes all this itself."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ctsr train mine.yml --estimate",
      "  ctsr train mine.yml --run runs/mine",
      "  ctsr train mine.yml --run runs/mine --resume"
    })
final class TrainCommand implements Callable<Integer> {
  /** A step on a slow machine, a checkpoint, and some. */
  private static final long STOP_SECONDS = 120;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CONFIG", description = "What to train, how, on what (YAML).")
  private Path config;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "Folder of the run (default: runs/ and the configuration's name).")
  private @Nullable Path folder;

  @Option(names = "--resume", description = "Go on with the run in that folder.")
  private boolean resume;

  @Option(
      names = "--cache-only",
      description = "Only make the patches and ask the realness teacher; training comes later.")
  private boolean cacheOnly;

  @Option(
      names = "--patches-only",
      description = "Only make the patches: the recipe in Python asks the teachers by itself.")
  private boolean patchesOnly;

  @Option(
      names = "--estimate",
      description = "Take a few steps, say what the training would take, and keep nothing.")
  private boolean estimate;

  @Option(
      names = "--keep",
      description =
          "Make a model package of the last validation of a run that was stopped, and end.")
  private boolean keep;

  @Option(names = "--json", description = "Write one JSON object an event, one a line.")
  private boolean json;

  @Option(
      names = "--control-stdin",
      description =
          "Obey the lines 'pause', 'proceed' and 'stop' on standard input; its end is a 'stop', so"
              + " that the training ends with the program that started it.")
  private boolean controlled;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    TrainingListener listener = json ? new TrainingJson(out) : new TrainingText(out);
    CountDownLatch ended = new CountDownLatch(1);
    Path run = folder == null ? Path.of("runs", baseName(config)) : folder;
    requireOneMode();
    try {
      if (keep) {
        listener.finished(TrainingRun.keep(config, run, Version.current()));
        return ExitCode.OK;
      }
      TrainingTask task = task(run);
      Thread hook = new Thread(() -> stopAndWait(task, ended), "stop-training");
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        if (controlled) {
          obeyStandardInput(task);
        }
        TrainingTask.Outcome outcome = task.run(listener);
        if (outcome == TrainingTask.Outcome.STOPPED) {
          listener.message(
              cacheOnly || patchesOnly || estimate
                  ? "Stopped. The same command goes on."
                  : "Stopped. Go on with --run " + run + " --resume");
        }
        return ExitCode.OK;
      } finally {
        ended.countDown();
        removeHook(hook);
      }
    } catch (DivergenceException e) {
      throw new UserException(
          "training diverged: "
              + e.getMessage()
              + (estimate
                  ? "; try a smaller learningRate"
                  : "; begin again in another folder (--run) with a smaller learningRate"),
          e);
    } catch (UnusablePhotoException e) {
      listener.unusable(e.photo(), String.valueOf(e.getMessage()));
      // A program that was told which photo it is knows what can be done about it there.
      throw new UserException(e.getMessage() + (json ? "" : advice()), e);
    } catch (IOException | EngineException e) {
      throw explained(e, estimate || cacheOnly || patchesOnly);
    }
  }

  private String advice() {
    return "; put a sound copy in its place, or take it out of the folder or the list (data.photos)"
        + (estimate
            ? ""
            : ", and delete the cache (data.cache), which belongs to the photos it was made of");
  }

  /**
   * What to say of a failure.
   *
   * @param repeatable whether the same command is to be given again, without a run to resume
   */
  static RuntimeException explained(Exception failure, boolean repeatable) {
    if (!TorchFailure.isOutOfMemory(failure)) {
      return failure instanceof IOException io
          ? new UserException(FileFailure.sentence(io), io)
          : (RuntimeException) failure;
    }
    String remedy = "a smaller batch or crop, or, on a GPU, with device: cpu";
    return new UserException(
        "not enough memory on the device for this training; close other programs that use it, and "
            + (repeatable
                ? "try again, or try with " + remedy
                : "go on (--resume), or begin again in another folder (--run) with " + remedy),
        failure);
  }

  private void requireOneMode() {
    List<String> modes = new ArrayList<>();
    if (cacheOnly) {
      modes.add("--cache-only");
    }
    if (patchesOnly) {
      modes.add("--patches-only");
    }
    if (estimate) {
      modes.add("--estimate");
    }
    if (keep) {
      modes.add("--keep");
    }
    if (resume) {
      modes.add("--resume");
    }
    if (modes.size() > 1) {
      throw new ParameterException(
          spec.commandLine(), String.join(" and ", modes) + " do not go together");
    }
  }

  private TrainingTask task(Path run) throws IOException {
    if (cacheOnly) {
      return CacheFilling.of(config);
    }
    if (patchesOnly) {
      return CacheFilling.patchesOf(config);
    }
    if (estimate) {
      Path beside = config.toAbsolutePath().getParent();
      return TrainingTrial.of(
          config,
          beside != null && Files.isWritable(beside)
              ? beside
              : Path.of(System.getProperty("java.io.tmpdir")),
          folder);
    }
    return TrainingRun.of(config, run, resume, Version.current());
  }

  private static String baseName(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
  }

  private static void stopAndWait(TrainingTask task, CountDownLatch ended) {
    task.stop();
    try {
      // The JVM ends when its hooks have; the checkpoint must be written before that.
      if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("ctsr: the step took too long; going back to the last checkpoint");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook is what waits for us; it ends by itself.
      Thread.onSpinWait();
    }
  }

  private static void obeyStandardInput(TrainingTask task) {
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader in =
                  new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                  switch (line.trim()) {
                    case "pause" -> task.pause();
                    case "proceed" -> task.proceed();
                    case "stop" -> task.stop();
                    default -> System.err.println("ctsr: not a command: " + line);
                  }
                }
              } catch (IOException e) {
                System.err.println("ctsr: standard input cannot be read: " + e.getMessage());
              }
              task.stop();
            },
            "training-commands");
    reader.setDaemon(true);
    reader.start();
  }
}
