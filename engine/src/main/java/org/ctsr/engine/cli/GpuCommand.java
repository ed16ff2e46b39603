package org.ctsr.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.ctsr.engine.inference.TorchProbe;
import org.ctsr.engine.torch.GraphicsCard;
import org.ctsr.engine.torch.PackInstaller;
import org.ctsr.engine.torch.PackSource;
import org.ctsr.engine.torch.TorchException;
import org.ctsr.engine.torch.TorchLibraries;
import org.ctsr.engine.torch.TorchStore;
import org.ctsr.engine.torch.TransferProgress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows and changes which PyTorch libraries are used. */
@Command(
    name = "gpu",
    description = {
      "Shows whether an NVIDIA graphics card is used, and sets up the libraries for it.",
      "The program comes with libraries for the processor. Those for CUDA are some gigabytes and"
          + " are fetched only when asked for."
    })
final class GpuCommand implements Runnable {
  private static final int MEGA = 1_000_000;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = out();
    out.println(
        GraphicsCard.isNvidiaPresent()
            ? "NVIDIA driver  found"
            : "NVIDIA driver  not found; the processor is used, and needs nothing more");
    try {
      Optional<TorchLibraries> chosen = TorchStore.standard().chosen();
      out.println(
          chosen
              .map(used -> "libraries      " + used.flavor() + ", " + used.folder())
              .orElse("libraries      cpu, those that came with the program"));
    } catch (TorchException e) {
      out.println("libraries      " + e.getMessage());
    }
    out.flush();
  }

  @Command(
      name = "install",
      description = {
        "Fetches a GPU pack, or takes it from this machine, tries it out, and uses it from then on.",
        "A pack is the zip archive of libtorch "
            + TorchLibraries.VERSION
            + " for CUDA 12.8 (cxx11 ABI, with dependencies) from the PyTorch project."
      })
  int install(
      @Parameters(
              paramLabel = "SOURCE",
              arity = "0..1",
              description =
                  "An address, a zip archive, or the folder of a libtorch or of a Python"
                      + " installation's torch package (default: what this release names).")
          @Nullable String given,
      @Option(
              names = "--sha256",
              paramLabel = "DIGITS",
              description = "Checksum of the archive; needed with an address.")
          @Nullable String sha256)
      throws IOException, InterruptedException {
    TorchStore store = TorchStore.standard();
    ProgressLine line = new ProgressLine(System.err, ProgressLine.isWatched());
    PackInstaller installer = new PackInstaller(store, new Shown(line));
    TorchLibraries libraries;
    try {
      libraries = obtain(installer, given, sha256);
    } finally {
      line.clear();
    }
    int devices = TorchProbe.requireUsable(libraries);
    store.choose(libraries);
    out().printf("%s is used from now on; CUDA devices: %d%n", libraries.folder(), devices);
    out().flush();
    return ExitCode.OK;
  }

  private static TorchLibraries obtain(
      PackInstaller installer, @Nullable String given, @Nullable String sha256)
      throws IOException, InterruptedException {
    if (given == null) {
      Path home = Path.of(System.getProperty("ctsr.home", "."));
      return installer.install(
          PackSource.ofRelease(home)
              .orElseThrow(
                  () ->
                      new UserException(
                          "This release names no GPU pack. Give the address and --sha256 of one, or"
                              + " a zip archive or folder on this machine; see ctsr gpu install"
                              + " --help.")));
    }
    if (given.matches("(?i)https?://.*")) {
      if (sha256 == null) {
        throw new UserException("An address needs the checksum of what is there: --sha256 DIGITS");
      }
      return installer.install(PackSource.parse(given, sha256));
    }
    Path path = Path.of(given);
    if (Files.isDirectory(path)) {
      return TorchLibraries.inspect(path);
    }
    if (Files.isRegularFile(path)) {
      return installer.install(path, Optional.ofNullable(sha256));
    }
    throw new UserException("'" + given + "' is neither an address nor a file nor a folder");
  }

  @Command(name = "off", description = "Goes back to the libraries that came with the program.")
  int off(@Option(names = "--delete", description = "Delete what was fetched, too.") boolean delete)
      throws IOException {
    if (delete) {
      new PackInstaller(TorchStore.standard(), (step, done, total) -> {}).removeAll();
    } else {
      TorchStore.standard().chooseShipped();
    }
    out().println("The processor is used from now on.");
    out().flush();
    return ExitCode.OK;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Progress in megabytes, for a count of which is enough for an archive of gigabytes. */
  private static final class Shown implements TransferProgress {
    private final ProgressLine line;
    private @Nullable Step step;

    Shown(ProgressLine line) {
      this.line = line;
    }

    @Override
    public void at(Step now, long done, long total) {
      if (now != step) {
        step = now;
        line.start(
            switch (now) {
              case DOWNLOAD -> String.format(Locale.ROOT, "Fetching %,d MB", total / MEGA);
              case VERIFY -> "Comparing the checksum";
              case UNPACK -> "Unpacking";
            });
      }
      line.show((int) (done / MEGA), (int) (Math.max(done, total) / MEGA));
    }
  }
}
