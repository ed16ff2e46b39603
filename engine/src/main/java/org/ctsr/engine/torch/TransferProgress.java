package org.ctsr.engine.torch;

/** Hears how far a long step is. Called often, on the thread that does the work. */
@FunctionalInterface
public interface TransferProgress {
  /**
   * @param step what is done now
   * @param done bytes so far
   * @param total all bytes; 0 if not known
   */
  void at(Step step, long done, long total);

  /** What there is to do. */
  enum Step {
    /** Bytes come over the network. */
    DOWNLOAD,
    /** Bytes that are there are read, to compare the checksum. */
    VERIFY,
    /** Libraries are unpacked. */
    UNPACK
  }
}
