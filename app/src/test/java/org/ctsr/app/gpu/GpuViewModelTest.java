package org.ctsr.app.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.ctsr.engine.torch.PackSource;
import org.ctsr.engine.torch.TransferProgress.Step;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GpuViewModelTest {
  private static final String DIGITS = "0123456789abcdef".repeat(4);
  private static final String ADDRESS = "https://host.example/libtorch.zip";

  private final Fake tasks = new Fake();
  private final Deque<Runnable> posted = new ArrayDeque<>();
  private final GpuViewModel model = new GpuViewModel(tasks, posted::add);

  private static final class Fake implements GpuTasks {
    private GpuStatus status =
        new GpuStatus(true, true, Optional.empty(), false, false, Optional.empty(), "");
    private final List<String> asked = new ArrayList<>();
    private final CompletableFuture<Void> running = new CompletableFuture<>();
    private @Nullable Listener listener;
    private @Nullable CompletableFuture<GpuStatus> slow;

    Listener listener() {
      Listener told = listener;
      if (told == null) {
        throw new AssertionError("nothing is installed");
      }
      return told;
    }

    @Override
    public CompletableFuture<GpuStatus> status() {
      return slow != null ? slow : CompletableFuture.completedFuture(status);
    }

    @Override
    public CompletableFuture<Void> fetch(PackSource source, Listener to) {
      asked.add("fetch " + source.address());
      listener = to;
      return running;
    }

    @Override
    public CompletableFuture<Void> use(Path archiveOrFolder, Listener to) {
      asked.add("use " + archiveOrFolder);
      listener = to;
      return running;
    }

    @Override
    public CompletableFuture<Void> useProcessor() {
      asked.add("processor");
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> delete() {
      asked.add("delete");
      return CompletableFuture.completedFuture(null);
    }
  }

  @BeforeEach
  void look() {
    model.refresh();
    settle();
  }

  private void settle() {
    while (!posted.isEmpty()) {
      posted.remove().run();
    }
  }

  private void state(boolean offered, boolean driver, Optional<Path> chosen, boolean cuda) {
    tasks.status = new GpuStatus(offered, driver, chosen, cuda, false, Optional.empty(), "");
    model.refresh();
    settle();
  }

  @Test
  void saysInWordsWhatComputes() {
    assertThat(model.stateProperty().get()).contains("There is an NVIDIA graphics card");
    state(true, false, Optional.empty(), false);
    assertThat(model.stateProperty().get()).contains("needs nothing more");
    state(false, false, Optional.empty(), false);
    assertThat(model.stateProperty().get()).contains("For this system there are no libraries");
    Path folder = Path.of("libs");
    state(true, true, Optional.of(folder), true);
    assertThat(model.stateProperty().get()).startsWith("Your graphics card");
    assertThat(model.detailProperty().get()).contains(folder.toString());
  }

  @Test
  void aLookFromBeforeThatComesLateChangesNothing() {
    CompletableFuture<GpuStatus> before = new CompletableFuture<>();
    tasks.slow = before;
    model.refresh();
    tasks.slow = null;
    state(true, false, Optional.empty(), false);
    before.complete(
        new GpuStatus(true, true, Optional.of(Path.of("libs")), true, false, Optional.empty(), ""));
    settle();
    assertThat(model.stateProperty().get()).contains("needs nothing more");
  }

  @Test
  void aLookThatFailsSaysWhyAndDoesNotSeemToGoOn() {
    GpuViewModel blind = new GpuViewModel(tasks, posted::add);
    tasks.slow = CompletableFuture.failedFuture(new IOException("gpu: permission denied"));
    blind.refresh();
    assertThat(blind.stateProperty().get()).startsWith("Looking");
    settle();
    assertThat(blind.problemProperty().get()).isEqualTo("gpu: permission denied");
    assertThat(blind.stateProperty().get()).isEmpty();
  }

  @Test
  void offersThePackTheReleaseNamesButKeepsWhatWasEntered() {
    PackSource pack = new PackSource(URI.create(ADDRESS), DIGITS);
    tasks.status = new GpuStatus(true, true, Optional.empty(), false, false, Optional.of(pack), "");
    model.refresh();
    settle();
    assertThat(model.addressProperty().get()).isEqualTo(ADDRESS);
    assertThat(model.sha256Property().get()).isEqualTo(DIGITS);
    model.addressProperty().set("https://other.example/a.zip");
    model.refresh();
    settle();
    assertThat(model.addressProperty().get()).isEqualTo("https://other.example/a.zip");
  }

  @Test
  void showsTheLatestStepHoweverOftenTheyCome() {
    fetch();
    assertThat(tasks.asked).containsExactly("fetch " + ADDRESS);
    assertThat(model.busyProperty().get()).isTrue();
    int before = posted.size();
    for (int i = 1; i <= 1000; i++) {
      tasks.listener().at(Step.DOWNLOAD, i * 1_000_000L, 2_000_000_000L);
    }
    assertThat(posted).hasSize(before + 1);
    settle();
    assertThat(model.progressProperty().get()).isEqualTo(0.5);
    assertThat(model.stepProperty().get()).startsWith("Fetching").contains("2.0 GB");
    tasks.listener().at(Step.DOWNLOAD, 5_000_000L, 0);
    settle();
    assertThat(model.progressProperty().get()).isEqualTo(-1);
    tasks.listener().trying();
    settle();
    assertThat(model.stepProperty().get()).startsWith("Trying");
    tasks.running.complete(null);
    settle();
    assertThat(model.busyProperty().get()).isFalse();
    assertThat(model.messageProperty().get()).contains("next start");
  }

  private void fetch() {
    model.addressProperty().set(ADDRESS);
    model.sha256Property().set(DIGITS);
    model.fetch();
    settle();
  }

  @Test
  void oneThingAtATime() {
    fetch();
    model.use(Path.of("a.zip"));
    model.useProcessor();
    model.delete();
    assertThat(tasks.asked).hasSize(1);
  }

  @Test
  void anAddressThatMakesNoSenseIsSaidAtOnce() {
    model.addressProperty().set("ftp://host.example/a");
    model.sha256Property().set(DIGITS);
    model.fetch();
    assertThat(tasks.asked).isEmpty();
    assertThat(model.problemProperty().get()).contains("ftp://host.example/a");
  }

  @Test
  void cancellingInterruptsTheThreadAndIsNoProblem() {
    fetch();
    tasks.listener().worker(Thread.currentThread());
    model.cancel();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(tasks.listener().isCancelled()).isTrue();
    tasks.listener().at(Step.DOWNLOAD, 1, 2);
    settle();
    assertThat(model.stepProperty().get()).startsWith("Stopping");
    tasks.listener().worker(null);
    model.cancel();
    assertThat(Thread.interrupted()).isFalse();
    tasks.running.completeExceptionally(new CompletionException(new CancellationException()));
    settle();
    assertThat(model.messageProperty().get()).startsWith("Cancelled");
    assertThat(model.problemProperty().get()).isEmpty();
  }

  @Test
  void whatGoesWrongIsShownAndTheNextTryClearsIt() {
    fetch();
    tasks.running.completeExceptionally(
        new CompletionException(new IOException("the disk is full")));
    settle();
    assertThat(model.problemProperty().get()).isEqualTo("the disk is full");
    model.useProcessor();
    settle();
    assertThat(model.problemProperty().get()).isEmpty();
    assertThat(model.messageProperty().get()).startsWith("The processor is used");
  }

  @Test
  void knowsTheSystemsThereAreLibrariesFor() {
    assertThat(TorchTasks.isOffered("Linux", "amd64")).isTrue();
    assertThat(TorchTasks.isOffered("Windows 11", "amd64")).isTrue();
    assertThat(TorchTasks.isOffered("Linux", "aarch64")).isFalse();
    assertThat(TorchTasks.isOffered("Mac OS X", "aarch64")).isFalse();
  }
}
