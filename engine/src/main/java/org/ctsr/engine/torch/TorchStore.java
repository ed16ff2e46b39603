package org.ctsr.engine.torch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.io.Folders;
import org.ctsr.engine.io.WholeFile;

/**
 * The user's choice of PyTorch libraries and the ones that were fetched, in one folder.
 *
 * @param root {@code chosen.json}, and a folder for each installed pack
 */
public record TorchStore(Path root) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** {@code .ctsr/gpu} in the user's home, or below the system property {@code ctsr.user}. */
  public static TorchStore standard() {
    String chosen = System.getProperty("ctsr.user");
    Path home =
        chosen != null ? Path.of(chosen) : Path.of(System.getProperty("user.home"), ".ctsr");
    return new TorchStore(home.resolve("gpu"));
  }

  private Path file() {
    return root.resolve("chosen.json");
  }

  /**
   * The chosen libraries; empty for the shipped ones.
   *
   * @throws TorchException if they are no longer there or not usable
   */
  public Optional<TorchLibraries> chosen() throws TorchException {
    if (!Files.exists(file())) {
      return Optional.empty();
    }
    try {
      JsonNode folder = JSON.readTree(file().toFile()).get("folder");
      if (folder == null) {
        throw new TorchException(file() + " names no folder; `ctsr gpu off` resets it");
      }
      return Optional.of(TorchLibraries.inspect(Path.of(folder.asText())));
    } catch (TorchException e) {
      throw new TorchException(e.getMessage() + " (`ctsr gpu off` goes back to the processor)", e);
    } catch (JsonProcessingException e) {
      throw new TorchException(file() + " is damaged; `ctsr gpu off` resets it", e);
    } catch (IOException e) {
      throw new TorchException(file() + " cannot be read: " + FileFailure.reason(e), e);
    }
  }

  /** From the next start on these libraries are used. */
  public void choose(TorchLibraries libraries) throws IOException {
    Folders.create(root);
    WholeFile.write(
        file(), JSON.writeValueAsBytes(Map.of("folder", libraries.folder().toString())));
  }

  /** From the next start on the shipped libraries are used. */
  public void chooseShipped() throws IOException {
    Files.deleteIfExists(file());
  }
}
