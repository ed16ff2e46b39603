package org.ctsr.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damages small files at random. Any damage must end in a photo, whose metadata can be written
 * again, or in a message; never in a hang, in used-up memory or stack, or in a file left behind.
 *
 * <p>{@code -Dctsr.mutants=N} sets how many for each seed (by default about a minute of them where
 * the environment says {@code CI}), {@code -Dctsr.mutants.seed=N} which.
 */
class MutatedFilesTest {
  private static final int MUTANTS =
      Integer.getInteger("ctsr.mutants", System.getenv("CI") == null ? 100 : 600);
  private static final long RANDOM_SEED = Long.getLong("ctsr.mutants.seed", 20260101);

  /** Small, so that what is not bounded shows. */
  private static final ReadLimits LIMITS =
      TestLimits.metadataBytes(1 << 20).withMaxPixels(1_000_000).withTime(Duration.ofSeconds(30));

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  static Stream<String> seeds() {
    return Seeds.NAMES.stream();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void givesAPhotoOrAMessage(String name) throws Exception {
    byte[] seed = Seeds.of(name);
    Random random = new Random(RANDOM_SEED);
    Path file = folder.resolve(name);
    Files.write(file, seed);
    PhotoReader.read(file, LIMITS);
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = Seeds.mutate(seed, random);
      Files.write(file, mutant);
      refused += opens(file) ? 0 : 1;
    }
    assertThat(refused).isPositive();
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  private static boolean opens(Path file) throws IOException {
    RgbImage photo;
    try {
      photo = PhotoReader.read(file, LIMITS, warning -> {});
    } catch (PhotoException e) {
      assertThat(e).hasMessageStartingWith(file + ": ");
      assertThat(e.getMessage()).doesNotContain("took longer", "memory", "StackOverflow");
      return false;
    }
    writeMetadata(photo);
    return true;
  }

  /** A result must be possible, whatever the tags of its photo. */
  private static void writeMetadata(RgbImage photo) throws IOException {
    List<String> warnings = new ArrayList<>();
    ResultMetadata blocks = ResultMetadata.of(photo.metadata(), 8, 8, null, warnings);
    TiffDirectories directories = new TiffDirectories(8, 8, 3, 8, 8, false, false, blocks);
    long[] one = {8};
    directories.bytes(one, one, false, warnings);
    directories.bytes(one, one, true, warnings);
  }
}
