package org.ctsr.engine.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.ctsr.engine.inference.ContractCheck;
import org.ctsr.engine.inference.NetworkFacts;
import org.ctsr.engine.inference.NetworkProbe;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.ModelInstaller;
import org.ctsr.engine.model.ModelLibrary;
import org.ctsr.engine.model.ModelManifest;
import org.ctsr.engine.model.PackageDraft;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Installs a model package, or makes one of a TorchScript file and installs it. */
@Command(
    name = "install",
    description = {
      "Installs a model package (a .zip file or a folder), after running it on small pictures.",
      "",
      "A bare TorchScript file (.pt) needs at least --name and --license; scale and smallest size"
          + " are measured, and so is the halo if it is not given. See docs/model-packages.md."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ctsr models install my-model-x4.zip",
      "  ctsr models install student.pt --name my-model-x4 --license CC-BY-4.0"
    })
final class ModelsInstallCommand implements Callable<Integer> {
  private static final double MIDDLE = 0.5;
  private static final int INTERRUPTED = 130;

  @Spec private CommandSpec spec;
  @Mixin private ComputeOptions device = new ComputeOptions();

  @Parameters(paramLabel = "FILE", description = "A .zip file, a package's folder, or a .pt file.")
  private Path file;

  @Option(names = "--replace", description = "Replace an installed model of the same name.")
  private boolean replace;

  @Option(names = "--name", paramLabel = "NAME", description = "Name to install it under.")
  private @Nullable String name;

  @Option(names = "--title", paramLabel = "TEXT", description = "Its name for people.")
  private @Nullable String title;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description =
          "For a .pt: student, fidelity or realness (default: student if it gives basis images,"
              + " else realness).")
  private ModelManifest.@Nullable NetworkRole role;

  @Option(names = "--halo", paramLabel = "N", description = "For a .pt: LR pixels around a tile.")
  private @Nullable Integer halo;

  @Option(
      names = "--default-realness",
      paramLabel = "T",
      description = "For a student: realness used when none is given (default: 0.5).")
  private @Nullable Double realness;

  @Option(
      names = "--license",
      paramLabel = "SPDX",
      description = "For a .pt: SPDX expression of the weights' licence.")
  private @Nullable String license;

  @Option(
      names = "--license-file",
      paramLabel = "FILE",
      description = "For a .pt: the licence's text.")
  private @Nullable Path licenseFile;

  @Option(
      names = "--provenance",
      paramLabel = "TEXT",
      description = "For a .pt: where the weights come from.")
  private @Nullable String provenance;

  @Option(names = "--json", description = "Write JSON.")
  private boolean json;

  @Option(
      names = "--control-stdin",
      description =
          "Obey the line 'stop' on standard input, or its end: nothing is installed, and nothing"
              + " is left.")
  private boolean controlled;

  @Override
  public Integer call() throws IOException {
    device.check();
    boolean bare = file.toString().toLowerCase(Locale.ROOT).endsWith(".pt");
    if (bare && (name == null || license == null)) {
      throw new ParameterException(
          spec.commandLine(), "a bare TorchScript file needs --name and --license");
    }
    ModelLibrary library = ModelLibrary.standard();
    ModelInstaller installer =
        new ModelInstaller(
            ModelLibrary.userFolder(),
            library,
            new ContractCheck(device.choice(), device.threads(), this::notice));
    if (controlled) {
      obeyStandardInput(installer);
    }
    Path folder;
    try {
      folder =
          bare
              ? installer.install(draft(), replace)
              : installer.install(file, name, title, replace);
    } catch (CancellationException e) {
      throw new UserException("stopped; nothing was installed", e);
    }
    PrintWriter out = spec.commandLine().getOut();
    String installed = String.valueOf(folder.getFileName());
    if (json) {
      out.println(
          new ObjectMapper()
              .writeValueAsString(Map.of("name", installed, "folder", folder.toString())));
    } else {
      out.println("Installed " + installed + " in " + folder);
    }
    return ExitCode.OK;
  }

  private static void obeyStandardInput(ModelInstaller installer) {
    Thread reader =
        new Thread(
            () ->
                obey(
                    new InputStreamReader(System.in, StandardCharsets.UTF_8),
                    installer,
                    () -> System.exit(INTERRUPTED)),
            "install-commands");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Gives an install up when the line {@code stop} comes, or when the commands end, as they do with
   * the program that has started this one.
   *
   * @param exit ends this process; a network that is running would hold up the end
   */
  static void obey(Reader commands, ModelInstaller installer, Runnable exit) {
    try (BufferedReader in = new BufferedReader(commands)) {
      String line = in.readLine();
      while (line != null && !line.trim().equals("stop")) {
        line = in.readLine();
      }
      if (installer.giveUp()) {
        exit.run();
      }
    } catch (IOException e) {
      System.err.println("ctsr: the install cannot be stopped: " + e.getMessage());
    }
  }

  private void notice(String sentence) {
    spec.commandLine().getErr().println("ctsr: " + sentence);
  }

  private PackageDraft draft() throws IOException {
    NetworkFacts facts =
        NetworkProbe.examine(file, device.choice(), device.threads(), this::notice);
    ModelManifest.NetworkRole wanted = role;
    if (wanted == null) {
      wanted =
          facts.isStudent()
              ? ModelManifest.NetworkRole.STUDENT
              : ModelManifest.NetworkRole.REALNESS;
    }
    Integer wantedHalo = halo;
    if (wantedHalo == null && facts.halo() < 0) {
      throw new ModelException(
          file
              + ": no halo of up to 64 pixels keeps its tiles like the whole photo; name one with"
              + " --halo if seams do not matter");
    }
    String called = name == null ? "" : name;
    return new PackageDraft(
        file,
        called,
        title == null ? called : title,
        "1.0.0",
        wanted,
        facts.scale(),
        wantedHalo == null ? facts.halo() : wantedHalo,
        facts.minimumSize(),
        realness == null ? MIDDLE : realness,
        null,
        license == null ? "" : license,
        licenseText(),
        provenance == null ? "Imported from " + file.getFileName() + "." : provenance);
  }

  private String licenseText() throws IOException {
    Path text = licenseFile;
    if (text == null) {
      return String.valueOf(license);
    }
    try {
      return Files.readString(text);
    } catch (MalformedInputException e) {
      throw new UserException(text + ": is no text in UTF-8", e);
    }
  }
}
