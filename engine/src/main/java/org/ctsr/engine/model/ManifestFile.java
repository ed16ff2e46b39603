package org.ctsr.engine.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.io.WholeFile;
import org.jspecify.annotations.Nullable;

/** Manifests as files: reads, checks and changes them. */
final class ManifestFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  private ManifestFile() {}

  /** As {@link ModelLibrary#readManifest}. */
  static ModelManifest read(Path folder) throws ModelException {
    Path file = folder.resolve(ModelLibrary.MANIFEST);
    ModelManifest manifest = parse(file);
    requireSense(file, folder, manifest);
    return manifest;
  }

  /** The name a manifest gives, wherever its folder is. */
  static String nameIn(Path folder) throws ModelException {
    return String.valueOf(parse(folder.resolve(ModelLibrary.MANIFEST)).name());
  }

  /** Writes another name, or title, into a manifest. */
  static void rename(Path folder, @Nullable String name, @Nullable String title)
      throws IOException {
    if (name == null && title == null) {
      return;
    }
    Path file = folder.resolve(ModelLibrary.MANIFEST);
    ObjectNode manifest = JSON.valueToTree(parse(file));
    if (name != null) {
      manifest.put("name", name);
    }
    if (title != null) {
      manifest.put("title", title);
    }
    WholeFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
  }

  private static ModelManifest parse(Path file) throws ModelException {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ModelException(file + ": cannot be read (" + FileFailure.reason(e) + ")", e);
    }
    return parse(file.toString(), content);
  }

  /**
   * Reads a manifest that need not make sense.
   *
   * @param name of the file, for messages
   */
  static ModelManifest parse(String name, byte[] content) throws ModelException {
    try {
      ModelManifest manifest = JSON.readValue(content, ModelManifest.class);
      if (manifest == null) {
        throw new ModelException(name + ": describes no model");
      }
      return manifest;
    } catch (MismatchedInputException e) {
      String field =
          e.getPath().stream()
              .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
              .collect(Collectors.joining("."));
      throw new ModelException(
          name + ": field '" + field + "' is missing, unknown or has a value that does not fit", e);
    } catch (JsonProcessingException e) {
      throw new ModelException(name + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new ModelException(name + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static void requireSense(Path file, Path folder, ModelManifest manifest)
      throws ModelException {
    require(
        manifest.format() == ModelManifest.FORMAT, file, "format must be " + ModelManifest.FORMAT);
    String folderName = folder.toAbsolutePath().normalize().getFileName().toString();
    require(
        folderName.equals(manifest.name()),
        file,
        "the name '" + manifest.name() + "' must equal the folder's name");
    require("super-resolution".equals(manifest.task()), file, "unknown task " + manifest.task());
    require(manifest.role() != null, file, "role is missing");
    require(manifest.title() != null, file, "title is missing");
    require(manifest.version() != null, file, "version is missing");
    require(manifest.provenance() != null, file, "provenance is missing");
    ModelManifest.License license = manifest.license();
    require(
        license != null && license.spdx() != null && license.file() != null,
        file,
        "license is missing, or its spdx or file");
    require(manifest.scale() >= 1 && manifest.scale() <= 16, file, "scale must be 1 to 16");
    require(manifest.halo() >= 0 && manifest.halo() <= 512, file, "halo must be 0 to 512");
    require(
        manifest.minimumSize() >= 1 && manifest.minimumSize() <= 1024,
        file,
        "minimumSize must be 1 to 1024");
    require(
        manifest.networks() != null && !manifest.networks().isEmpty(),
        file,
        "networks are missing");
    for (ModelManifest.Network network : manifest.networks()) {
      require(
          network != null && network.role() != null && network.sha256() != null,
          file,
          "a network's role or sha256 is missing");
    }
    require(Objects.equals(manifest.range(), List.of(0.0, 1.0)), file, "range must be [0.0, 1.0]");
    require("sRGB".equals(manifest.colorEncoding()), file, "colorEncoding must be sRGB");
    Double realness = manifest.defaultRealness();
    require(
        realness == null || (realness >= 0 && realness <= 1),
        file,
        "defaultRealness must be between 0 and 1");
  }

  private static void require(boolean condition, Path file, String problem) throws ModelException {
    if (!condition) {
      throw new ModelException(file + ": " + problem);
    }
  }
}
