package org.ctsr.engine.model;

import java.nio.file.Path;
import java.util.List;

/**
 * A checked model package: the manifest and where its network files are.
 *
 * @param manifest what the package says of itself
 * @param folder the package's folder
 * @param networks the files, in the order of the manifest, digests verified
 */
public record ModelPackage(ModelManifest manifest, Path folder, List<NetworkFile> networks) {
  /**
   * A network file whose digest was verified.
   *
   * @param role what it stands for
   * @param file the TorchScript file
   * @param outputChannels 9 or 3
   * @param sha256 digest of the file
   */
  public record NetworkFile(
      ModelManifest.NetworkRole role, Path file, int outputChannels, String sha256) {}

  /** The package's name. */
  public String name() {
    return manifest.name();
  }

  /** Identity of the networks in caches: the digests of all files. */
  public String digest() {
    return String.join("+", networks.stream().map(NetworkFile::sha256).toList());
  }

  /** Realness to use when none is given: the manifest's, or 0 for a network without a slider. */
  public double defaultRealness() {
    Double given = manifest.defaultRealness();
    return given == null ? 0 : given;
  }
}
