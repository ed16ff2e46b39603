package org.ctsr.engine.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.ctsr.engine.export.OutputName;
import org.jspecify.annotations.Nullable;

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
   */
  record Found(List<Pair> pairs, List<Path> alone) {}

  /**
   * Pairs photos of the same name, and then photos whose names are the same without a size such as
   * {@code x4} at the end.
   *
   * @throws UserException if a folder is missing, or two photos in one have the same name
   */
  static Found find(Path lr, Path hr) {
    Map<String, Path> small = photos(lr);
    Map<String, Path> truths = photos(hr);
    List<Pair> pairs = new ArrayList<>();
    List<Path> alone = new ArrayList<>();
    truths.forEach(
        (name, truth) -> {
          Path photo = take(small, name);
          if (photo == null) {
            alone.add(truth);
          } else {
            pairs.add(new Pair(name, photo, truth));
          }
        });
    alone.addAll(small.values());
    return new Found(pairs, alone);
  }

  /**
   * Results by the name of their pair; pairs without one are missing.
   *
   * @throws UserException as {@link #find}
   */
  static Map<String, Path> results(Path folder, List<Pair> pairs) {
    Map<String, Path> pictures = photos(folder);
    Map<String, Path> results = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      Path picture = take(pictures, pair.name());
      if (picture != null) {
        results.put(pair.name(), picture);
      }
    }
    return results;
  }

  /** Removes and returns the photo of this name, or else of this name but for a size. */
  private static @Nullable Path take(Map<String, Path> photos, String name) {
    Path exact = photos.remove(name);
    if (exact != null) {
      return exact;
    }
    String plain = withoutSize(name);
    for (String candidate : photos.keySet()) {
      if (withoutSize(candidate).equals(plain)) {
        return photos.remove(candidate);
      }
    }
    return null;
  }

  private static String withoutSize(String name) {
    return SIZE.matcher(name).replaceFirst("");
  }

  private static Map<String, Path> photos(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UserException(
          folder + (Files.exists(folder) ? ": is not a folder" : ": no such folder"));
    }
    InputFiles.Found found = InputFiles.find(List.of(folder.toString()), false);
    Map<String, Path> photos = new LinkedHashMap<>();
    for (InputFiles.Input input : found.inputs()) {
      Path before = photos.put(OutputName.baseName(input.file()), input.file());
      if (before != null) {
        throw new UserException(
            input.file() + ": has the same name as " + before.getFileName() + "; remove one");
      }
    }
    return photos;
  }
}
