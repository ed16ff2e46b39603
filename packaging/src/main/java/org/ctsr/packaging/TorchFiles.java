package org.ctsr.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The native libraries of PyTorch, unpacked. In their jar DJL would unpack them into every user's
 * home at the first start: 430 MB and some seconds.
 */
final class TorchFiles {
  private TorchFiles() {}

  /** Whether a jar holds them and so need not be shipped itself. */
  static boolean isNativeJar(Path jar) {
    return jar.getFileName().toString().startsWith("pytorch-native-");
  }

  /**
   * Unpacks the libraries, and DJL's bridge to them.
   *
   * @param libraries folder of the product's jars
   * @param into the folder {@code torch} of the product
   */
  static void unpack(Path libraries, Target target, Path into)
      throws IOException, InterruptedException {
    Folders.fresh(into);
    Path jar = only(Folders.list(libraries, "pytorch-native-*.jar"), libraries);
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Properties properties = new Properties();
      try (InputStream in = zip.getInputStream(entry(zip, "native/lib/pytorch.properties"))) {
        properties.load(in);
      }
      String flavor = properties.getProperty("flavor");
      String platform = properties.getProperty("classifier");
      if (!target.torchPlatform().equals(platform)) {
        throw new BuildException(jar + " is for " + platform + ", not " + target.torchPlatform());
      }
      for (String name : properties.getProperty("libraries").split(",")) {
        extract(zip, "pytorch/" + flavor + "/" + platform + "/" + name, into);
      }
      String version = properties.getProperty("version").replaceFirst("-.*", "");
      // As PyTorch's own archives say it.
      Files.writeString(into.resolve("build-version"), version + "+" + flavor + "\n");
    }
    Path bridge = only(Folders.list(libraries, "pytorch-jni-*.jar"), libraries);
    try (ZipFile zip = new ZipFile(bridge.toFile())) {
      extract(
          zip,
          "jnilib/" + target.torchPlatform() + "/cpu/" + System.mapLibraryName("djl_torch"),
          into);
    }
    if (target.system() == Target.Kind.LINUX) {
      for (Path file : Folders.list(into, "*.so*")) {
        // A fifth of the largest library is names of functions nobody calls by name.
        Tools.run(into, List.of("strip", "--strip-unneeded", file.toString()));
      }
    }
  }

  private static Path only(List<Path> found, Path folder) {
    if (found.size() != 1) {
      throw new BuildException("Expected one jar of PyTorch in " + folder + ", found " + found);
    }
    return found.get(0);
  }

  private static ZipEntry entry(ZipFile zip, String name) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new BuildException(zip.getName() + " has no " + name);
    }
    return entry;
  }

  private static void extract(ZipFile zip, String name, Path into) throws IOException {
    Path file = into.resolve(name.substring(name.lastIndexOf('/') + 1));
    try (InputStream in = zip.getInputStream(entry(zip, name))) {
      Files.copy(in, file);
    }
  }
}
