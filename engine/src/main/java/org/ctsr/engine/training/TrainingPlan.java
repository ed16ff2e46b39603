package org.ctsr.engine.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.ctsr.engine.io.FileTrees;
import org.ctsr.engine.io.WholeFile;
import org.ctsr.engine.training.data.DegradationPreview;
import org.ctsr.engine.training.data.DegradationSettings;
import org.ctsr.engine.training.data.PatchSettings;
import org.ctsr.engine.training.data.TeacherCache;
import org.jspecify.annotations.Nullable;

/**
 * A recipe fitted to somebody's photographs, teachers and time.
 *
 * @param recipe the configuration it begins with
 * @param name folder name of the model to make, as a model package's
 * @param title its name for people
 * @param photos the photographs, none smaller than {@link #smallestPhoto}
 * @param fidelityTeacher its TorchScript file; null for the recipe's, which Stage 0 then trains on
 *     the degradations. A file of one's own is taken as it is
 * @param realnessTeacher its TorchScript file; null for the recipe's
 * @param effort factor of the recipe's patches and steps, above 0
 * @param degradation how small photos are made
 * @param threads threads inside PyTorch
 */
public record TrainingPlan(
    TrainingConfig recipe,
    String name,
    String title,
    List<Path> photos,
    @Nullable Path fidelityTeacher,
    @Nullable Path realnessTeacher,
    double effort,
    DegradationSettings degradation,
    int threads) {
  private static final int FEWEST_PATCHES = 8;
  private static final int FEWEST_STEPS = 4;

  /** One photograph in so many is set aside for validation, at least. */
  private static final int SET_ASIDE = 6;

  /** Steps an average looks back on are at most this share of a stage. */
  private static final double AVERAGE_SHARE = 0.2;

  /** Name of the configuration in a plan's folder. */
  public static final String CONFIG = "config.yml";

  private static final String PHOTOS = "photos.txt";
  private static final String CACHE = "cache";

  /** Name of the run's own folder in a plan's folder. */
  public static final String RUN = "run";

  /**
   * @throws IllegalArgumentException if the effort is not above 0
   */
  public TrainingPlan {
    photos = List.copyOf(photos);
    Checks.positive("effort", effort);
  }

  /**
   * The same with another effort.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public TrainingPlan withEffort(double other) {
    return new TrainingPlan(
        recipe, name, title, photos, fidelityTeacher, realnessTeacher, other, degradation, threads);
  }

  /** Shortest side a photograph needs for a recipe's patches, in pixels. */
  public static int smallestPhoto(TrainingConfig recipe) {
    return DegradationPreview.smallestPhoto(
        Math.max(recipe.data().patchSize(), recipe.data().validationPatchSize()));
  }

  /** Fewest photographs a recipe can be run with: one to learn from, one to validate on. */
  public static int fewestPhotos() {
    return 2;
  }

  /**
   * Optimiser steps of all stages that a plan will train, which may be fewer than its recipe has.
   *
   * @param fidelityTeacher as in a plan
   * @param effort as in a plan
   */
  public static int steps(TrainingConfig recipe, @Nullable Path fidelityTeacher, double effort) {
    return Stages.of(recipe, fidelityTeacher, effort).steps();
  }

  /** What of a recipe will be trained; null for what will not. */
  private record Stages(
      TrainingConfig.@Nullable FidelityStage fidelity,
      TrainingConfig.@Nullable FuseStage fuse,
      TrainingConfig.@Nullable SliderStage slider,
      TrainingConfig.@Nullable BendStage bend) {
    static Stages of(TrainingConfig recipe, @Nullable Path fidelityTeacher, double effort) {
      TrainingConfig.FidelityStage fidelity = recipe.fidelityTeacher();
      TrainingConfig.FuseStage fuse = recipe.fuse();
      TrainingConfig.SliderStage slider = recipe.slider();
      TrainingConfig.BendStage bend = recipe.bend();
      return new Stages(
          fidelity == null || fidelityTeacher != null
              ? null
              : fidelity.with(scaled(fidelity.schedule(), effort)),
          fuse == null ? null : fuse.with(scaled(fuse.schedule(), effort)),
          slider == null ? null : slider.with(scaled(slider.schedule(), effort)),
          bend == null || present(recipe.networks().features()) == null
              ? null
              : bend.with(scaled(bend.schedule(), effort)));
    }

    int steps() {
      return TrainingConfig.schedules(fidelity, fuse, slider, bend).stream()
          .mapToInt(Schedule::steps)
          .sum();
    }
  }

  /**
   * Writes the configuration and the list of photographs.
   *
   * @param folder of this training; made if missing
   * @return the configuration file
   * @throws ConfigException if the plan does not make a usable configuration
   */
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path list = folder.resolve(PHOTOS);
    writeList(list, photos.stream().map(p -> p.toAbsolutePath().toString()).toList());
    Path file = folder.resolve(CONFIG);
    TrainingConfigWriter.write(config(folder, list), file);
    TrainingConfigReader.read(file);
    return file;
  }

  private static void writeList(Path list, List<String> lines) throws IOException {
    String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    WholeFile.write(list, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Takes a photograph off the list of a plan, and deletes the patches made so far, which are of
   * other photographs then; its run goes on by making them anew. No process may be at work on it.
   *
   * @param folder of the training
   * @param photo as the list names it
   * @throws ConfigException if the list does not name it, or too few would be left; nothing is
   *     changed then
   */
  public static void leaveOut(Path folder, Path photo) throws IOException {
    TrainingConfig config = TrainingConfigReader.read(folder.resolve(CONFIG));
    Path list = folder.resolve(PHOTOS);
    List<String> all = Files.readAllLines(list).stream().filter(line -> !line.isBlank()).toList();
    List<String> rest =
        all.stream().filter(line -> !list.resolveSibling(line.strip()).equals(photo)).toList();
    if (rest.size() == all.size()) {
      throw new ConfigException(list + ": does not name " + photo);
    }
    if (rest.size() <= config.data().validationPhotos()) {
      throw new ConfigException(
          list
              + ": without "
              + photo
              + " too few photographs are left; begin another training, with more of them");
    }
    // In this order: patches of the former list would be refused with the new one.
    FileTrees.delete(folder.resolve(CACHE));
    writeList(list, rest);
  }

  private TrainingConfig config(Path folder, Path list) throws ConfigException {
    TrainingConfig.ModelSettings model = recipe.model();
    TrainingConfig.Networks networks = recipe.networks();
    try {
      Stages stages = Stages.of(recipe, fidelityTeacher, effort);
      return new TrainingConfig(
          new TrainingConfig.ModelSettings(
              name,
              title,
              "1.0.0",
              model.defaultRealness(),
              model.architecture(),
              model.halo(),
              model.minimumSize(),
              model.workingMemory(),
              model.license(),
              model.licenseFile()),
          recipe.seed(),
          recipe.device(),
          threads,
          data(folder, list),
          new TrainingConfig.Networks(
              fidelityTeacher == null ? networks.fidelityTeacher() : fidelityTeacher,
              realnessTeacher == null ? networks.realnessTeacher() : realnessTeacher,
              networks.student(),
              networks.discriminator(),
              present(networks.features()),
              present(networks.niqe())),
          stages.fidelity(),
          stages.fuse(),
          stages.slider(),
          stages.bend());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The product ships neither the feature network nor the usual NIQE parameters. */
  private static @Nullable Path present(@Nullable Path file) {
    return file != null && Files.isRegularFile(file) ? file : null;
  }

  private PatchSettings data(Path folder, Path list) {
    PatchSettings data = recipe.data();
    int held = Math.max(1, Math.min(data.validationPhotos(), photos.size() / SET_ASIDE));
    PatchSettings wanted =
        new PatchSettings(
            list,
            folder.resolve(CACHE),
            Math.max(FEWEST_PATCHES, (int) Math.round(data.patches() * effort)),
            data.patchSize(),
            held,
            data.validationPatches(),
            data.validationPatchSize(),
            data.reduction(),
            data.longestSide(),
            data.minimumDetail(),
            data.limitMegabytes(),
            data.workers(),
            degradation);
    long needed = TeacherCache.bytes(wanted, AskedTeachers.count(recipe)) / 1_000_000;
    return new PatchSettings(
        wanted.photos(),
        wanted.cache(),
        wanted.patches(),
        wanted.patchSize(),
        wanted.validationPhotos(),
        wanted.validationPatches(),
        wanted.validationPatchSize(),
        wanted.reduction(),
        wanted.longestSide(),
        wanted.minimumDetail(),
        (int) Math.min(Integer.MAX_VALUE, Math.max(data.limitMegabytes(), 2 * needed + 1)),
        wanted.workers(),
        degradation);
  }

  private static Schedule scaled(Schedule s, double effort) {
    int steps = Math.max(Math.min(FEWEST_STEPS, s.steps()), (int) Math.round(s.steps() * effort));
    double shortMemory = Math.max(0, 1 - 1 / Math.max(1, AVERAGE_SHARE * steps));
    int validate = Math.max(1, (int) Math.round(s.validateEvery() * (double) steps / s.steps()));
    return new Schedule(
        steps,
        s.batch(),
        s.crop(),
        s.learningRate(),
        s.finalLearningRate(),
        Math.min(s.warmup(), steps / 5),
        Math.min(s.emaDecay(), shortMemory),
        s.clip(),
        validate,
        Math.min(s.checkpointEvery(), Math.max(1, validate)));
  }
}
