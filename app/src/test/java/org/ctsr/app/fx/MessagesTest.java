package org.ctsr.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final Path RESOURCES =
      Path.of(System.getProperty("ctsr.root", "..")).resolve("app/src/main/resources");
  private static final Pattern VALUE = Pattern.compile("\\{\\d");
  private static final Pattern SINGLE = Pattern.compile("(?<!')'(?!')");

  /** A Mac has another one; {@link Keys} knows. */
  @Test
  void noTextNamesTheControlKey() throws IOException {
    for (Path file : files()) {
      assertThat(texts(file).values())
          .as("%s", file)
          .noneMatch(text -> text.toString().contains("Ctrl"));
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(RESOURCES)) {
      List<Path> files = all.filter(file -> file.endsWith("messages.properties")).toList();
      assertThat(files).hasSizeGreaterThan(10);
      return files;
    }
  }

  private static Properties texts(Path file) throws IOException {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      texts.load(reader);
    }
    return texts;
  }

  /** Only a text with values is a pattern, in which an apostrophe is written twice. */
  @Test
  void apostrophesAreWrittenAsTheyAreRead() throws IOException {
    for (Path file : files()) {
      Properties texts = texts(file);
      for (String key : texts.stringPropertyNames()) {
        String text = texts.getProperty(key);
        if (VALUE.matcher(text).find()) {
          assertThat(text).as("%s of %s", key, file).doesNotContainPattern(SINGLE);
        } else {
          assertThat(text).as("%s of %s", key, file).doesNotContain("''");
        }
      }
    }
  }
}
