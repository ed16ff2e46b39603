package org.ctsr.app.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.ctsr.engine.training.TrainingConfig;
import org.ctsr.engine.training.TrainingConfigReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A configuration to begin with.
 *
 * @param name of its file, without the ending
 * @param config what it says
 */
public record Recipe(String name, TrainingConfig config) {
  private static final Logger log = LoggerFactory.getLogger(Recipe.class);
  private static final String SUFFIX = ".yml";
  private static final String PROCESSOR = "cpu";

  /**
   * The recipes of a folder that distil both teachers and whose networks are there, those with
   * fewer steps first.
   *
   * @param cuda whether there is a device for those that want one
   * @throws IOException if the folder cannot be listed
   */
  public static List<Recipe> in(Path folder, boolean cuda) throws IOException {
    List<Recipe> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
        try {
          TrainingConfig config = TrainingConfigReader.read(file);
          if (config.slider() != null
              && (cuda || config.device().equals(PROCESSOR))
              && Files.exists(config.networks().student())
              && Files.exists(config.networks().discriminator())) {
            String name = file.getFileName().toString();
            found.add(new Recipe(name.substring(0, name.length() - SUFFIX.length()), config));
          }
        } catch (IOException e) {
          log.warn("The recipe {} cannot be used", file, e);
        }
      }
    }
    found.sort(
        Comparator.comparingInt(
            recipe ->
                recipe.config().stages().stream().mapToInt(TrainingConfig.Stage::steps).sum()));
    return found;
  }

  @Override
  public String toString() {
    return name;
  }
}
