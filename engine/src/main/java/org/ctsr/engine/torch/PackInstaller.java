package org.ctsr.engine.torch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.ctsr.engine.io.DiskSpace;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.io.FileTrees;
import org.ctsr.engine.io.Folders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches and unpacks GPU packs into the folders of a {@link TorchStore}. What is not complete
 * never has the name of a pack.
 */
public final class PackInstaller {
  private static final Logger log = LoggerFactory.getLogger(PackInstaller.class);
  private static final int BUFFER = 1 << 16;
  private static final String ARCHIVE = "pack.zip";
  private static final String UNFINISHED = ".unpacking";
  private static final String REPLACED = ".replaced";

  /** Libraries and what says their version; a libtorch also has thousands of headers. */
  private static final Pattern WANTED =
      Pattern.compile("(?:[^/]+/)?(lib/[^/]+|build-version|[^/]*(?:LICENSE|NOTICE)[^/]*)");

  private final TorchStore store;
  private final TransferProgress progress;

  /**
   * @param store where packs are kept
   * @param progress hears of every step, on the caller's thread
   */
  public PackInstaller(TorchStore store, TransferProgress progress) {
    this.store = store;
    this.progress = progress;
  }

  /**
   * Fetches a pack and unpacks it. The archive is deleted at the end.
   *
   * @return its libraries, not yet chosen
   * @throws TorchException if it cannot be fetched, has another checksum, or does not fit
   * @throws InterruptedException if the thread is interrupted
   */
  public TorchLibraries install(PackSource source) throws IOException, InterruptedException {
    Path archive = store.root().resolve(ARCHIVE);
    new PackDownload(source, progress).to(archive);
    TorchLibraries installed = unpack(archive);
    Files.delete(archive);
    return installed;
  }

  /**
   * Unpacks an archive that is there already; it stays.
   *
   * @param sha256 what it must have; empty for an archive the user vouches for
   * @throws TorchException if it has another checksum, is damaged, or does not fit
   */
  public TorchLibraries install(Path archive, Optional<String> sha256) throws IOException {
    if (sha256.isPresent()) {
      String found = FileDigest.hex(FileDigest.of(archive, progress));
      if (!found.equalsIgnoreCase(sha256.get().trim())) {
        throw new TorchException(
            archive + " has the SHA-256 checksum " + found + " and not " + sha256.get().trim());
      }
    }
    return unpack(archive);
  }

  private TorchLibraries unpack(Path archive) throws IOException {
    Folders.create(store.root());
    Path unfinished = store.root().resolve(UNFINISHED);
    FileTrees.delete(unfinished);
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      List<? extends ZipEntry> entries =
          zip.stream()
              .filter(entry -> !entry.isDirectory() && WANTED.matcher(entry.getName()).matches())
              .toList();
      requireRoom(entries.stream().mapToLong(ZipEntry::getSize).sum());
      extract(zip, entries, unfinished);
      TorchLibraries found = TorchLibraries.inspect(unfinished);
      Path folder = store.root().resolve("libtorch-" + found.version() + "-" + found.flavor());
      replace(unfinished, folder);
      return TorchLibraries.inspect(folder);
    } catch (ZipException e) {
      throw new TorchException(archive + " is not a zip archive, or damaged: " + e.getMessage(), e);
    } finally {
      FileTrees.delete(unfinished);
    }
  }

  private void replace(Path unpacked, Path folder) throws IOException {
    Path aside = store.root().resolve(REPLACED);
    try {
      FileTrees.delete(aside);
      FileTrees.replace(folder, unpacked, aside);
    } catch (IOException e) {
      throw new TorchException(
          folder
              + " stays as it is, as it cannot be replaced: "
              + FileFailure.sentence(e)
              + "; end the programs that use it and try again",
          e);
    }
    try {
      FileTrees.delete(aside);
    } catch (IOException e) {
      // It only takes room, and the next install tries again.
      log.warn("{} is what was replaced and cannot be deleted", aside, e);
    }
  }

  private void requireRoom(long bytes) throws TorchException {
    long free = DiskSpace.usable(store.root());
    if (free > 0 && free < bytes) {
      throw new TorchException(
          store.root()
              + " has "
              + free / 1_000_000
              + " MB free and the libraries need "
              + bytes / 1_000_000
              + " MB");
    }
  }

  private void extract(ZipFile zip, List<? extends ZipEntry> entries, Path into)
      throws IOException {
    long total = entries.stream().mapToLong(ZipEntry::getSize).sum();
    long done = 0;
    byte[] buffer = new byte[BUFFER];
    for (ZipEntry entry : entries) {
      Matcher name = WANTED.matcher(entry.getName());
      if (!name.matches()) {
        throw new IllegalStateException("Only such entries were asked for");
      }
      Path file = into.resolve(name.group(1)).normalize();
      if (!file.startsWith(into)) {
        throw new TorchException(zip.getName() + " holds a file outside of it: " + entry.getName());
      }
      Files.createDirectories(file.getParent());
      try (InputStream in = zip.getInputStream(entry);
          OutputStream out = Files.newOutputStream(file)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          out.write(buffer, 0, n);
          done += n;
          progress.at(TransferProgress.Step.UNPACK, done, total);
        }
      }
    }
  }

  /** Deletes everything that was fetched; libraries elsewhere stay. */
  public void removeAll() throws IOException {
    store.chooseShipped();
    FileTrees.delete(store.root());
  }
}
