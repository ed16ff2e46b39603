package org.ctsr.engine.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ctsr.engine.export.OutputName;
import org.ctsr.engine.image.PhotoFormat;
import org.ctsr.engine.io.FolderSearch;

/** Small photos and their truths, matched by name. */
final class PhotoPairs {
  /** What data sets append to tell the size: x4, _x4, -4x, LRx4. */
  private static final Pattern SIZE = Pattern.compile("[_-]?(?:(?:LR|HR)?[xX]\\d+|\\d+[xX])$");

  private PhotoPairs() {}

  /**
   * A small photo and its truth.
   *
   * @param name of the truth, without extension
   */
  record Pair(String name, Path lr, Path hr) {}

  /**
   * All pairs of two folders.
   *
   * @param pairs by name
   * @param alone photos without a partner
   * @param problems a sentence for each place that could not be searched
   */
  record Found(List<Pair> pairs, List<Path> alone, List<String> problems) {}

  /**
   * Pairs photos of the same name, and then photos whose names are the same without a size such as
   * {@code x4} at the end, if no other photo is.
   *
   * @throws UserException if a folder is missing, or two photos in one have the same name
   */
  static Found find(Path lr, Path hr) {
    List<String> problems = new ArrayList<>();
    Map<String, Path> small = photos(lr, problems::add);
    Map<String, Path> truths = photos(hr, problems::add);
    Map<String, String> partners = partners(truths.keySet(), small.keySet());
    List<Pair> pairs = new ArrayList<>();
    List<Path> alone = new ArrayList<>();
    truths.forEach(
        (name, truth) -> {
          Path photo = small.get(partners.get(name));
          if (photo == null) {
            alone.add(truth);
          } else {
            pairs.add(new Pair(name, photo, truth));
          }
        });
    small.keySet().removeAll(partners.values());
    alone.addAll(small.values());
    return new Found(pairs, alone, problems);
  }

  /**
   * Results by the name of their pair; pairs without one are missing.
   *
   * @param problems receives a sentence for each place that could not be searched
   * @throws UserException as {@link #find}
   */
  static Map<String, Path> results(
      Path folder, List<Pair> pairs, Consumer<? super String> problems) {
    Map<String, Path> pictures = photos(folder, problems);
    Map<String, Path> results = new LinkedHashMap<>();
    partners(pairs.stream().map(Pair::name).toList(), pictures.keySet())
        .forEach((name, partner) -> results.put(name, pictures.get(partner)));
    return results;
  }

  /**
   * To each name its like among the others: the same, or else the same but for a size. A size tells
   * photos apart where several differ in nothing else, and then counts.
   */
  private static Map<String, String> partners(Collection<String> names, Collection<String> others) {
    Map<String, String> plainNames = onlyOnesWithoutSize(names);
    Map<String, String> plainOthers = onlyOnesWithoutSize(others);
    Map<String, String> partners = new LinkedHashMap<>();
    names.stream().filter(others::contains).forEach(name -> partners.put(name, name));
    plainNames.forEach(
        (plain, name) -> {
          String other = plainOthers.get(plain);
          if (other != null && !partners.containsKey(name) && !partners.containsKey(other)) {
            partners.put(name, other);
          }
        });
    return partners;
  }

  /** By the name without size, those names that no other one is the same as then. */
  private static Map<String, String> onlyOnesWithoutSize(Collection<String> names) {
    Map<String, List<String>> all =
        names.stream()
            .collect(
                Collectors.groupingBy(
                    PhotoPairs::withoutSize, LinkedHashMap::new, Collectors.toList()));
    Map<String, String> onlyOnes = new LinkedHashMap<>();
    all.forEach(
        (plain, same) -> {
          if (same.size() == 1) {
            onlyOnes.put(plain, same.get(0));
          }
        });
    return onlyOnes;
  }

  private static String withoutSize(String name) {
    return SIZE.matcher(name).replaceFirst("");
  }

  private static Map<String, Path> photos(Path folder, Consumer<? super String> problems) {
    if (!Files.isDirectory(folder)) {
      throw new UserException(
          folder + (Files.exists(folder) ? ": is not a folder" : ": no such folder"));
    }
    FolderSearch.Found found = FolderSearch.in(folder, false);
    found.failures().forEach((file, why) -> InputFiles.addProblem(problems, file, why));
    Map<String, Path> photos = new LinkedHashMap<>();
    for (Path file : found.files()) {
      if (PhotoFormat.isNamedAsPhoto(file)) {
        Path before = photos.put(OutputName.baseName(file), file);
        if (before != null) {
          throw new UserException(
              file + ": has the same name as " + before.getFileName() + "; remove one");
        }
      }
    }
    return photos;
  }
}
