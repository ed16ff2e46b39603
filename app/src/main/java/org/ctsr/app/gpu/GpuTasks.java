package org.ctsr.app.gpu;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.ctsr.engine.torch.PackSource;
import org.ctsr.engine.torch.TransferProgress;
import org.jspecify.annotations.Nullable;

/** What can be done about libraries for graphics cards. Everything returns at once. */
public interface GpuTasks {
  /** Hears of the steps of an installation, on the thread that does the work. */
  interface Listener extends TransferProgress {
    /** The libraries are there, and are now tried out. */
    void trying();

    /**
     * Tells which thread works, to be interrupted when the user has had enough; null at the end.
     */
    void worker(@Nullable Thread thread);

    /** Whether the user has had enough; asked often. */
    boolean isCancelled();
  }

  /** Looks at the machine. */
  CompletableFuture<GpuStatus> status();

  /**
   * Fetches a pack, tries it out, and uses it from the next start on.
   *
   * @return completes exceptionally with an {@link java.io.IOException} that says why not, or a
   *     {@link java.util.concurrent.CancellationException}
   */
  CompletableFuture<Void> fetch(PackSource source, Listener listener);

  /** As {@link #fetch}, with an archive or a folder of this machine. */
  CompletableFuture<Void> use(Path archiveOrFolder, Listener listener);

  /** From the next start on the shipped libraries are used; what was fetched stays. */
  CompletableFuture<Void> useProcessor();

  /** As {@link #useProcessor}, and deletes what was fetched. */
  CompletableFuture<Void> delete();
}
