package org.ctsr.engine.torch;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A TorchScript file, loaded wherever it is. */
public final class ScriptFile {
  private ScriptFile() {}

  /**
   * Loads the file into a model that has no network yet.
   *
   * @param options as {@link Model#load(Path, String, Map)} takes them
   * @throws IOException if it cannot be read
   * @throws MalformedModelException if it is no TorchScript
   * @throws ai.djl.engine.EngineException likewise
   */
  public static void load(Model model, Path file, Map<String, ?> options)
      throws IOException, MalformedModelException {
    load(model, file, options, System.getProperty("os.name", "").startsWith("Windows"));
  }

  static void load(Model model, Path file, Map<String, ?> options, boolean windows)
      throws IOException, MalformedModelException {
    Path absolute = file.toAbsolutePath();
    if (windows && !isAscii(absolute)) {
      loadBytes(model, absolute, options);
    } else {
      model.load(absolute.getParent(), String.valueOf(absolute.getFileName()), options);
    }
  }

  /**
   * Loads without giving PyTorch the path, which it would not find: on Windows it takes UTF-8 for
   * the system's code page (pytorch#75171).
   */
  private static void loadBytes(Model model, Path file, Map<String, ?> options)
      throws IOException, MalformedModelException {
    // As a whole: an exception of a stream's would be thrown through native code.
    byte[] script = Files.readAllBytes(file);
    model.load(new ByteArrayInputStream(script), options);
    // Only its name is kept, and it would stay if the program is killed.
    Files.deleteIfExists(model.getModelPath());
  }

  static boolean isAscii(Path file) {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(file.toString());
  }
}
