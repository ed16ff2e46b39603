package org.ctsr.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the command line at random moments. {@code -Dctsr.kills=N} sets how often; otherwise few
 * times, or 50 if the environment says {@code CI}, but for no longer than two minutes.
 */
class KilledExportTest {
  private static final Path ROOT = Path.of(System.getProperty("ctsr.root", ".."));
  private static final @Nullable Integer ASKED_KILLS = Integer.getInteger("ctsr.kills");
  private static final int KILLS =
      ASKED_KILLS != null ? ASKED_KILLS : System.getenv("CI") == null ? 6 : 50;
  private static final Duration LONGEST =
      ASKED_KILLS != null ? Duration.ofDays(1) : Duration.ofMinutes(2);

  @TempDir Path folder;
  private Path photo;

  @BeforeEach
  void makePhoto() throws IOException {
    makePhoto(320, 240);
  }

  private void makePhoto(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(5);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(0x1000000));
      }
    }
    photo = folder.resolve("photo.png");
    ImageIO.write(image, "png", photo.toFile());
  }

  private Process upscale(Path output, String... more) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Djava.awt.headless=true",
                    "-Dctsr.home=" + ROOT,
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                    "org.ctsr.engine.cli.Ctsr",
                    "upscale",
                    photo.toString(),
                    "--tile",
                    "64",
                    "-o",
                    output.toString()),
                Stream.of(more))
            .toList();
    return new ProcessBuilder(command)
        .directory(Files.createDirectories(folder.resolve("run")).toFile())
        .redirectErrorStream(true)
        .redirectOutput(new File(folder.toFile(), "log"))
        .start();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static long written(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Test
  void aKillAtAnyMomentLeavesThePhotoAndTheOlderResult() throws Exception {
    byte[] original = Files.readAllBytes(photo);
    Path output = Files.createDirectories(folder.resolve("out"));
    Path result = output.resolve("photo_4x_0.5.png");
    byte[] older = original.clone();
    Random random = new Random(11);
    long start = System.nanoTime();
    assertThat(upscale(output).waitFor()).isZero();
    // How long it takes if nobody interferes; later kills would meet nothing.
    int whole = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    int kills = 0;
    while (kills < KILLS && System.nanoTime() - start < LONGEST.toNanos()) {
      kills++;
      Files.write(result, older);
      Process process = upscale(output, "--overwrite");
      process.waitFor(random.nextInt(whole + whole / 10), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      assertThat(photo).hasBinaryContent(original);
      // Either the older result, to the last byte, or the whole new one.
      if (Files.mismatch(result, photo) >= 0) {
        assertThat(PhotoReader.read(result, ReadLimits.DEFAULT).width()).isEqualTo(1280);
      }
      assertThat(names(output))
          .allMatch(name -> name.equals("photo_4x_0.5.png") || name.startsWith("."));
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // which cannot ask a process without a window to end
  void askedToEndItCleansUpWithoutACrash() throws Exception {
    // A row of tiles is far from all there is to do, however fast the machine.
    makePhoto(640, 3200);
    Path output = Files.createDirectories(folder.resolve("out"));
    Process process = upscale(output, "-t", "0,1");
    while (written(output) < 100_000 && process.isAlive()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    // A first row of tiles is in the temporary files, so another tile is in the network now.
    assertThat(written(output)).isGreaterThanOrEqualTo(100_000);
    assertThat(process.isAlive()).isTrue();
    process.destroy();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isIn(130, 143);
    assertThat(names(output)).isEmpty();
    assertThat(names(folder.resolve("run"))).isEmpty();
  }
}
