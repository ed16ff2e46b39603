package org.ctsr.engine.metric;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** The developers' folder of photographs beside the checkout; tests without it skip themselves. */
final class SharedPhotos {
  private SharedPhotos() {}

  static Path root() {
    String set = System.getProperty("ctsr.shared", System.getenv("CTSR_SHARED"));
    String checkout = System.getProperty("ctsr.root", ".");
    return set != null ? Path.of(set) : Path.of(checkout).resolveSibling("shared");
  }

  static Path require(String name) {
    Path path = root().resolve(name);
    assumeTrue(Files.exists(path), () -> path + " is not there");
    return path;
  }

  static List<Path> photos(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".png")).sorted().toList();
    }
  }

  static MeasuredImage read(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    int width = image.getWidth();
    int height = image.getHeight();
    float[][] planes = new float[3][width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = image.getRGB(x, y);
        for (int c = 0; c < 3; c++) {
          planes[c][y * width + x] = (rgb >> (16 - 8 * c) & 0xff) / 255f;
        }
      }
    }
    return MeasuredImage.of(width, height, planes);
  }
}
