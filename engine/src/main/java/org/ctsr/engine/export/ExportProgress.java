package org.ctsr.engine.export;

/** Hears how far an export is and can end it. Called from several threads; return at once. */
public interface ExportProgress {
  /** Neither listens nor cancels. */
  ExportProgress NONE =
      new ExportProgress() {
        @Override
        public void tilesDone(int done, int total) {}

        @Override
        public boolean isCancelled() {
          return false;
        }
      };

  /** {@code done} of {@code total} tiles went through the network. */
  void tilesDone(int done, int total);

  /** Whether the user wants to stop; asked after every tile. */
  boolean isCancelled();

  /** Whether to start no further tile for now; {@link PhotoExporter#wake()} ends the pause. */
  default boolean isPaused() {
    return false;
  }
}
