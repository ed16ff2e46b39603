package org.ctsr.engine.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.ctsr.engine.io.DiskSpace;

/** A model package as one {@code .zip} file: its folder, or the files in it. */
public final class PackageArchive {
  /** Files a package may have. */
  static final int MOST_FILES = 100;

  /** Bytes all files of a package may take together, unpacked. */
  static final long MOST_BYTES = 16L << 30;

  private static final int BUFFER = 1 << 16;

  private PackageArchive() {}

  /**
   * Unpacks the files of the package.
   *
   * @param folder an empty folder; the package's files come directly into it
   * @param goingOn called again and again on this thread; what it throws ends the work
   * @throws ModelException if the file is no zip, holds no single package, has entries that would
   *     leave the folder, or is too large; files unpacked until then stay
   */
  static void unpack(Path archive, Path folder, Runnable goingOn) throws IOException {
    unpack(archive, folder, MOST_BYTES, goingOn);
  }

  /**
   * The manifest of a packed package, read without unpacking it.
   *
   * @throws ModelException if the file is no zip, or holds no single package
   */
  public static ModelManifest manifest(Path archive) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry entry = manifestEntry(archive, Collections.list(zip.entries()));
      if (entry.getSize() > BUFFER) {
        throw new ModelException(archive + ": its " + ModelLibrary.MANIFEST + " cannot be one");
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return ManifestFile.parse(archive + "/" + entry.getName(), in.readNBytes(BUFFER));
      }
    } catch (ZipException e) {
      throw new ModelException(archive + ": is no zip file (" + e.getMessage() + ")", e);
    }
  }

  static void unpack(Path archive, Path folder, long mostBytes, Runnable goingOn)
      throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      List<? extends ZipEntry> entries = Collections.list(zip.entries());
      String root = root(archive, entries);
      long free = DiskSpace.usable(folder);
      Budget budget =
          new Budget(archive, free > 0 ? Math.min(mostBytes, free) : mostBytes, mostBytes);
      Set<String> names = new HashSet<>();
      for (ZipEntry entry : entries) {
        String name = relative(archive, entry, root);
        if (name.isEmpty()) {
          continue;
        }
        // Names that differ in case alone are one file on some systems.
        if (!names.add(name.toLowerCase(Locale.ROOT))) {
          throw new ModelException(archive + ": holds '" + name + "' twice");
        }
        if (names.size() > MOST_FILES) {
          throw new ModelException(
              archive + ": holds more than " + MOST_FILES + " files; a package has a few");
        }
        Path target = folder.resolve(name).normalize();
        if (!target.startsWith(folder.normalize())) {
          throw new ModelException(archive + ": '" + name + "' would leave the package's folder");
        }
        Files.createDirectories(target.getParent());
        try (InputStream in = zip.getInputStream(entry);
            OutputStream out = Files.newOutputStream(target)) {
          copy(in, out, budget, goingOn);
        }
      }
    } catch (ZipException e) {
      throw new ModelException(archive + ": is no zip file (" + e.getMessage() + ")", e);
    } catch (IllegalArgumentException e) {
      throw new ModelException(archive + ": has names that cannot be read", e);
    }
  }

  /** What a package may still take; sizes in the directory of a zip need not be true. */
  private static final class Budget {
    private final Path archive;
    private final long free;
    private final long most;
    private long used;

    Budget(Path archive, long free, long most) {
      this.archive = archive;
      this.free = free;
      this.most = most;
    }

    void take(int bytes) throws ModelException {
      used += bytes;
      if (used > free) {
        throw new ModelException(
            free < most
                ? archive + ": the disk has no room for it"
                : archive + ": is larger than " + (most >> 20) + " MB unpacked");
      }
    }
  }

  private static void copy(InputStream in, OutputStream out, Budget budget, Runnable goingOn)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      goingOn.run();
      budget.take(read);
      out.write(buffer, 0, read);
    }
  }

  /** The folder in the archive that holds the manifest, with a slash at its end, or nothing. */
  private static String root(Path archive, List<? extends ZipEntry> entries) throws ModelException {
    String name = slashed(manifestEntry(archive, entries));
    return name.substring(0, name.length() - ModelLibrary.MANIFEST.length());
  }

  private static ZipEntry manifestEntry(Path archive, List<? extends ZipEntry> entries)
      throws ModelException {
    List<ZipEntry> found = new ArrayList<>();
    for (ZipEntry entry : entries) {
      String name = slashed(entry);
      if (name.equals(ModelLibrary.MANIFEST)
          || name.endsWith("/" + ModelLibrary.MANIFEST)
              && name.indexOf('/') == name.lastIndexOf('/')) {
        found.add(entry);
      }
    }
    if (found.size() != 1) {
      throw new ModelException(
          archive
              + (found.isEmpty()
                  ? ": holds no " + ModelLibrary.MANIFEST + ", so it is no model package"
                  : ": holds several model packages; install them one by one"));
    }
    return found.get(0);
  }

  /** Some programs for Windows write names with its own separator. */
  private static String slashed(ZipEntry entry) {
    return entry.getName().replace('\\', '/');
  }

  /** Name below the root; empty for folders and for what a file manager adds beside it. */
  private static String relative(Path archive, ZipEntry entry, String root) throws ModelException {
    String name = slashed(entry);
    if (name.startsWith("/") || name.contains(":") || ("/" + name + "/").contains("/../")) {
      throw new ModelException(archive + ": '" + name + "' would leave the package's folder");
    }
    boolean hidden = ("/" + name).contains("/.");
    return entry.isDirectory() || hidden || !name.startsWith(root)
        ? ""
        : name.substring(root.length());
  }
}
