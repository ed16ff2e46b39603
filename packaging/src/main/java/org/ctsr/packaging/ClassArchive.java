package org.ctsr.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Class data sharing: a start from an archive of the classes it loads is faster. Made by starting
 * the finished image once.
 */
final class ClassArchive {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final Path app;
  private final Path java;
  private final Path work;

  /**
   * @param app folder of the product in the image
   * @param runtime in the image
   * @param work folder for what is made on the way
   */
  ClassArchive(Path app, Path runtime, Path work) {
    this.app = app;
    this.java = runtime.resolve("bin/java");
    this.work = work;
  }

  /** The archives of Java's own classes, on which the others stand; jlink leaves them out. */
  void ofJava() throws IOException, InterruptedException {
    dumpBase("ctsr", List.of());
    // The window's garbage collector has no compressed pointers, and so an archive of its own.
    dumpBase("ctsr-studio", List.of("-XX:-UseCompressedOops"));
  }

  private void dumpBase(String launcher, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java.toString(), "-Xshare:dump"));
    command.add("-Xlog:disable");
    command.addAll(options);
    for (String line : Files.readAllLines(app.resolve(launcher + ".cfg"))) {
      // What concerns modules is part of the archive, which else is half used, with complaints.
      if (line.startsWith("java-options=--enable-native-access")) {
        command.add(line.substring(line.indexOf('=') + 1));
      }
    }
    Tools.run(work, command);
  }

  /** The archive of the command line: one photo is enlarged. */
  void ofCommand(Path photo) throws IOException, InterruptedException {
    Path out = Folders.fresh(work.resolve("archive-run"));
    List<String> command =
        command("ctsr", out, "-XX:ArchiveClassesAtExit=" + fresh(AppImage.COMMAND_ARCHIVE));
    command.addAll(List.of("upscale", photo.toString(), "-o", out.toString(), "--quiet"));
    Tools.run(out, command);
    use("ctsr", AppImage.COMMAND_ARCHIVE);
  }

  /** The archive of the window: it is opened and shows its sample until a part is enlarged. */
  void ofWindow() throws IOException, InterruptedException {
    Path out = Folders.fresh(work.resolve("archive-run"));
    List<String> command = command("ctsr-studio", out, "-XX:+RecordDynamicDumpInfo");
    Process process = new ProcessBuilder(command).directory(out.toFile()).inheritIO().start();
    long end = System.nanoTime() + LONGEST.toNanos();
    while (process.isAlive() && System.nanoTime() < end && !hasEnlarged(out)) {
      Thread.sleep(200);
    }
    if (!process.isAlive()) {
      throw new BuildException(
          "The window, started once to learn which classes it loads, ended with the exit code "
              + process.exitValue()
              + "; see above. It needs GTK 3 and OpenGL (packaging/README.md names the packages)."
              + " Without DISPLAY the build leaves this step out");
    }
    // A process that is ended while a network runs leaves no archive.
    Tools.run(
        out,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            Long.toString(process.pid()),
            "VM.cds",
            "dynamic_dump",
            fresh(AppImage.WINDOW_ARCHIVE).toString()));
    process.destroy();
    if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    use("ctsr-studio", AppImage.WINDOW_ARCHIVE);
  }

  private static boolean hasEnlarged(Path user) throws IOException {
    Path logs = user.resolve("logs");
    if (!Files.isDirectory(logs)) {
      return false;
    }
    for (Path log : Folders.list(logs, "*.log")) {
      if (Files.readString(log).contains("Start: first enlarged tile")) {
        return true;
      }
    }
    return false;
  }

  private Path fresh(String archive) throws IOException {
    Files.deleteIfExists(app.resolve(archive));
    return app.resolve(archive);
  }

  private List<String> command(String launcher, Path user, String option) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    List<String> classPath = new ArrayList<>();
    String main = "";
    // The launcher's own settings: an archive is only good for the very same class path.
    for (String line : Files.readAllLines(app.resolve(launcher + ".cfg"))) {
      String value = line.substring(line.indexOf('=') + 1).replace("$APPDIR", app.toString());
      if (line.startsWith("app.classpath=")) {
        classPath.add(value);
      } else if (line.startsWith("app.mainclass=")) {
        main = value;
      } else if (line.startsWith("java-options=")) {
        command.add(value);
      }
    }
    command.add(option);
    command.add("-Dctsr.user=" + user);
    command.add("-Duser.home=" + user);
    command.add("-cp");
    command.add(String.join(File.pathSeparator, classPath));
    command.add(main);
    return command;
  }

  /** Tells the launcher, for Java complains of an archive that is not there. */
  private void use(String launcher, String archive) throws IOException {
    if (!Files.exists(app.resolve(archive))) {
      throw new BuildException("No class archive " + archive + " was made; see above");
    }
    Files.writeString(
        app.resolve(launcher + ".cfg"),
        "java-options=-XX:SharedArchiveFile=$APPDIR/" + archive + "\n",
        StandardOpenOption.APPEND);
  }
}
