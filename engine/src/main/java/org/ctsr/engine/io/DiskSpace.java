package org.ctsr.engine.io;

import java.nio.file.Files;
import java.nio.file.Path;

/** What disks have left. */
public final class DiskSpace {
  private DiskSpace() {}

  /**
   * Bytes that may still be written below a folder.
   *
   * @param folder need not be there yet; the nearest folder above it that is decides
   * @return 0 where the system does not say; a disk that is really full shows while writing
   */
  public static long usable(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    // Not through FileStore, which fails where the mount table is not to be seen, as in a chroot.
    return existing == null ? 0 : existing.toFile().getUsableSpace();
  }
}
