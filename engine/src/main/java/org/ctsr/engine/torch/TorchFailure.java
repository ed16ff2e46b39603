package org.ctsr.engine.torch;

import ai.djl.engine.EngineException;
import java.util.Locale;

/** What PyTorch means by a failure: it gives them all one type. */
public final class TorchFailure {
  private TorchFailure() {}

  /** Whether the device had not enough memory, also where that was the cause of something else. */
  public static boolean isOutOfMemory(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof EngineException && saysOutOfMemory(cause)) {
        return true;
      }
    }
    return false;
  }

  /** In the words of CUDA, of Linux and macOS, of Windows, and of CUDA's libraries. */
  private static boolean saysOutOfMemory(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("out of memory")
        || message.contains("can't allocate memory")
        || message.contains("not enough memory")
        || message.contains("status_alloc_failed");
  }
}
