package org.ctsr.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The Java runtime with JavaFX as modules, from the options in {@code jlink.conf}. */
final class RuntimeImage {
  private RuntimeImage() {}

  /**
   * Links the runtime.
   *
   * @param root of the checkout
   * @param work folder for what is made on the way
   * @return the runtime
   */
  static Path make(Path root, Path work) throws IOException {
    Path modules = Folders.fresh(work.resolve("modules"));
    for (Path jar : Folders.list(root.resolve("app/target/javafx"), "*.jar")) {
      modular(jar, modules, Folders.fresh(work.resolve("unpacked")));
    }
    Path runtime = work.resolve("runtime");
    Folders.fresh(runtime);
    Files.delete(runtime);
    List<String> options = new ArrayList<>(options(root.resolve("jlink.conf")));
    // The last one counts.
    options.addAll(List.of("--module-path", modules.toString(), "--output", runtime.toString()));
    Tools.jdk("jlink", options);
    return runtime;
  }

  /** The options in a file as the program jlink reads it. */
  static List<String> options(Path file) throws IOException {
    List<String> options = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        options.addAll(List.of(line.strip().split("\\s+")));
      }
    }
    return options;
  }

  /**
   * Turns a jar of JavaFX into a module whose native libraries become files of the runtime. In the
   * jar they would be unpacked into the user's home at the first start.
   */
  private static void modular(Path jar, Path modules, Path unpacked) throws IOException {
    Path classes = Files.createDirectories(unpacked.resolve("classes"));
    Path libraries = Files.createDirectories(unpacked.resolve("libraries"));
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(each -> !each.isDirectory()).toList()) {
        Path folder = Target.isNative(entry.getName()) ? libraries : classes;
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        try (InputStream in = zip.getInputStream(entry)) {
          Files.copy(in, file);
        }
      }
    }
    String name = jar.getFileName().toString().replaceFirst("^javafx-(\\w+)-.*", "javafx.$1");
    Tools.jdk(
        "jmod",
        List.of(
            "create",
            "--class-path",
            classes.toString(),
            "--libs",
            libraries.toString(),
            modules.resolve(name + ".jmod").toString()));
  }
}
