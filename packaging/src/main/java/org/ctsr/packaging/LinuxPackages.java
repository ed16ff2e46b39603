package org.ctsr.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * deb, rpm and tar around the application image. Not made by jpackage, whose packages hold one
 * folder below /opt and nothing else: no manual, no completion, no command on the path.
 */
final class LinuxPackages {
  private static final String HOME = "usr/lib/ctsr-studio";
  private static final List<Integer> ICONS = List.of(16, 24, 32, 48, 64, 128, 256, 512);

  private final Path root;
  private final Path work;
  private final String version;
  private final Target target;
  private final Instant date;

  /**
   * @param root of the checkout
   * @param work folder for what is made on the way
   * @param date all files get
   */
  LinuxPackages(Path root, Path work, String version, Target target, Instant date) {
    this.root = root;
    this.work = work;
    this.version = version;
    this.target = target;
    this.date = date;
  }

  /** Lays the files out as they are installed. */
  Path stage(Path image, Path manuals) throws IOException, InterruptedException {
    Path tree = Folders.fresh(work.resolve("tree"));
    Folders.link(image, tree.resolve(HOME));
    Path share = tree.resolve("usr/share");
    Files.createDirectories(tree.resolve("usr/bin"));
    for (String command : List.of("ctsr", "ctsr-studio")) {
      Files.createSymbolicLink(
          tree.resolve("usr/bin").resolve(command),
          Path.of("../lib/ctsr-studio/bin").resolve(command));
    }
    for (int size : ICONS) {
      Path icon = share.resolve("icons/hicolor/" + size + "x" + size + "/apps/ctsr-studio.png");
      Files.createDirectories(icon.getParent());
      Files.write(icon, IconPainter.png(size));
    }
    Path desktop = share.resolve("applications/ctsr-studio.desktop");
    Files.createDirectories(desktop.getParent());
    Files.writeString(
        desktop,
        template("ctsr-studio.desktop")
            .replace("@MIME@", String.join(";", PhotoTypes.mediaTypes()) + ";"));
    Path man = Files.createDirectories(share.resolve("man/man1"));
    for (Path page : Folders.list(manuals, "*.1")) {
      Files.copy(page, man.resolve(page.getFileName().toString()));
    }
    Files.copy(root.resolve("packaging/linux/ctsr-studio.1"), man.resolve("ctsr-studio.1"));
    for (Path page : Folders.list(man, "*.1")) {
      Tools.run(man, List.of("gzip", "-9n", page.toString()));
    }
    install(manuals.resolve("ctsr.bash"), share.resolve("bash-completion/completions/ctsr"));
    install(manuals.resolve("_ctsr"), share.resolve("zsh/vendor-completions/_ctsr"));
    Path doc = Files.createDirectories(share.resolve("doc/ctsr-studio"));
    Files.createSymbolicLink(
        doc.resolve("licences"), Path.of("../../../lib/ctsr-studio/lib/app/licences"));
    Files.writeString(
        doc.resolve("copyright"),
        template("copyright") + "\n" + Files.readString(root.resolve("NOTICE")));
    permissions(tree);
    return tree;
  }

  private static void install(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to);
  }

  private String template(String name) throws IOException {
    return Files.readString(root.resolve("packaging/linux").resolve(name));
  }

  /** The same permissions whatever the builder's umask. */
  private static void permissions(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.filter(each -> !Files.isSymbolicLink(each)).toList()) {
        boolean programs = Files.isDirectory(file) || isProgram(file);
        Files.setPosixFilePermissions(
            file, PosixFilePermissions.fromString(programs ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
  }

  private static boolean isProgram(Path file) {
    Path parent = file.getParent();
    String folder = parent == null ? "" : String.valueOf(parent.getFileName());
    String name = file.getFileName().toString();
    return folder.equals("bin") || name.equals("jspawnhelper") || name.equals("jexec");
  }

  /** Builds the package for Debian and its kin. */
  Path deb(Path tree, Path into) throws IOException, InterruptedException {
    Tools.require("dpkg-deb", "Packages for Debian are built on Debian and its kin.");
    long kilobytes = Folders.size(tree) / 1024;
    String arch = target.arch().equals("x86_64") ? "amd64" : "arm64";
    Path debian = Folders.fresh(tree.resolve("DEBIAN"));
    Files.writeString(
        debian.resolve("control"),
        template("control")
            .replace("@VERSION@", version)
            .replace("@ARCH@", arch)
            .replace("@SIZE@", Long.toString(kilobytes)));
    Path file = into.resolve("ctsr-studio_" + version + "_" + arch + ".deb");
    Tools.run(
        work,
        List.of(
            "env",
            "SOURCE_DATE_EPOCH=" + date.getEpochSecond(),
            "dpkg-deb",
            "--root-owner-group",
            "-Zxz",
            "--build",
            tree.toString(),
            file.toString()));
    Folders.fresh(debian);
    Files.delete(debian);
    return file;
  }

  /** Builds the package for Fedora, openSUSE and their kin. */
  Path rpm(Path tree, Path into) throws IOException, InterruptedException {
    Tools.require("rpmbuild", "Install it (Debian: apt install rpm).");
    Path spec = work.resolve("ctsr-studio.spec");
    Files.writeString(
        spec,
        template("ctsr-studio.spec")
            .replace("@VERSION@", version)
            .replace("@TREE@", tree.toString()));
    Path top = Folders.fresh(work.resolve("rpm"));
    Tools.run(
        work,
        List.of(
            "rpmbuild",
            "-bb",
            "--quiet",
            "--target",
            target.arch(),
            "--define",
            "_topdir " + top,
            "--define",
            "_build_id_links none",
            spec.toString()));
    Path built = Folders.list(top.resolve("RPMS").resolve(target.arch()), "*.rpm").get(0);
    Path file = into.resolve(built.getFileName().toString());
    Files.move(built, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    return file;
  }

  /** Packs the image alone, to be unpacked anywhere. */
  Path tar(Path image, Path manuals, Path into) throws IOException, InterruptedException {
    Path folder = Folders.fresh(work.resolve("portable"));
    String name = target.fileName(version);
    Folders.link(image, folder.resolve(name));
    Folders.copy(manuals, folder.resolve(name).resolve("share"));
    for (Path source : Folders.list(folder.resolve(name).resolve("share"), "*.adoc")) {
      Files.delete(source);
    }
    permissions(folder);
    Path file = into.resolve(name + ".tar.xz");
    Tools.run(
        folder,
        List.of(
            "env",
            "XZ_OPT=-6 -T0",
            "tar",
            "--sort=name",
            "--owner=0",
            "--group=0",
            "--numeric-owner",
            "-cJf",
            file.toString(),
            name));
    return file;
  }

  /** Gives all files one time: a class archive remembers those of its jars. */
  static void date(Path tree, Instant date) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.filter(each -> !Files.isSymbolicLink(each)).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(date));
      }
    }
  }
}
