package org.ctsr.app.models;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ctsr.app.engine.Asked;
import org.ctsr.app.fx.Picture;
import org.ctsr.engine.inference.ContractReport;
import org.ctsr.engine.inference.NetworkFacts;

/**
 * What the manager asks of the engine. Nothing blocks; results come on other threads. Failures are
 * {@link java.io.IOException}s with a sentence for the user.
 */
public interface ModelTasks {
  /** All models, and a sentence for each package that cannot be read. */
  CompletableFuture<Listing> list();

  /**
   * The models.
   *
   * @param problems one sentence for each package that cannot be read
   */
  record Listing(List<ModelCard> cards, List<String> problems) {}

  /** The name a packed package has, from its manifest. */
  Asked<String> nameOf(Path archive);

  /**
   * Installs a packed package, after running it.
   *
   * @return its name
   */
  Asked<String> install(Path archive, boolean replace);

  /**
   * Makes a package of a bare network and installs it, after running it.
   *
   * @return its name
   */
  Asked<String> install(BareNetwork network, boolean replace);

  /** Runs a bare network on small pictures. */
  Asked<NetworkFacts> examine(Path network);

  /** Runs a model on small pictures. */
  Asked<ContractReport> verify(String name);

  /**
   * Removes a model of the user's own.
   *
   * @return its name
   */
  CompletableFuture<String> remove(String name);

  /**
   * Chooses the model used when none is named.
   *
   * @return its name
   */
  CompletableFuture<String> chooseDefault(String name);

  /** A small photo enlarged by a model, at realness 0, 1/2 and 1; one picture without a slider. */
  CompletableFuture<List<Picture>> pictures(ModelCard model);
}
