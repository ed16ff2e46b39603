package org.ctsr.engine.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.ctsr.engine.io.WholeFile;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of a bare TorchScript file, enough to make a package of it.
 *
 * @param network the TorchScript file
 * @param name of the package
 * @param title name for people
 * @param version of the weights
 * @param role what the network stands for
 * @param scale how much larger its result is
 * @param halo LR pixels a tile needs around its core
 * @param minimumSize smallest side it accepts, LR pixels
 * @param defaultRealness for students; null for others
 * @param architecture for people; null if unknown
 * @param licence SPDX expression
 * @param licenceText whole text, or the sentence that stands for it
 * @param provenance where the weights come from
 */
public record PackageDraft(
    Path network,
    String name,
    String title,
    String version,
    ModelManifest.NetworkRole role,
    int scale,
    int halo,
    int minimumSize,
    @Nullable Double defaultRealness,
    @Nullable String architecture,
    String licence,
    String licenceText,
    String provenance) {
  private static final int STUDENT_CHANNELS = 9;
  private static final int IMAGE_CHANNELS = 3;

  /** Names a package can have on every system: Windows has names of its own, and takes dots off. */
  public static final String NAME_PATTERN =
      "(?!(?i:CON|PRN|AUX|NUL|COM[1-9]|LPT[1-9])(?:[.]|$))"
          + "[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?";

  /** The same in words, to follow "has". */
  public static final String NAME_RULE =
      "letters, digits, '.', '_' and '-' only, at most 64, a letter or digit first and no '.' at the"
          + " end, and is none that Windows keeps for itself, such as CON";

  /**
   * Writes the package.
   *
   * @param folder an empty folder called as the package
   * @throws ModelException if the draft or its file cannot make one
   */
  void write(Path folder) throws IOException {
    requireText("a name that has " + NAME_RULE, name.matches(NAME_PATTERN));
    requireText("a title", !title.isBlank());
    requireText("a version", !version.isBlank());
    requireText("a licence", !licence.isBlank());
    boolean student = role == ModelManifest.NetworkRole.STUDENT;
    Path file = folder.resolve("network.pt");
    Files.copy(network, file);
    Weights weights = weights(file);
    WholeFile.write(
        folder.resolve("LICENSE.txt"), (licenceText + "\n").getBytes(StandardCharsets.UTF_8));
    ModelManifest manifest =
        new ModelManifest(
            ModelManifest.FORMAT,
            name,
            title,
            version,
            "super-resolution",
            student ? ModelManifest.Role.STUDENT : ModelManifest.Role.TEACHER,
            scale,
            halo,
            minimumSize,
            List.of(0.0, 1.0),
            "sRGB",
            student ? defaultRealness : null,
            weights.count(),
            null,
            List.of(
                new ModelManifest.Network(
                    role,
                    "network.pt",
                    null,
                    architecture,
                    student ? STUDENT_CHANNELS : IMAGE_CHANNELS,
                    weights.precision(),
                    Files.size(file),
                    Sha256.of(file))),
            new ModelManifest.License(licence, "LICENSE.txt"),
            provenance,
            null);
    WholeFile.write(
        folder.resolve(ModelLibrary.MANIFEST),
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(manifest));
  }

  private void requireText(String what, boolean there) throws ModelException {
    if (!there) {
      throw new ModelException(network + ": needs " + what);
    }
  }

  /** How many weights there are, and their type. */
  private record Weights(long count, String precision) {}

  private static Weights weights(Path file) throws ModelException {
    String precision;
    try {
      precision = TorchScriptPrecision.of(file).label();
    } catch (ModelException e) {
      // A large network may mix types; only training needs them to be one.
      precision = "mixed";
    }
    long bytes = 0;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      bytes =
          zip.stream()
              .filter(entry -> entry.getName().matches("[^/]+/data/\\d+"))
              .mapToLong(ZipEntry::getSize)
              .sum();
    } catch (ZipException e) {
      throw new ModelException(file + ": not a TorchScript file (" + e.getMessage() + ")", e);
    } catch (IOException e) {
      throw new ModelException(file + ": cannot be read (" + e.getMessage() + ")", e);
    }
    return new Weights(bytes / (precision.equals("float16") ? 2 : Float.BYTES), precision);
  }
}
