package org.ctsr.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ctsr.engine.cli.Version;

/**
 * Builds installers for the system it runs on, from what Maven has built. Started by {@code
 * packaging/build}.
 */
public final class Build {
  /** As project.build.outputTimestamp. */
  private static final Instant DATE = Instant.parse("2026-01-01T00:00:00Z");

  private final Path root;
  private final Path work;
  private final Path results;
  private final String version = Version.current();
  private final Target target = Target.here();

  private Build(Path root) {
    this.root = root;
    this.work = root.resolve("target/package");
    this.results = work.resolve("installers");
  }

  /** Arguments: root of the checkout, then what to build, such as {@code deb}; see usage. */
  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      new Build(Path.of(args[0]).toAbsolutePath()).run(List.of(args).subList(1, args.length));
    } catch (BuildException e) {
      System.err.println("packaging/build: " + e.getMessage());
      System.exit(1);
    }
  }

  private void run(List<String> asked) throws IOException, InterruptedException {
    List<String> types = asked.isEmpty() ? target.packages() : asked;
    for (String type : types) {
      if (!target.packages().contains(type) && !type.equals("image")) {
        throw new BuildException(
            "'" + type + "' cannot be built here; choose from " + target.packages() + " and image");
      }
    }
    Files.createDirectories(results);
    say("runtime");
    Path runtime = RuntimeImage.make(root, work);
    say("licences");
    Path licences = work.resolve("licences");
    List<Path> jars = new ArrayList<>(Folders.list(root.resolve("app/target/lib"), "*.jar"));
    jars.addAll(Folders.list(root.resolve("app/target/javafx"), "*.jar"));
    new Licences(root).collect(jars, runtime.resolve("legal"), licences);
    say("application image");
    AppImage app = new AppImage(root, work, version, target);
    Path input = app.collect(licences);
    Path icon = IconFiles.write(target, work.resolve("icon"));
    if (target.system() == Target.Kind.LINUX) {
      linux(types, app, input, runtime, icon);
    } else {
      others(types, app, input, runtime, icon);
    }
    report();
  }

  private void linux(List<String> types, AppImage app, Path input, Path runtime, Path icon)
      throws IOException, InterruptedException {
    Path images = Folders.fresh(work.resolve("image"));
    app.make("app-image", input, runtime, icon, images);
    Path image = images.resolve(app.name());
    LinuxPackages.date(image, DATE);
    say("class archives");
    ClassArchive archive =
        new ClassArchive(image.resolve("lib/app"), image.resolve("lib/runtime"), work);
    archive.ofJava();
    archive.ofCommand(root.resolve("docs/pictures/osprey-small.jpg"));
    if (System.getenv("DISPLAY") == null) {
      say("no class archive of the window, for there is no DISPLAY: it will start more slowly");
    } else {
      archive.ofWindow();
    }
    if (types.equals(List.of("image"))) {
      return;
    }
    say("manual");
    Path manuals = work.resolve("manual");
    ManualPages.write(manuals, DATE.getEpochSecond());
    LinuxPackages packages = new LinuxPackages(root, work, version, target, DATE);
    Path tree = packages.stage(image, manuals);
    for (String type : types) {
      say(type);
      switch (type) {
        case "deb" -> packages.deb(tree, results);
        case "rpm" -> packages.rpm(tree, results);
        case "tar" -> packages.tar(image, manuals, results);
        default -> {}
      }
    }
  }

  private void others(List<String> types, AppImage app, Path input, Path runtime, Path icon)
      throws IOException {
    for (String type : types) {
      say(type);
      if (type.equals("image") || type.equals("zip")) {
        Path images = Folders.fresh(work.resolve("image"));
        app.make("app-image", input, runtime, icon, images);
        if (type.equals("zip")) {
          Archives.zip(images, results.resolve(target.fileName(version) + ".zip"));
        }
      } else {
        // jpackage names its files after the application, which has a blank in its name.
        Path made = Folders.fresh(work.resolve("made"));
        app.make(type, input, runtime, icon, made);
        Files.move(
            Folders.list(made, "*." + type).get(0),
            results.resolve(target.fileName(version) + "." + type),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private void report() throws IOException {
    for (Path file : Folders.list(results, "*")) {
      say(String.format(Locale.ROOT, "%6.1f MB  %s", Files.size(file) / 1e6, file));
    }
  }

  private static void say(String what) {
    System.out.println("packaging/build: " + what);
  }
}
