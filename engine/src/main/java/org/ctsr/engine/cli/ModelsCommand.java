package org.ctsr.engine.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.ModelLibrary;
import org.ctsr.engine.model.ModelManifest;
import org.ctsr.engine.model.ModelPackage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the model packages, or shows and verifies one. */
@Command(
    name = "models",
    description = "Lists the models there are, shows one, installs and removes your own.",
    subcommands = {
      ModelsInstallCommand.class,
      ModelsRemoveCommand.class,
      ModelsVerifyCommand.class,
      ModelsDefaultCommand.class
    })
final class ModelsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      arity = "0..1",
      description = "Show this model (a name or a folder) and verify its files.")
  private @Nullable String name;

  @Option(names = "--json", description = "Write JSON, one object a line.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ModelLibrary library = ModelLibrary.standard();
    if (name != null) {
      show(library.open(name), out);
      return ExitCode.OK;
    }
    ModelLibrary.Listing listing = library.list();
    String chosen = library.defaultModel();
    for (ModelManifest manifest : listing.manifests()) {
      if (json) {
        out.println(new ObjectMapper().writeValueAsString(manifest));
      } else {
        printLine(manifest, manifest.name().equals(chosen), out);
      }
    }
    for (String problem : listing.problems()) {
      spec.commandLine().getErr().println("ctsr: " + problem);
    }
    if (listing.manifests().isEmpty()) {
      throw new ModelException("No models found in " + library.folders());
    }
    return listing.problems().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static void printLine(ModelManifest manifest, boolean isDefault, PrintWriter out) {
    Double realness = manifest.defaultRealness();
    out.printf(
        Locale.ROOT,
        "%s %-22s x%d  %-8s %6.1f M parameters  %s%n",
        isDefault ? "*" : " ",
        manifest.name(),
        manifest.scale(),
        manifest.role().name().toLowerCase(Locale.ROOT),
        manifest.parameters() / 1e6,
        realness == null
            ? "no slider"
            : String.format(Locale.ROOT, "realness %.2g by default", realness));
  }

  private void show(ModelPackage model, PrintWriter out) throws IOException {
    ModelManifest manifest = model.manifest();
    if (json) {
      out.println(
          new ObjectMapper()
              .writeValueAsString(
                  Map.of(
                      "manifest",
                      manifest,
                      "folder",
                      model.folder().toString(),
                      "verified",
                      true)));
      return;
    }
    out.printf("%s (%s %s)%n", manifest.title(), manifest.name(), manifest.version());
    out.printf("  %s%n", manifest.provenance());
    out.printf("  licence     %s%n", manifest.license().spdx());
    out.printf("  scale       x%d, halo %d pixels%n", manifest.scale(), manifest.halo());
    out.printf(Locale.ROOT, "  parameters  %,d%n", manifest.parameters());
    for (ModelPackage.NetworkFile file : model.networks()) {
      out.printf(
          "  network     %s (%s), SHA-256 verified%n",
          file.file(), file.role().name().toLowerCase(Locale.ROOT));
    }
    Path card = model.folder().resolve("MODEL_CARD.md");
    if (Files.isRegularFile(card)) {
      out.printf("  card        %s%n", card);
    }
  }
}
