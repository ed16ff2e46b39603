package org.ctsr.engine.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.io.Folders;
import org.ctsr.engine.io.WholeFile;
import org.jspecify.annotations.Nullable;

/** The folders that hold model packages, and the one way to open a package. */
public final class ModelLibrary {
  /** Package used when none is named. */
  public static final String DEFAULT_MODEL = "ctsr-compact-x4";

  /** Name of the manifest in a package's folder. */
  public static final String MANIFEST = "model.json";

  private static final String CHOSEN = "default.txt";

  private final List<Path> folders;

  /** A library over folders whose sub-folders are packages; earlier folders win. */
  public ModelLibrary(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /**
   * The folders searched by the program: {@code CTSR_MODELS} (a path list), the user's own models,
   * (in {@code .ctsr} in the home folder, or the system property {@code ctsr.user}), and the {@code
   * models} folder shipped with the program (system property {@code ctsr.home}).
   */
  public static ModelLibrary standard() {
    List<Path> folders = new ArrayList<>();
    String listed = System.getenv("CTSR_MODELS");
    if (listed != null) {
      for (String path : listed.split(java.io.File.pathSeparator)) {
        if (!path.isBlank()) {
          folders.add(Path.of(path));
        }
      }
    }
    folders.add(userFolder());
    folders.add(Path.of(System.getProperty("ctsr.home", "."), "models"));
    return new ModelLibrary(folders);
  }

  /** Where models of the user's own are installed. */
  public static Path userFolder() {
    String chosen = System.getProperty("ctsr.user");
    Path home =
        chosen != null ? Path.of(chosen) : Path.of(System.getProperty("user.home"), ".ctsr");
    return home.resolve("models");
  }

  /** The folder of a package; null if there is none of that name. */
  public @Nullable Path locate(String name) {
    for (Path folder : folders) {
      Path candidate = folder.resolve(name);
      if (Files.isRegularFile(candidate.resolve(MANIFEST))) {
        return candidate;
      }
    }
    return null;
  }

  /**
   * The model to use when none is named: the one the user chose, as long as it is there, or else
   * {@value #DEFAULT_MODEL}.
   */
  public String defaultModel() {
    for (Path folder : folders) {
      Path file = folder.resolve(CHOSEN);
      try {
        if (Files.isRegularFile(file)) {
          String name = Files.readString(file).strip();
          if (!name.isEmpty() && locate(name) != null) {
            return name;
          }
        }
      } catch (IOException | InvalidPathException e) {
        // No choice that can be read is no choice.
        continue;
      }
    }
    return DEFAULT_MODEL;
  }

  /**
   * Chooses the model to use when none is named.
   *
   * @param folder one of {@link #folders} that can be written to; made if missing
   * @throws ModelException if there is no such model
   */
  public void chooseDefault(Path folder, String name) throws IOException {
    if (locate(name) == null) {
      throw unknown(name);
    }
    Folders.create(folder);
    WholeFile.write(folder.resolve(CHOSEN), (name + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** The folders searched, in order. */
  public List<Path> folders() {
    return folders;
  }

  /** Manifests of all packages found, by name, with why an unreadable one cannot be used. */
  public Listing list() {
    Map<String, ModelManifest> manifests = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (Stream<Path> children = Files.list(folder)) {
        for (Path child : children.sorted(Comparator.comparing(Path::toString)).toList()) {
          // Hidden folders hold what an interrupted install or removal left.
          boolean hidden = child.getFileName().toString().startsWith(".");
          if (!hidden && Files.isRegularFile(child.resolve(MANIFEST))) {
            try {
              manifests.putIfAbsent(child.getFileName().toString(), readManifest(child));
            } catch (ModelException e) {
              problems.add(e.getMessage());
            }
          }
        }
      } catch (IOException e) {
        problems.add(unsearchable(folder, e));
      } catch (UncheckedIOException e) {
        // Half way through the folder.
        problems.add(unsearchable(folder, Objects.requireNonNull(e.getCause())));
      }
    }
    return new Listing(List.copyOf(manifests.values()), problems);
  }

  private static String unsearchable(Path folder, IOException e) {
    return folder + ": cannot be searched for models (" + FileFailure.reason(e) + ")";
  }

  /**
   * What a library holds.
   *
   * @param manifests usable manifests, in order of folder and name
   * @param problems one sentence for each package or folder that cannot be read
   */
  public record Listing(List<ModelManifest> manifests, List<String> problems) {}

  /**
   * Opens a package by name, or by the path of its folder, and verifies the digests of its
   * networks.
   *
   * @throws ModelException if there is none of that name or it is damaged or inconsistent
   */
  public ModelPackage open(String nameOrFolder) throws ModelException {
    try {
      return open(find(nameOrFolder));
    } catch (InvalidPathException e) {
      throw new ModelException(
          nameOrFolder
              + ": '"
              + e.getInput()
              + "' cannot be the name of a model or file ("
              + e.getReason()
              + ")",
          e);
    }
  }

  private ModelPackage open(Path folder) throws ModelException {
    ModelManifest manifest = readManifest(folder);
    List<ModelPackage.NetworkFile> files = new ArrayList<>();
    for (ModelManifest.Network network : manifest.networks()) {
      files.add(resolve(manifest, folder, network));
    }
    requireRoles(manifest);
    return new ModelPackage(manifest, folder, files);
  }

  /** A package that another one refers to: beside it, or else in the library. */
  private ModelPackage openReferred(Path folder, String name) throws ModelException {
    Path beside = folder.toAbsolutePath().normalize().resolveSibling(name);
    Path there = find(Files.isRegularFile(beside.resolve(MANIFEST)) ? beside.toString() : name);
    for (ModelManifest.Network network : readManifest(there).networks()) {
      // One that referred back would be opened without end.
      if (network.model() != null) {
        throw new ModelException(
            folder.getFileName() + ": '" + name + "' has no network of its own to refer to");
      }
    }
    return open(there.toString());
  }

  private Path find(String nameOrFolder) throws ModelException {
    Path direct = Path.of(nameOrFolder);
    if (Files.isRegularFile(direct.resolve(MANIFEST))) {
      return direct;
    }
    Path found = locate(nameOrFolder);
    if (found != null) {
      return found;
    }
    throw unknown(nameOrFolder);
  }

  private ModelException unknown(String name) {
    String known =
        list().manifests().stream().map(ModelManifest::name).collect(Collectors.joining(", "));
    return new ModelException(
        "No model '%s' in %s; there %s"
            .formatted(name, folders, known.isEmpty() ? "is none at all" : "are: " + known));
  }

  private ModelPackage.NetworkFile resolve(
      ModelManifest manifest, Path folder, ModelManifest.Network network) throws ModelException {
    Path file;
    if (network.model() != null) {
      ModelPackage other = openReferred(folder, network.model());
      if (other.networks().size() != 1) {
        throw new ModelException(
            manifest.name() + ": '" + network.model() + "' is not a package of one network");
      }
      file = other.networks().get(0).file();
    } else if (network.file() != null) {
      file = folder.resolve(network.file()).normalize();
      if (!file.startsWith(folder.normalize())) {
        throw new ModelException(
            manifest.name() + ": network file '" + network.file() + "' lies outside the package");
      }
    } else {
      throw new ModelException(manifest.name() + ": a network names neither 'file' nor 'model'");
    }
    verify(manifest, file, network);
    return new ModelPackage.NetworkFile(
        network.role(), file, channels(network.role()), network.sha256());
  }

  private static void verify(ModelManifest manifest, Path file, ModelManifest.Network network)
      throws ModelException {
    String digest;
    try {
      digest = Sha256.of(file);
    } catch (IOException e) {
      throw new ModelException(
          manifest.name()
              + ": cannot read network file "
              + file
              + " ("
              + FileFailure.reason(e)
              + ")",
          e);
    }
    if (!digest.equalsIgnoreCase(network.sha256())) {
      throw new ModelException(
          manifest.name()
              + ": "
              + file
              + " is damaged or was replaced: its SHA-256 is "
              + digest
              + ", the manifest says "
              + network.sha256());
    }
  }

  private static void requireRoles(ModelManifest manifest) throws ModelException {
    List<ModelManifest.NetworkRole> roles =
        manifest.networks().stream().map(ModelManifest.Network::role).toList();
    boolean fits =
        switch (manifest.role()) {
          case STUDENT -> roles.equals(List.of(ModelManifest.NetworkRole.STUDENT));
          case TEACHER -> roles.size() == 1 && roles.get(0) != ModelManifest.NetworkRole.STUDENT;
          case BLEND ->
              roles.equals(
                  List.of(ModelManifest.NetworkRole.FIDELITY, ModelManifest.NetworkRole.REALNESS));
        };
    if (!fits) {
      throw new ModelException(
          manifest.name() + ": networks " + roles + " do not make a " + manifest.role());
    }
    for (ModelManifest.Network network : manifest.networks()) {
      Integer stated = network.outputChannels();
      if (stated == null ? network.model() == null : stated != channels(network.role())) {
        throw new ModelException(
            manifest.name()
                + ": a "
                + network.role()
                + " network has "
                + channels(network.role())
                + " output channels, the manifest says "
                + stated);
      }
    }
  }

  /** Three basis images or one image. */
  private static int channels(ModelManifest.NetworkRole role) {
    return role == ModelManifest.NetworkRole.STUDENT ? 9 : 3;
  }

  /**
   * Reads and checks the manifest of one folder.
   *
   * @throws ModelException if it is missing, malformed, of another format, or its values make no
   *     sense
   */
  public static ModelManifest readManifest(Path folder) throws ModelException {
    return ManifestFile.read(folder);
  }
}
