package org.ctsr.engine.tile;

/**
 * The three basis images of one tile's core in full precision, as rows of floats: {@code S(x, t) =
 * B0 + t B1 + t(1-t) B2}.
 *
 * <p>Values are encoded like the photo, nominally in [0, 1] for B0 and signed around 0 for B1 and
 * B2. Close it when done: it may hold memory outside the Java heap. Rows may be read from several
 * threads.
 */
public interface BasisPlanes extends AutoCloseable {
  /** Basis images: B0, B1, B2. */
  int BASES = 3;

  /** Colour channels: red, green, blue. */
  int CHANNELS = 3;

  /** Pixels in a row of the enlarged core. */
  int width();

  /** Rows of the enlarged core. */
  int height();

  /** Whether B1 and B2 can differ from zero; a network with a plain image output has none. */
  boolean hasDetail();

  /**
   * Copies one row; several threads may do so at once.
   *
   * @param basis 0, 1 or 2
   * @param channel 0 red, 1 green, 2 blue
   * @param y row of the enlarged core
   * @param target receives {@link #width()} values from {@code offset} on
   */
  void row(int basis, int channel, int y, float[] target, int offset);

  @Override
  void close();
}
