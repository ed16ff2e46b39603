package org.ctsr.engine.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of PyTorch libraries.
 *
 * @param folder holds {@code libtorch.so}, {@code torch.dll} or {@code libtorch.dylib}
 * @param version such as {@code 2.7.1}
 * @param flavor {@code cpu}, or {@code cu128} for CUDA 12.8
 */
public record TorchLibraries(Path folder, String version, String flavor) {
  /** The only version the bridge to Java was built for; another one crashes the process. */
  public static final String VERSION = "2.7.1";

  /** The only build for CUDA the bridge exists for. */
  public static final String CUDA_FLAVOR = "cu128";

  private static final Set<String> FLAVORS = Set.of("cpu", CUDA_FLAVOR);
  private static final Pattern CUDA_RUNTIME =
      Pattern.compile("libcudart[-.\\w]*\\.so[.\\d]*|cudart64_\\d+\\.dll");
  private static final Pattern BUILD = Pattern.compile("(\\d+\\.\\d+\\.\\d+)(?:\\+(\\w+))?");
  private static final Pattern PYTHON_VERSION =
      Pattern.compile("__version__\\s*=\\s*['\"]([^'\"]+)['\"]");

  /**
   * Finds the libraries in what a user chose: an unpacked libtorch, its {@code lib} folder, or the
   * package folder {@code torch} of a Python installation.
   *
   * @throws TorchException if there are none, or none that work here
   */
  public static TorchLibraries inspect(Path chosen) throws TorchException {
    Path folder =
        Stream.of(chosen, chosen.resolve("lib"), chosen.resolve("libtorch").resolve("lib"))
            .filter(each -> Files.isRegularFile(each.resolve(System.mapLibraryName("torch"))))
            .findFirst()
            .orElseThrow(
                () ->
                    new TorchException(
                        chosen
                            + " holds no PyTorch: there is no "
                            + System.mapLibraryName("torch")
                            + " in it or in its folder lib"))
            .toAbsolutePath()
            .normalize();
    String build =
        build(folder)
            .orElseThrow(
                () ->
                    new TorchException(
                        "Which version of PyTorch is in "
                            + folder
                            + " cannot be told: there is neither a file build-version nor a"
                            + " version.py beside it"));
    Matcher matcher = BUILD.matcher(build);
    String wanted = VERSION + "+" + CUDA_FLAVOR;
    if (!matcher.matches()) {
      throw new TorchException(
          folder + " holds PyTorch '" + build + "'; only " + wanted + " works here");
    }
    String flavor = matcher.group(2) == null ? "unknown" : matcher.group(2);
    if (!matcher.group(1).equals(VERSION) || !FLAVORS.contains(flavor)) {
      throw new TorchException(
          folder
              + " holds PyTorch "
              + build
              + ", and only "
              + wanted
              + " works here: another one would crash the program");
    }
    return new TorchLibraries(folder, VERSION, flavor);
  }

  private static Optional<String> build(Path folder) throws TorchException {
    try {
      for (Path place : List.of(folder, folder.resolve(".."))) {
        Path file = place.resolve("build-version");
        if (Files.isRegularFile(file)) {
          return Optional.of(Files.readString(file).strip());
        }
      }
      Path python = folder.resolve("..").resolve("version.py");
      if (Files.isRegularFile(python)) {
        Matcher matcher = PYTHON_VERSION.matcher(Files.readString(python));
        if (matcher.find()) {
          return Optional.of(matcher.group(1));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new TorchException("The version of PyTorch in " + folder + " cannot be read: " + e, e);
    }
  }

  /** Whether they run on CUDA devices. */
  public boolean isCuda() {
    return flavor.startsWith("cu");
  }

  /** CUDA's runtime library that belongs to them, if it is there. */
  Optional<Path> cudaRuntime() {
    // Python packages keep it in a package of its own.
    Path ofPython = folder.resolve("../../nvidia/cuda_runtime/lib").normalize();
    for (Path place : List.of(folder, ofPython)) {
      if (Files.isDirectory(place)) {
        try (Stream<Path> files = Files.list(place)) {
          Optional<Path> found =
              files
                  .filter(file -> CUDA_RUNTIME.matcher(file.getFileName().toString()).matches())
                  .sorted()
                  .findFirst();
          if (found.isPresent()) {
            return found;
          }
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    }
    return Optional.empty();
  }
}
