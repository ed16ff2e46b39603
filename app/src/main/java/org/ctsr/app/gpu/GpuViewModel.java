package org.ctsr.app.gpu;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.ctsr.app.fx.Latest;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Results;
import org.ctsr.app.fx.Sizes;
import org.ctsr.engine.torch.PackSource;
import org.ctsr.engine.torch.TorchException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Libraries for graphics cards: what is used, fetching, choosing, going back. On the FX thread. */
public final class GpuViewModel {
  private static final Logger log = LoggerFactory.getLogger(GpuViewModel.class);
  private static final Messages TEXTS = Messages.of(GpuViewModel.class);

  private final GpuTasks tasks;
  private final Executor fx;
  private final ReadOnlyObjectWrapper<@Nullable GpuStatus> status = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper(TEXTS.get("state.looking"));
  private final ReadOnlyStringWrapper detail = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper step = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final StringProperty address = new SimpleStringProperty("");
  private final StringProperty sha256 = new SimpleStringProperty("");
  private @Nullable Work work;
  private final Latest looks = new Latest();

  /**
   * @param fx the FX thread
   */
  public GpuViewModel(GpuTasks tasks, Executor fx) {
    this.tasks = tasks;
    this.fx = fx;
  }

  /** Looks at the machine again. */
  public void refresh() {
    Latest.Request mine = looks.next();
    Results.deliver(
        tasks.status(),
        fx,
        (now, failure) -> {
          if (!mine.isLatest()) {
            // Several look at a time, and an older answer may come last.
            return;
          }
          if (now == null) {
            problem.set(reason(failure));
            if (status.get() == null) {
              // It is not being looked for any more.
              state.set("");
            }
          } else {
            show(now);
          }
        });
  }

  private void show(GpuStatus now) {
    status.set(now);
    state.set(TEXTS.get("state." + words(now)));
    detail.set(
        now.chosen()
            .map(folder -> TEXTS.get("detail.chosen", folder))
            .orElse(TEXTS.get("detail.shipped")));
    if (!now.problem().isEmpty()) {
      problem.set(now.problem());
    }
    Optional<PackSource> pack = now.pack();
    if (pack.isPresent() && address.get().isEmpty()) {
      address.set(pack.get().address().toString());
      sha256.set(pack.get().sha256());
    }
  }

  private static String words(GpuStatus now) {
    if (!now.offered()) {
      return "none";
    }
    if (now.chosen().isPresent()) {
      return now.cuda() ? "card" : "other";
    }
    return now.driver() ? "unused" : "processor";
  }

  /** Fetches the pack at the address that was entered. */
  public void fetch() {
    PackSource source;
    try {
      source = PackSource.parse(address.get(), sha256.get());
    } catch (TorchException e) {
      problem.set(String.valueOf(e.getMessage()));
      return;
    }
    install(listener -> tasks.fetch(source, listener));
  }

  /** Uses an archive or a folder of this machine. */
  public void use(Path archiveOrFolder) {
    install(listener -> tasks.use(archiveOrFolder, listener));
  }

  private interface Installation {
    CompletableFuture<Void> begin(GpuTasks.Listener listener);
  }

  private void install(Installation installation) {
    if (busy.get()) {
      return;
    }
    Work mine = new Work();
    work = mine;
    run(installation.begin(mine), "done.installed");
  }

  /** Goes back to the shipped libraries. */
  public void useProcessor() {
    if (!busy.get()) {
      run(tasks.useProcessor(), "done.processor");
    }
  }

  /** Goes back, and deletes what was fetched. */
  public void delete() {
    if (!busy.get()) {
      run(tasks.delete(), "done.deleted");
    }
  }

  private void run(CompletableFuture<Void> running, String done) {
    busy.set(true);
    message.set("");
    problem.set("");
    progress.set(-1);
    step.set(TEXTS.get("step.begin"));
    Results.deliver(
        running,
        fx,
        (nothing, failure) -> {
          busy.set(false);
          work = null;
          step.set("");
          if (failure == null) {
            message.set(TEXTS.get(done));
          } else if (cause(failure) instanceof CancellationException) {
            message.set(TEXTS.get("done.cancelled"));
          } else {
            log.warn("Libraries for graphics cards", failure);
            problem.set(reason(failure));
          }
          refresh();
        });
  }

  /** Stops what is going on; what was fetched stays, and the next time goes on from there. */
  public void cancel() {
    Work running = work;
    if (running != null) {
      running.cancel();
      step.set(TEXTS.get("step.cancel"));
    }
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static String reason(@Nullable Throwable failure) {
    if (failure == null) {
      return "";
    }
    Throwable cause = cause(failure);
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** An installation; hears of its steps and shows the latest, however often they come. */
  private final class Work implements GpuTasks.Listener {
    private final AtomicReference<@Nullable Runnable> latest = new AtomicReference<>();
    private volatile boolean cancelled;
    private @Nullable Thread worker;

    @Override
    public synchronized void worker(@Nullable Thread thread) {
      worker = thread;
    }

    synchronized void cancel() {
      cancelled = true;
      if (worker != null) {
        // It may wait for a server that says nothing more.
        worker.interrupt();
      }
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }

    @Override
    public void trying() {
      post(() -> show(TEXTS.get("step.try"), -1));
    }

    @Override
    public void at(Step now, long done, long total) {
      post(
          () ->
              show(
                  total > 0
                      ? TEXTS.get("step." + now, Sizes.bytes(done), Sizes.bytes(total))
                      : TEXTS.get("step." + now + ".open", Sizes.bytes(done)),
                  total > 0 ? (double) done / total : -1));
    }

    private void post(Runnable showing) {
      if (latest.getAndSet(showing) == null) {
        fx.execute(
            () -> {
              Runnable now = latest.getAndSet(null);
              if (now != null) {
                now.run();
              }
            });
      }
    }

    private void show(String words, double share) {
      if (work == this && !cancelled) {
        step.set(words);
        progress.set(share);
      }
    }
  }

  /** What there is; null until it is known. */
  public ReadOnlyObjectProperty<@Nullable GpuStatus> statusProperty() {
    return status.getReadOnlyProperty();
  }

  /** What computes, in a sentence. */
  public ReadOnlyStringProperty stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Which libraries those are. */
  public ReadOnlyStringProperty detailProperty() {
    return detail.getReadOnlyProperty();
  }

  /** What is being done; empty if nothing is. */
  public ReadOnlyStringProperty stepProperty() {
    return step.getReadOnlyProperty();
  }

  /** How much of it is done, in [0, 1]; -1 if that is not known. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Whether something is being done. */
  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** What was done last; may be empty. */
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** What went wrong last; may be empty. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Where to fetch from. */
  public StringProperty addressProperty() {
    return address;
  }

  /** The checksum of what is there. */
  public StringProperty sha256Property() {
    return sha256;
  }
}
