package org.ctsr.engine.torch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Folders and archives shaped like those of PyTorch, with nothing in their libraries. */
final class TorchFolders {
  static final String TORCH = System.mapLibraryName("torch");

  private TorchFolders() {}

  /** As the archive of libtorch unpacks. */
  static Path libtorch(Path folder, String build) throws IOException {
    Files.createDirectories(folder.resolve("lib"));
    Files.writeString(folder.resolve("lib").resolve(TORCH), "");
    Files.writeString(folder.resolve("build-version"), build + "\n");
    return folder;
  }

  /** An archive of libtorch with more in it than is wanted, and what is given. */
  static Path archive(Path file, String build, Map<String, String> more) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      put(zip, "libtorch/build-version", build);
      put(zip, "libtorch/lib/" + TORCH, "library");
      put(zip, "libtorch/lib/libcudart-218eec4c.so.12", "runtime");
      put(zip, "libtorch/include/torch/torch.h", "header");
      for (Map.Entry<String, String> entry : more.entrySet()) {
        put(zip, entry.getKey(), entry.getValue());
      }
    }
    return file;
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
