package org.ctsr.app.engine;

import java.nio.file.Path;
import org.ctsr.engine.inference.DeviceChoice;
import org.ctsr.engine.io.TemporaryFolder;

/**
 * What the engine may use of the machine.
 *
 * @param cacheBytes heap for basis tiles
 * @param spillBytes disk for tiles that do not fit; 0 for none
 * @param spillFolder where the spill file is made
 * @param device where networks run
 * @param threads threads inside a network, 0 for all processors
 */
public record EngineSettings(
    long cacheBytes, long spillBytes, Path spillFolder, DeviceChoice device, int threads) {
  /** Smallest and largest share of the heap the tile cache may take. */
  private static final double SMALLEST_SHARE = 0.05;

  private static final double LARGEST_SHARE = 0.7;

  /**
   * Settings for this machine.
   *
   * @param share of the Java heap for the tile cache, clamped to a range that works
   */
  public static EngineSettings ofHeapShare(double share, DeviceChoice device, int threads) {
    double clamped = Math.max(SMALLEST_SHARE, Math.min(LARGEST_SHARE, share));
    long bytes = (long) (Runtime.getRuntime().maxMemory() * clamped);
    return new EngineSettings(bytes, 4 * bytes, TemporaryFolder.forLargeFiles(), device, threads);
  }
}
