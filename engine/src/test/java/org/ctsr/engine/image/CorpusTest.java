package org.ctsr.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Reads every file of a folder of arbitrary pictures, {@code -Dcorpus=DIR}, and writes a table of
 * what was opened, refused with a message, and failed: {@code target/corpus.tsv}.
 */
@EnabledIfSystemProperty(named = "corpus", matches = ".+")
class CorpusTest {
  private static final Path TABLE = Path.of("target/corpus.tsv");

  private enum Outcome {
    OPENED,
    REFUSED,
    FAILED
  }

  private record Line(Outcome outcome, Path file, String text) {}

  @Test
  void everyFileOpensOrIsRefusedWithAMessage() throws Exception {
    List<Line> lines = new ArrayList<>();
    for (Path file : files(Path.of(System.getProperty("corpus")))) {
      lines.add(read(file));
    }
    Files.createDirectories(TABLE.getParent());
    Files.write(
        TABLE,
        lines.stream()
            .map(line -> line.outcome() + "\t" + line.file() + "\t" + line.text())
            .toList());
    print(lines);
    assertThat(lines).as("files in the corpus").isNotEmpty();
    assertThat(lines).filteredOn(line -> line.outcome() == Outcome.FAILED).isEmpty();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Line read(Path file) {
    long start = System.nanoTime();
    List<String> warnings = new ArrayList<>();
    try {
      RgbImage photo = PhotoReader.read(file, ReadLimits.DEFAULT, warnings::add);
      PhotoHeader header = PhotoReader.probe(file, ReadLimits.DEFAULT);
      boolean agrees = header.width() == photo.width() && header.height() == photo.height();
      // What a result would carry must be writable, whatever the photo has.
      List<String> more = new ArrayList<>();
      ResultMetadata.of(photo.metadata(), 4, 4, null, more);
      warnings.addAll(more);
      String text =
          String.format(
              Locale.ROOT,
              "%s %dx%d %d bits%s%s%s %.2f s %s",
              header.format(),
              photo.width(),
              photo.height(),
              photo.bitDepth(),
              photo.isGrey() ? " grey" : "",
              photo.hasAlpha() ? " alpha" : "",
              photo.metadata().colorProfile() == null ? "" : " profile",
              (System.nanoTime() - start) / 1e9,
              String.join("; ", warnings).replace(file + ": ", ""));
      return new Line(
          agrees ? Outcome.OPENED : Outcome.FAILED, file, agrees ? text : "probe says " + header);
    } catch (PhotoException e) {
      String message = String.valueOf(e.getMessage()).replace(file + ": ", "");
      boolean gaveUp =
          message.contains("took longer")
              || message.contains("more memory than is free")
              || message.contains("StackOverflowError");
      return new Line(gaveUp ? Outcome.FAILED : Outcome.REFUSED, file, message);
    } catch (IOException | RuntimeException | Error e) {
      return new Line(Outcome.FAILED, file, e.toString());
    }
  }

  private static void print(List<Line> lines) {
    Map<String, Map<Outcome, Integer>> counts = new TreeMap<>();
    for (Line line : lines) {
      String extension = FileSignature.extension(line.file().getFileName().toString());
      counts
          .computeIfAbsent(extension, key -> new TreeMap<>())
          .merge(line.outcome(), 1, Integer::sum);
    }
    System.out.printf("%-12s %8s %8s %8s%n", "extension", "opened", "refused", "failed");
    counts.forEach(
        (extension, of) ->
            System.out.printf(
                "%-12s %8d %8d %8d%n",
                extension,
                of.getOrDefault(Outcome.OPENED, 0),
                of.getOrDefault(Outcome.REFUSED, 0),
                of.getOrDefault(Outcome.FAILED, 0)));
  }
}
