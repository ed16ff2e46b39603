package org.ctsr.engine.torch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a GPU pack can be fetched: a zip archive of a libtorch for CUDA.
 *
 * @param address {@code https} or {@code http}
 * @param sha256 64 hexadecimal digits of the archive; what does not match is not used
 */
public record PackSource(URI address, String sha256) {
  /** Name of the file that names the pack of a release, in the program's folder. */
  public static final String MANIFEST = "gpu-pack.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Checks both. */
  public PackSource {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http") || address.getHost() == null) {
      throw new IllegalArgumentException("'" + address + "' is not an http or https address");
    }
    sha256 = sha256.trim().toLowerCase(Locale.ROOT);
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "'" + sha256 + "' is not a SHA-256 checksum of 64 hexadecimal digits");
    }
  }

  /**
   * Reads what the user typed.
   *
   * @throws TorchException if one of the two makes no sense
   */
  public static PackSource parse(String address, String sha256) throws TorchException {
    try {
      return new PackSource(new URI(address.trim()), sha256);
    } catch (IllegalArgumentException e) {
      throw new TorchException(String.valueOf(e.getMessage()), e);
    } catch (URISyntaxException e) {
      throw new TorchException("'" + address + "' is not an address: " + e.getReason(), e);
    }
  }

  /**
   * The pack a release names in {@code gpu-pack.json}, with the fields {@code address} and {@code
   * sha256}.
   *
   * @param home folder of the program
   * @return empty if the release names none
   * @throws TorchException if the file is damaged
   */
  public static Optional<PackSource> ofRelease(Path home) throws TorchException {
    Path file = home.resolve(MANIFEST);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(file.toFile());
      return Optional.of(parse(json.path("address").asText(), json.path("sha256").asText()));
    } catch (TorchException e) {
      throw new TorchException(file + ": " + e.getMessage(), e);
    } catch (JsonProcessingException e) {
      throw new TorchException(file + " is damaged: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new TorchException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
