package org.ctsr.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The licences of everything shipped: a list, and the texts. */
final class Licences {
  private static final Pattern TEXT =
      Pattern.compile(
          "(?:.*/)?(?:[\\w]*-)?(?:LICENSE|LICENCE|NOTICE|COPYING)(?:\\.\\w+)?",
          Pattern.CASE_INSENSITIVE);
  private static final int COLUMNS = 4;

  private final Path root;

  Licences(Path root) {
    this.root = root;
  }

  /**
   * One line of {@code components.txt}.
   *
   * @param jars names without version
   * @param spdx the licence
   * @param text where its text is
   * @param name and copyright
   */
  record Component(Set<String> jars, String spdx, String text, String name) {
    static Component parse(String line) {
      String[] columns = line.split(";");
      if (columns.length != COLUMNS) {
        throw new BuildException("components.txt: expected four columns in '" + line + "'");
      }
      return new Component(
          Arrays.stream(columns[0].split(",")).map(String::strip).collect(Collectors.toSet()),
          columns[1].strip(),
          columns[2].strip(),
          columns[3].strip());
    }
  }

  /** Name of an artifact, without version and platform. */
  static String artifact(Path jar) {
    return jar.getFileName().toString().replaceFirst("-\\d.*$", "");
  }

  /**
   * Writes the list and the texts.
   *
   * @param jars all that is shipped, JavaFX too
   * @param legal the folder {@code legal} of the Java runtime, which holds the texts of its parts
   */
  void collect(List<Path> jars, Path legal, Path into) throws IOException {
    Folders.fresh(into);
    List<Component> components =
        Files.readAllLines(root.resolve("packaging/licences/components.txt")).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(Component::parse)
            .toList();
    Map<String, Path> byName = new LinkedHashMap<>();
    jars.forEach(jar -> byName.put(artifact(jar), jar));
    Set<String> missing = new TreeSet<>(byName.keySet());
    missing.removeIf(name -> name.startsWith("ctsr-"));
    components.forEach(component -> missing.removeAll(component.jars()));
    if (!missing.isEmpty()) {
      throw new BuildException("packaging/licences/components.txt lacks " + missing);
    }
    Files.copy(root.resolve("LICENSE"), into.resolve("LICENSE.txt"));
    Files.copy(root.resolve("NOTICE"), into.resolve("NOTICE.txt"));
    List<String> list = new ArrayList<>();
    list.add("CTSR Studio is under the Apache License 2.0, see LICENSE.txt and NOTICE.txt.");
    list.add("The licence of each model is in its folder. Shipped with it are:");
    for (Component component : components) {
      list.add("");
      list.add(component.name());
      list.add("    licence: " + component.spdx());
      texts(component, byName, legal, into).forEach(text -> list.add("    text:    " + text));
      versions(component, byName).forEach(jar -> list.add("    file:    " + jar));
    }
    Files.write(into.resolve("THIRD-PARTY.txt"), list);
  }

  private static List<String> versions(Component component, Map<String, Path> jars) {
    return jars.entrySet().stream()
        .filter(entry -> component.jars().contains(entry.getKey()))
        .map(entry -> entry.getValue().getFileName().toString())
        .toList();
  }

  private List<String> texts(Component component, Map<String, Path> jars, Path legal, Path into)
      throws IOException {
    switch (component.text()) {
      case "LICENSE":
        return List.of("LICENSE.txt");
      case "-":
        return List.of();
      case "runtime":
        Path text = legal.resolve("java.base/LICENSE");
        if (!Files.exists(text)) {
          throw new BuildException(
              "The JDK has no " + text + ": build with one that keeps the texts of its licences");
        }
        Files.copy(
            text, into.resolve("OpenJDK.txt"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return List.of("OpenJDK.txt, and the folder legal of the Java runtime");
      case "jar":
        List<String> found = new ArrayList<>();
        for (String name : component.jars()) {
          if (jars.containsKey(name)) {
            found.addAll(fromJar(name, jars.get(name), into));
          }
        }
        return found;
      default:
        Path file = root.resolve("packaging/licences").resolve(component.text());
        if (!Files.exists(file)) {
          throw new BuildException("packaging/licences has no " + component.text());
        }
        Path copy = into.resolve(component.text());
        if (!Files.exists(copy)) {
          Files.copy(file, copy);
        }
        return List.of(component.text());
    }
  }

  private static List<String> fromJar(String name, Path jar, Path into) throws IOException {
    List<String> found = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(each -> !each.isDirectory()).toList()) {
        if (TEXT.matcher(entry.getName()).matches()) {
          String file = entry.getName().replaceFirst(".*/", "").replaceFirst("\\.\\w+$", "");
          String text = name + "-" + file.toUpperCase(Locale.ROOT) + ".txt";
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, into.resolve(text), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
          }
          found.add(text);
        }
      }
    }
    if (found.isEmpty()) {
      throw new BuildException(jar + " holds no text of its licence");
    }
    return found;
  }
}
