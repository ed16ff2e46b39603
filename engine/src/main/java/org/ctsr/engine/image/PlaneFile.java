package org.ctsr.engine.image;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ref.Cleaner;
import java.nio.file.Path;
import org.ctsr.engine.io.DiskSpace;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.io.TemporaryFolder;

/**
 * A temporary file for the samples of a photo that is too large for the heap. It is gone when it is
 * released, when nobody refers to it any more, or when the program ends, however it ends.
 *
 * <p>Read and written by position rather than mapped: a full disk is then an exception and not the
 * end of the process, and the samples do not count as the program's memory. Not a channel, which
 * would close for everybody when one reading thread is interrupted. Safe for several threads.
 */
final class PlaneFile {
  private static final Cleaner CLEANER = Cleaner.create();

  /** Room that is left to others. */
  private static final long SPARE_BYTES = 64L << 20;

  private final Handle handle;
  private final Cleaner.Cleanable cleanable;

  private PlaneFile(Handle handle) {
    this.handle = handle;
    this.cleanable = CLEANER.register(this, handle);
  }

  /** What outlives the object, to be cleaned up after it. */
  private static final class Handle implements Runnable {
    private final RandomAccessFile file;
    private final File path;
    private final boolean gone;

    Handle(RandomAccessFile file, File path) {
      this.file = file;
      this.path = path;
      // Where an open file can be deleted, nothing is left even if the program is killed.
      this.gone = path.delete();
      if (!gone) {
        path.deleteOnExit();
      }
    }

    @Override
    public void run() {
      try {
        file.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      } finally {
        if (!gone && !path.delete()) {
          path.deleteOnExit();
        }
      }
    }
  }

  /**
   * A file of zeros in the folder for large temporary files (java option {@code -Djava.io.tmpdir}).
   *
   * @throws IOException if there is no room, or no such folder; the message ends a sentence about
   *     the photo
   */
  static PlaneFile create(long bytes) throws IOException {
    Path folder = TemporaryFolder.forLargeFiles();
    long free = DiskSpace.usable(folder);
    if (free > 0 && free < bytes + SPARE_BYTES) {
      throw new IOException(
          "needs "
              + (bytes >> 20)
              + " MiB of temporary space while it is read, and "
              + folder
              + " has "
              + (free >> 20)
              + " MiB free; make room there, or name another folder (java option"
              + " -Djava.io.tmpdir=FOLDER)");
    }
    try {
      File path = File.createTempFile("ctsr-photo-", ".tmp", folder.toFile());
      RandomAccessFile file = new RandomAccessFile(path, "rw");
      PlaneFile created = new PlaneFile(new Handle(file, path));
      try {
        file.setLength(bytes);
      } catch (IOException e) {
        created.release();
        throw e;
      }
      return created;
    } catch (IOException e) {
      throw new IOException(
          "needs a temporary file, which cannot be made in "
              + folder
              + " ("
              + FileFailure.reason(e)
              + "); name another folder (java option -Djava.io.tmpdir=FOLDER)",
          e);
    }
  }

  void read(long position, byte[] target, int count) throws IOException {
    synchronized (handle) {
      handle.file.seek(position);
      int done = 0;
      while (done < count) {
        int got = handle.file.read(target, done, count - done);
        if (got < 0) {
          throw new EOFException("temporary samples end at " + (position + done));
        }
        done += got;
      }
    }
  }

  void write(long position, byte[] source, int count) throws IOException {
    synchronized (handle) {
      handle.file.seek(position);
      handle.file.write(source, 0, count);
    }
  }

  /** Deletes the file; it must not be used afterwards. */
  void release() {
    synchronized (handle) {
      cleanable.clean();
    }
  }
}
