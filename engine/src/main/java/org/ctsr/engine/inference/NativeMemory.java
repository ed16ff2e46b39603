package org.ctsr.engine.inference;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the memory outside Java's heap from growing with the number of photos: a batch meets
 * hundreds of picture sizes, and PyTorch prepares itself for each of them.
 */
public final class NativeMemory {
  private static final Logger log = LoggerFactory.getLogger(NativeMemory.class);

  /**
   * Prepared convolutions oneDNN keeps, one for each layer of another shape and each size of tile.
   * Its own 1024 take half a gigabyte; a student has about ten, and a photo has tiles of up to four
   * sizes.
   */
  private static final String PREPARED = "64";

  private static final String PREPARED_NAME = "ONEDNN_PRIMITIVE_CACHE_CAPACITY";
  private static final String OLD_PREPARED_NAME = "DNNL_PRIMITIVE_CACHE_CAPACITY";
  private static final long TRIM_NANOS = 2_000_000_000L;

  private static long lastTrim = System.nanoTime();

  private NativeMemory() {}

  /**
   * Bounds what PyTorch keeps for later, unless the environment says how much. Must be called
   * before its libraries are loaded. Where the system has no way to do that, nothing changes.
   */
  static void bound() {
    if (System.getenv(PREPARED_NAME) != null || System.getenv(OLD_PREPARED_NAME) != null) {
      return;
    }
    try {
      // Read by the library itself, which has no function for it that could be called from here.
      if (Platform.isWindows()) {
        Kernel32 kernel = Native.load("kernel32", Kernel32.class);
        if (!kernel.SetEnvironmentVariableA(PREPARED_NAME, PREPARED)) {
          log.debug("Windows does not set {}", PREPARED_NAME);
        }
      } else {
        Native.load("c", LibC.class).setenv(PREPARED_NAME, PREPARED, 0);
      }
    } catch (LastErrorException | UnsatisfiedLinkError e) {
      log.debug("PyTorch keeps as many prepared convolutions as it likes", e);
    }
  }

  /**
   * Gives memory that is free inside the C library's heaps back to the system; call it when a photo
   * is finished. Threads allocate from heaps of their own there, whose gaps would otherwise add up.
   * Does nothing if it was called within the last two seconds, and where the system has no such
   * function (only glibc has one, and needs it).
   */
  public static void trim() {
    if (!Platform.isLinux()) {
      return;
    }
    synchronized (NativeMemory.class) {
      long now = System.nanoTime();
      if (now - lastTrim < TRIM_NANOS) {
        return;
      }
      lastTrim = now;
    }
    try {
      Native.load("c", LibC.class).malloc_trim(0);
    } catch (UnsatisfiedLinkError e) {
      log.debug("The C library gives memory back by itself or not at all", e);
    }
  }

  /** The C library. */
  public interface LibC extends Library {
    /** Sets a variable of the environment, replacing one that exists if {@code overwrite} is 1. */
    int setenv(String name, String value, int overwrite) throws LastErrorException;

    /** Gives free memory back, keeping {@code pad} bytes; 1 if there was any. */
    int malloc_trim(long pad);
  }

  /** Windows' environment. */
  public interface Kernel32 extends Library {
    /** Sets a variable of the environment; false if it could not. */
    boolean SetEnvironmentVariableA(String name, String value);
  }
}
