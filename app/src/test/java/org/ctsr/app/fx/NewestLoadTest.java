package org.ctsr.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class NewestLoadTest {
  private final List<CompletableFuture<String>> begun = new ArrayList<>();
  private final List<BooleanSupplier> wanted = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final NewestLoad<String> loads =
      new NewestLoad<>(
          (name, still) -> {
            CompletableFuture<String> load = new CompletableFuture<>();
            begun.add(load);
            wanted.add(still);
            return load;
          },
          Runnable::run);

  private void load(String name) {
    loads.load(
        name,
        (model, failure) ->
            heard.add(failure == null ? String.valueOf(model) : failure.getClass().getName()));
  }

  @Test
  void thereAndBackAgainEndsWithTheLastLoadNotTheFirstOfThatModel() {
    load("a");
    load("b");
    load("a");
    assertThat(wanted)
        .extracting(BooleanSupplier::getAsBoolean)
        .containsExactly(false, false, true);
    begun.get(0).complete("first a");
    begun.get(1).completeExceptionally(new CancellationException());
    assertThat(heard).isEmpty();
    begun.get(2).complete("second a");
    assertThat(heard).containsExactly("second a");
  }

  @Test
  void aFailureIsHeardIfNothingElseWasBegun() {
    load("a");
    begun.get(0).completeExceptionally(new IllegalStateException());
    assertThat(heard).containsExactly("java.lang.IllegalStateException");
  }
}
