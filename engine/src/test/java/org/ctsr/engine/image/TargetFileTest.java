package org.ctsr.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TargetFileTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** What both wrote is there, or one of them was refused; never is one replaced. */
  @ParameterizedTest
  @EnumSource(
      value = ConflictPolicy.class,
      names = {"FAIL", "UNIQUE"})
  void oneOfTwoThatAppearAtTheSameMomentDoesNotReplaceTheOther(ConflictPolicy policy)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 60; round++) {
        Path target = folder.resolve(round + ".png");
        CyclicBarrier together = new CyclicBarrier(2);
        Future<Integer> first = threads.submit(() -> write(target, policy, together));
        int written = write(target, policy, together) + first.get();
        assertThat(written).isEqualTo(policy == ConflictPolicy.FAIL ? 1 : 2);
        assertThat(names()).hasSize(written);
        assertThat(target).exists();
        for (String name : names()) {
          Files.delete(folder.resolve(name));
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static int write(Path target, ConflictPolicy policy, CyclicBarrier together)
      throws Exception {
    try (TargetFile file = TargetFile.create(target, policy)) {
      together.await();
      file.commit();
      return 1;
    } catch (PhotoException e) {
      assertThat(e).hasMessageContaining("came into being");
      return 0;
    }
  }

  @Test
  void whatAKilledProgramLeftIsRemovedAndNothingElse() throws Exception {
    List<String> others =
        List.of(
            ".a.png.0123abcd.part.bak",
            ".a.png.mine.part",
            ".a.png.part",
            ".aXpng.0123abcd.part",
            ".b.png.0123abcd.part",
            "a.png.0123abcd.part");
    for (String name : others) {
      old(name);
    }
    old(".a.png.0123abcd.part");
    Files.createFile(folder.resolve(".a.png.99999999.part")); // being written now
    Files.createDirectory(folder.resolve(".a.png.dddddddd.part"));
    Files.setLastModifiedTime(
        folder.resolve(".a.png.dddddddd.part"), FileTime.from(Instant.now().minusSeconds(999_999)));
    try (TargetFile file = TargetFile.create(folder.resolve("a.png"), ConflictPolicy.FAIL)) {
      file.commit();
    }
    assertThat(names())
        .containsAll(others)
        .contains("a.png", ".a.png.99999999.part", ".a.png.dddddddd.part")
        .hasSize(others.size() + 3);
  }

  private void old(String name) throws IOException {
    Files.setLastModifiedTime(
        Files.createFile(folder.resolve(name)),
        FileTime.from(Instant.now().minus(Duration.ofHours(25))));
  }
}
