package org.ctsr.app.train;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.ctsr.engine.inference.NetworkFacts;

/**
 * What the wizard asks of the engine. Nothing blocks; events and results come on threads of the
 * engine's own. Failures are {@link java.io.IOException}s with a sentence for the user.
 */
public interface TrainEngine {
  /** A training, or a trial of one, at work. */
  interface Job {
    /** Holds it after the step at hand. */
    void pause();

    /** Goes on. */
    void proceed();

    /** Ends it after the step at hand, with a checkpoint. */
    void stop();

    /** Completes when it has ended by itself or on request; exceptionally if it failed. */
    CompletableFuture<Void> ended();
  }

  /**
   * Trains, or goes on with a training.
   *
   * @param config the configuration file
   * @param run the run's folder
   * @param resume whether there is a run to go on with
   */
  Job train(Path config, Path run, boolean resume, Consumer<TrainEvent> events);

  /** Takes a few steps to tell what all of them would take. */
  Job estimate(Path config, Consumer<TrainEvent> events);

  /** Runs a TorchScript file on small pictures. */
  CompletableFuture<NetworkFacts> examine(Path network);

  /** Makes a model package of what a stopped run has. */
  CompletableFuture<Path> keep(Path config, Path run);

  /**
   * Installs a model package.
   *
   * @param replace whether a model of that name may be replaced
   * @return the name it has now
   */
  CompletableFuture<String> install(Path modelPackage, String name, String title, boolean replace);
}
