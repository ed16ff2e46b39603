package org.ctsr.app.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.ctsr.engine.inference.TorchProbe;
import org.ctsr.engine.torch.GraphicsCard;
import org.ctsr.engine.torch.PackInstaller;
import org.ctsr.engine.torch.PackSource;
import org.ctsr.engine.torch.TorchException;
import org.ctsr.engine.torch.TorchLibraries;
import org.ctsr.engine.torch.TorchStore;
import org.ctsr.engine.torch.TransferProgress;

/** The same steps as {@code ctsr gpu}, on threads of the window. */
public final class TorchTasks implements GpuTasks {
  private static final String CHOICE = "chosen.json";

  private final TorchStore store;
  private final Path program;
  private final Executor background;

  /**
   * @param store the choice and what was fetched
   * @param program folder of the program, where a release names its pack
   */
  public TorchTasks(TorchStore store, Path program, Executor background) {
    this.store = store;
    this.program = program;
    this.background = background;
  }

  @Override
  public CompletableFuture<GpuStatus> status() {
    return inBackground(this::look);
  }

  private GpuStatus look() throws IOException {
    Optional<TorchLibraries> chosen = Optional.empty();
    String problem = "";
    try {
      chosen = store.chosen();
    } catch (TorchException e) {
      problem = String.valueOf(e.getMessage());
    }
    Optional<PackSource> pack = Optional.empty();
    try {
      pack = PackSource.ofRelease(program);
    } catch (TorchException e) {
      problem = problem.isEmpty() ? String.valueOf(e.getMessage()) : problem;
    }
    return new GpuStatus(
        isOffered(System.getProperty("os.name"), System.getProperty("os.arch")),
        GraphicsCard.isNvidiaPresent(),
        chosen.map(TorchLibraries::folder),
        chosen.map(TorchLibraries::isCuda).orElse(false),
        hasFetched(),
        pack,
        problem);
  }

  /** DJL's bridge to CUDA exists for these systems only. */
  static boolean isOffered(String system, String processor) {
    String name = system.toLowerCase(Locale.ROOT);
    boolean known = name.startsWith("linux") || name.startsWith("win");
    return known && List.of("amd64", "x86_64").contains(processor.toLowerCase(Locale.ROOT));
  }

  private boolean hasFetched() throws IOException {
    if (!Files.isDirectory(store.root())) {
      return false;
    }
    try (Stream<Path> files = Files.list(store.root())) {
      return files.anyMatch(file -> !file.getFileName().toString().startsWith(CHOICE));
    }
  }

  @Override
  public CompletableFuture<Void> fetch(PackSource source, Listener listener) {
    return install(() -> installer(listener).install(source), listener);
  }

  @Override
  public CompletableFuture<Void> use(Path archiveOrFolder, Listener listener) {
    return install(
        () ->
            Files.isDirectory(archiveOrFolder)
                ? TorchLibraries.inspect(archiveOrFolder)
                : installer(listener).install(archiveOrFolder, Optional.empty()),
        listener);
  }

  private CompletableFuture<Void> install(Callable<TorchLibraries> obtain, Listener listener) {
    return inBackground(
        () -> {
          listener.worker(Thread.currentThread());
          try {
            use(obtain.call(), listener);
            return null;
          } catch (IOException | InterruptedException e) {
            stopIfCancelled(listener);
            throw e;
          } finally {
            listener.worker(null);
            // The thread is used again, and must not be stopped for what is over.
            var unused = Thread.interrupted();
          }
        });
  }

  private PackInstaller installer(Listener listener) {
    // The one place where gigabytes of work can be left, with what was fetched kept.
    TransferProgress steps =
        (step, done, total) -> {
          stopIfCancelled(listener);
          listener.at(step, done, total);
        };
    return new PackInstaller(store, steps);
  }

  private void use(TorchLibraries libraries, Listener listener)
      throws IOException, InterruptedException {
    listener.trying();
    TorchProbe.requireUsable(libraries);
    stopIfCancelled(listener);
    store.choose(libraries);
  }

  private static void stopIfCancelled(Listener listener) {
    if (listener.isCancelled()) {
      throw new CancellationException("cancelled by the user");
    }
  }

  @Override
  public CompletableFuture<Void> useProcessor() {
    return inBackground(
        () -> {
          store.chooseShipped();
          return null;
        });
  }

  @Override
  public CompletableFuture<Void> delete() {
    return inBackground(
        () -> {
          new PackInstaller(store, (step, done, total) -> {}).removeAll();
          return null;
        });
  }

  private <T> CompletableFuture<T> inBackground(Callable<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.call();
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        background);
  }
}
