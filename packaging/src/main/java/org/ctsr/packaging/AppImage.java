package org.ctsr.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.ctsr.engine.image.PhotoFormat;

/**
 * The options of jpackage: a launcher of the window, one of the command line, the product's files
 * and the runtime.
 */
final class AppImage {
  /** The class archives, in the product's folder. */
  static final String WINDOW_ARCHIVE = "studio.jsa";

  static final String COMMAND_ARCHIVE = "ctsr.jsa";

  /** Identifies the product to Windows' installer; must never change. */
  private static final String UPGRADE = "6b5f7f0e-1c1d-4f0e-9a55-2f6c1b7a4e21";

  private static final String DESCRIPTION =
      "Enlarges photos, as faithful or as realistic as you choose";

  private final Path root;
  private final Path work;
  private final String version;
  private final Target target;

  AppImage(Path root, Path work, String version, Target target) {
    this.root = root;
    this.work = work;
    this.version = version;
    this.target = target;
  }

  /** Name of the image's folder, and of the window's launcher. */
  String name() {
    return target.system() == Target.Kind.LINUX ? "ctsr-studio" : "CTSR Studio";
  }

  /**
   * Collects what is shipped beside the runtime.
   *
   * @param licences folder with the licences
   */
  Path collect(Path licences) throws IOException, InterruptedException {
    Path input = Folders.fresh(work.resolve("input"));
    Path built = root.resolve("app/target");
    Folders.copyFile(built.resolve(mainJar()), input.resolve(mainJar()));
    for (Path jar : Folders.list(built.resolve("lib"), "*.jar")) {
      if (!TorchFiles.isNativeJar(jar)) {
        Folders.copyFile(jar, input.resolve("lib").resolve(jar.getFileName().toString()));
      }
    }
    copyModels(root.resolve("models"), input.resolve("models"));
    // The help names it.
    Folders.copyFile(
        root.resolve("docs/model-packages.md"), input.resolve("docs/model-packages.md"));
    Folders.copy(licences, input.resolve("licences"));
    Path pack = root.resolve("packaging/gpu-pack.json");
    if (Files.exists(pack)) {
      Folders.copyFile(pack, input.resolve("gpu-pack.json"));
    }
    TorchFiles.unpack(built.resolve("lib"), target, input.resolve("torch"));
    return input;
  }

  private static void copyModels(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = from.relativize(file).toString();
        if (!name.contains("__pycache__")) {
          Folders.copyFile(file, to.resolve(name));
        }
      }
    }
  }

  private String mainJar() {
    return "ctsr-app-" + version + ".jar";
  }

  /**
   * Runs jpackage.
   *
   * @param type {@code app-image}, {@code dmg} or {@code msi}
   * @param into where the result goes
   */
  void make(String type, Path input, Path runtime, Path icon, Path into) throws IOException {
    Path commandLine = work.resolve("ctsr.properties");
    writeCommandLine(commandLine);
    List<String> options = new ArrayList<>();
    add(options, "--type", type);
    add(options, "--name", name());
    add(options, "--app-version", appVersion());
    add(options, "--description", DESCRIPTION);
    add(options, "--vendor", "CTSR Studio");
    add(options, "--copyright", "Apache-2.0");
    add(options, "--input", input.toString());
    add(options, "--runtime-image", runtime.toString());
    add(options, "--icon", icon.toString());
    add(options, "--dest", into.toString());
    add(options, "--main-jar", mainJar());
    add(options, "--main-class", "org.ctsr.app.Main");
    windowOptions().forEach(option -> add(options, "--java-options", option));
    add(options, "--add-launcher", "ctsr=" + commandLine);
    if (target.system() == Target.Kind.MAC) {
      add(options, "--mac-package-identifier", "org.ctsr.studio");
      // jpackage itself puts public.app-category. in front.
      add(options, "--mac-app-category", "photography");
    }
    if (!type.equals("app-image")) {
      add(options, "--license-file", root.resolve("LICENSE").toString());
      if (target.receivesFiles()) {
        for (Path association : associations()) {
          add(options, "--file-associations", association.toString());
        }
      }
    }
    if (type.equals("msi")) {
      add(options, "--win-upgrade-uuid", UPGRADE);
      add(options, "--win-menu-group", "CTSR Studio");
      options.addAll(List.of("--win-menu", "--win-dir-chooser", "--win-shortcut-prompt"));
    }
    Tools.jdk("jpackage", options);
  }

  private static void add(List<String> options, String name, String value) {
    options.add(name);
    options.add(value);
  }

  /** macOS refuses versions that begin with 0. */
  private String appVersion() {
    return target.system() == Target.Kind.MAC && version.startsWith("0.")
        ? "1" + version.substring(1)
        : version;
  }

  private static List<String> commonOptions() {
    List<String> options = new ArrayList<>();
    // Most memory is PyTorch's own, outside Java's heap.
    options.add("-XX:MaxRAMPercentage=40");
    // Java's warnings would go to standard output, among the results.
    options.add("-Xlog:disable");
    options.add("-Xlog:all=error,cds*=off:stderr");
    options.add("-Dfile.encoding=UTF-8");
    options.add("-Dctsr.home=$APPDIR");
    return options;
  }

  /** Java's options for the window. */
  static List<String> windowOptions() {
    List<String> options = commonOptions();
    // Pauses of a collector that stops the program would show as stutter of the slider.
    options.add("-XX:+UseZGC");
    if (Runtime.version().feature() >= 24) {
      options.add("--enable-native-access=ALL-UNNAMED,javafx.graphics");
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    return options;
  }

  /** Java's options for the command line. */
  static List<String> commandOptions() {
    List<String> options = commonOptions();
    options.add("-XX:+UseParallelGC");
    options.add("-Djava.awt.headless=true");
    if (Runtime.version().feature() >= 24) {
      options.add("--enable-native-access=ALL-UNNAMED");
    }
    return options;
  }

  private void writeCommandLine(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("main-jar", mainJar());
    properties.setProperty("main-class", "org.ctsr.engine.cli.Ctsr");
    properties.setProperty("java-options", String.join(" ", commandOptions()));
    properties.setProperty("description", "Enlarges photos from the command line");
    properties.setProperty("win-console", "true");
    properties.setProperty("win-menu", "false");
    properties.setProperty("win-shortcut", "false");
    try (var out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
  }

  private List<Path> associations() throws IOException {
    Path folder = Folders.fresh(work.resolve("associations"));
    List<Path> files = new ArrayList<>();
    for (PhotoFormat format : PhotoFormat.values()) {
      Properties properties = new Properties();
      properties.setProperty("extension", String.join(",", format.extensions()));
      properties.setProperty("mime-type", PhotoTypes.mediaType(format));
      properties.setProperty("description", format.title());
      Path file = folder.resolve(format.name().toLowerCase(Locale.ROOT) + ".properties");
      try (var out = Files.newOutputStream(file)) {
        properties.store(out, null);
      }
      files.add(file);
    }
    return files;
  }
}
