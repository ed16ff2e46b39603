package org.ctsr.engine.inference;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends the process cleanly while a network is running.
 *
 * <p>When a process ends in the ordinary way, the destructors of PyTorch's libraries run, and a
 * thread that is still inside a network then crashes it: a user who presses Ctrl-C would find a
 * crash report. A tile cannot be interrupted and may take half a minute. So, once Java's own work
 * is put in order, the process is ended without destructors.
 */
public final class SafeExit {
  private static final int INTERRUPTED = 130;
  private static final AtomicInteger running = new AtomicInteger();
  private static final List<Runnable> actions = new CopyOnWriteArrayList<>();
  private static boolean installed;

  private SafeExit() {}

  /** Starts watching; called when PyTorch is loaded. */
  static synchronized void install() {
    if (!installed) {
      installed = true;
      Runtime.getRuntime().addShutdownHook(new Thread(SafeExit::end, "ctsr-safe-exit"));
    }
  }

  /** A network evaluation begins on this thread. */
  static void enter() {
    running.incrementAndGet();
  }

  /** It has ended. */
  static void leave() {
    running.decrementAndGet();
  }

  /**
   * Adds something to do when the process is asked to end, such as stopping exports so that their
   * temporary files disappear. It must return soon.
   *
   * @return call it when the action is no longer needed
   */
  public static AutoCloseableAction before(Runnable action) {
    actions.add(action);
    return () -> actions.remove(action);
  }

  /** Closing takes the action back; throws nothing. */
  public interface AutoCloseableAction extends AutoCloseable {
    @Override
    void close();
  }

  private static void end() {
    for (Runnable action : actions) {
      action.run();
    }
    if (running.get() > 0) {
      System.out.flush();
      System.err.flush();
      endWithoutDestructors(INTERRUPTED);
    }
  }

  private static void endWithoutDestructors(int code) {
    if (Platform.isWindows()) {
      Kernel32 kernel = Native.load("kernel32", Kernel32.class);
      kernel.TerminateProcess(kernel.GetCurrentProcess(), code);
    } else {
      Native.load("c", LibC.class)._exit(code);
    }
  }

  /** The C library. */
  public interface LibC extends Library {
    /** Ends the process at once. */
    void _exit(int code);
  }

  /** Windows' process functions. */
  public interface Kernel32 extends Library {
    /** Handle of this process. */
    Pointer GetCurrentProcess();

    /** Ends a process at once. */
    boolean TerminateProcess(Pointer process, int code);
  }
}
