package org.ctsr.app.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.ctsr.app.engine.Asked;
import org.ctsr.app.engine.EngineProcess;
import org.ctsr.app.engine.SmallBasis;
import org.ctsr.app.fx.Picture;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.inference.ContractReport;
import org.ctsr.engine.inference.NetworkFacts;
import org.ctsr.engine.model.ModelInstaller;
import org.ctsr.engine.model.ModelLibrary;
import org.ctsr.engine.model.ModelManifest;
import org.ctsr.engine.model.PackageArchive;
import org.ctsr.engine.tile.Rectangle;

/** Runs what is foreign in processes of its own, through {@code ctsr models}. */
public final class ChildModelTasks implements ModelTasks {
  private static final double[] SHOWN = {0, 0.5, 1};

  private final Path home;
  private final ModelLibrary library;
  private final ModelInstaller own;
  private final Callable<RgbImage> sample;
  private final Executor background;
  private final Executor pictures;
  private final Duration examining;

  /**
   * @param home where the program keeps what is its own
   * @param own installs and removes there
   * @param sample the small photo for pictures
   * @param background for reading files
   * @param pictures for pictures, one after another
   */
  public ChildModelTasks(
      Path home,
      ModelLibrary library,
      ModelInstaller own,
      Callable<RgbImage> sample,
      Executor background,
      Executor pictures) {
    this(home, library, own, sample, background, pictures, EngineProcess.EXAMINING);
  }

  /** With another limit for running a foreign network. */
  ChildModelTasks(
      Path home,
      ModelLibrary library,
      ModelInstaller own,
      Callable<RgbImage> sample,
      Executor background,
      Executor pictures,
      Duration examining) {
    this.home = home;
    this.library = library;
    this.own = own;
    this.sample = sample;
    this.background = background;
    this.pictures = pictures;
    this.examining = examining;
  }

  private static <T> CompletableFuture<T> inBackground(Callable<T> work, Executor where) {
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
        where);
  }

  @Override
  public CompletableFuture<Listing> list() {
    return inBackground(
        () -> {
          ModelLibrary.Listing listing = library.list();
          String chosen = library.defaultModel();
          List<ModelCard> cards = new ArrayList<>();
          for (ModelManifest manifest : listing.manifests()) {
            Path folder = library.locate(manifest.name());
            if (folder != null) {
              cards.add(card(manifest, folder, manifest.name().equals(chosen)));
            }
          }
          return new Listing(cards, listing.problems());
        },
        background);
  }

  private ModelCard card(ModelManifest manifest, Path folder, boolean chosen) throws IOException {
    long bytes = 0;
    for (ModelManifest.Network network : manifest.networks()) {
      Path file = network.file() == null ? null : folder.resolve(network.file());
      bytes += file != null && Files.isRegularFile(file) ? Files.size(file) : 0;
    }
    Path text = folder.resolve("MODEL_CARD.md");
    return new ModelCard(
        manifest,
        folder,
        bytes,
        own.isRemovable(manifest.name()),
        chosen,
        Files.isRegularFile(text) ? Files.readString(text) : null);
  }

  @Override
  public Asked<String> nameOf(Path archive) {
    CompletableFuture<String> name =
        inBackground(
            () ->
                Files.isDirectory(archive)
                    ? ModelLibrary.readManifest(archive).name()
                    : PackageArchive.manifest(archive).name(),
            background);
    return new Asked<>(name, () -> name.cancel(false));
  }

  /** What {@code models install --json} says. */
  private record Installed(String name, String folder) {}

  @Override
  public Asked<String> install(Path archive, boolean replace) {
    List<String> arguments =
        new ArrayList<>(List.of("models", "install", archive.toString(), "--json"));
    return install(arguments, replace);
  }

  @Override
  public Asked<String> install(BareNetwork network, boolean replace) {
    List<String> arguments =
        new ArrayList<>(List.of("models", "install", network.file().toString(), "--json"));
    arguments.addAll(List.of("--name", network.name(), "--title", network.title()));
    arguments.addAll(List.of("--role", network.role(), "--license", network.license()));
    arguments.addAll(List.of("--halo", Integer.toString(network.halo())));
    arguments.addAll(
        List.of(
            "--default-realness",
            String.format(Locale.ROOT, "%.2f", network.defaultRealness()),
            "--provenance",
            network.provenance()));
    return install(arguments, replace);
  }

  private Asked<String> install(List<String> arguments, boolean replace) {
    arguments.addAll(List.of("--device", "cpu", "--control-stdin"));
    if (replace) {
      arguments.add("--replace");
    }
    return EngineProcess.begin(
        home,
        arguments,
        false,
        null,
        EngineProcess.GivingUp.SAYS_STOP,
        line -> EngineProcess.parse(line, Installed.class).name());
  }

  @Override
  public Asked<NetworkFacts> examine(Path network) {
    return EngineProcess.begin(
        home,
        List.of("models", "verify", network.toString(), "--device", "cpu", "--json"),
        false,
        examining,
        EngineProcess.GivingUp.KILLS,
        line -> EngineProcess.parse(line, NetworkFacts.class));
  }

  /** What {@code models verify --json} says. */
  private record Verified(String name, boolean passed, ContractReport report) {}

  @Override
  public Asked<ContractReport> verify(String name) {
    // By its folder: this library need not be the one the command line has.
    Path folder = library.locate(name);
    String model = folder == null ? name : folder.toString();
    return EngineProcess.begin(
        home,
        List.of("models", "verify", model, "--json"),
        true,
        examining,
        EngineProcess.GivingUp.KILLS,
        line -> EngineProcess.parse(line, Verified.class).report());
  }

  @Override
  public CompletableFuture<String> remove(String name) {
    return inBackground(
        () -> {
          own.remove(name);
          return name;
        },
        background);
  }

  @Override
  public CompletableFuture<String> chooseDefault(String name) {
    return inBackground(
        () -> {
          library.chooseDefault(home.resolve("models"), name);
          return name;
        },
        background);
  }

  @Override
  public CompletableFuture<List<Picture>> pictures(ModelCard model) {
    return inBackground(
        () -> {
          RgbImage photo = sample.call();
          SmallBasis basis =
              SmallBasis.of(
                  library.open(model.folder().toString()),
                  photo,
                  new Rectangle(0, 0, photo.width(), photo.height()));
          List<Picture> made = new ArrayList<>();
          for (double t : basis.hasSlider() ? SHOWN : new double[] {0}) {
            made.add(new Picture(basis.width(), basis.height(), basis.at(t)));
          }
          return made;
        },
        pictures);
  }
}
