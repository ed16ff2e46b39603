package org.ctsr.engine.system;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets networks, and whatever else can wait, yield the processors to whatever draws the window: a
 * network uses every core, and a slider that waits for it would stutter. Java's own thread
 * priorities have no effect on Linux.
 */
public final class BackgroundPriority {
  private static final Logger log = LoggerFactory.getLogger(BackgroundPriority.class);
  private static final int PROCESS = 0;
  private static final int CALLING_THREAD = 0;
  private static final int NICE = 10;

  private BackgroundPriority() {}

  /**
   * Lowers the calling thread, and with it the helper threads that PyTorch starts for it later.
   * Where the system has no way to do that, nothing changes.
   */
  public static void lowerThisThread() {
    Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
    if (!Platform.isLinux()) {
      return;
    }
    try {
      Native.load("c", LibC.class).setpriority(PROCESS, CALLING_THREAD, NICE);
    } catch (LastErrorException | UnsatisfiedLinkError e) {
      log.debug("The networks keep their normal priority", e);
    }
  }

  /** The C library. */
  public interface LibC extends Library {
    /** On Linux, with {@code who} 0, sets the nice value of the calling thread alone. */
    int setpriority(int which, int who, int value) throws LastErrorException;
  }
}
