package org.ctsr.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.ctsr.engine.TestModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Enlarges {@code -DmemoryPhotos=2000} small photos of many sizes in one process and prints its
 * resident memory on the way: what it has after 200 must be enough for the rest. {@code
 * -DmemoryModel=FOLDER} takes another model than the tiny one.
 */
@EnabledIfSystemProperty(named = "memoryPhotos", matches = "\\d+")
@EnabledOnOs(OS.LINUX)
class FlatMemoryTest {
  private static final int WARM_UP = 200;
  private static final int PRINTED = 200;

  /** What the collector may let Java's heap swing by, MiB. */
  private static final long SWING = 64;

  @TempDir Path folder;

  @Test
  void memoryDoesNotGrowWithTheNumberOfPhotos() throws Exception {
    int count = Integer.getInteger("memoryPhotos");
    assertThat(count).as("photos, of which the first 200 only warm up").isGreaterThan(WARM_UP);
    Path photos = Files.createDirectories(folder.resolve("photos"));
    Random random = new Random(5);
    for (int i = 0; i < count; i++) {
      write(photos, i, random);
    }

    Process process = start(photos);
    Map<Integer, Long> resident = new TreeMap<>();
    try (BufferedReader lines = process.inputReader()) {
      int done = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        assertThat(line).contains("\"status\":\"written\"");
        done++;
        resident.put(done, mebibytes(process));
        if (done % PRINTED == 0) {
          System.out.printf("%d photos: %d MiB%n", done, resident.get(done));
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(resident).as("results").hasSize(count);
    long before = most(resident, 1, WARM_UP);
    long after = most(resident, WARM_UP + 1, count);
    System.out.printf("at most %d MiB, then %d MiB%n", before, after);
    assertThat(after).as("MiB after the first 200 photos").isLessThanOrEqualTo(before + SWING);
  }

  private static void write(Path folder, int number, Random random) throws IOException {
    int width = 40 + random.nextInt(25);
    int height = 40 + random.nextInt(25);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, random.nextInt());
      }
    }
    String format = List.of("png", "jpg", "tif", "bmp").get(number % 4);
    Path file = folder.resolve(number + "." + format);
    assertThat(ImageIO.write(picture, format.equals("tif") ? "tiff" : format, file.toFile()))
        .isTrue();
  }

  /** As the launcher does it. */
  private Process start(Path photos) throws IOException {
    String model = System.getProperty("memoryModel");
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:MaxRAMPercentage=40",
            "-XX:+UseParallelGC",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "org.ctsr.engine.cli.Ctsr",
            "upscale",
            photos.toString(),
            "-o",
            folder.resolve("out").toString(),
            "--model",
            model != null ? model : TestModels.folder().resolve(TestModels.STUDENT).toString(),
            "--threads",
            "1",
            "--json")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static long mebibytes(Process process) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    // It has ended, and its last line was still in the pipe.
    return 0;
  }

  private static long most(Map<Integer, Long> resident, int from, int to) {
    long most = 0;
    for (int done = from; done <= to; done++) {
      most = Math.max(most, Objects.requireNonNull(resident.get(done)));
    }
    return most;
  }
}
