package org.ctsr.engine.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ctsr.engine.model.PackageDraft;
import org.ctsr.engine.training.data.PatchSettings;
import org.jspecify.annotations.Nullable;

/**
 * Everything a training run is told; read from a file by {@link TrainingConfigReader}.
 *
 * @param seed of every random choice
 * @param device {@code cpu} or {@code cuda}
 * @param threads threads inside PyTorch
 * @param fidelityTeacher Stage 0; null takes the fidelity teacher as it is
 * @param fuse Stage 1; null takes {@code networks.student} for its result
 * @param slider Stage 2; null takes {@code networks.student} for its result
 * @param bend Stage 3; null leaves the middle of the slider as Stage 2 made it
 */
public record TrainingConfig(
    ModelSettings model,
    long seed,
    String device,
    int threads,
    PatchSettings data,
    Networks networks,
    @JsonProperty @Nullable FidelityStage fidelityTeacher,
    @JsonProperty @Nullable FuseStage fuse,
    @JsonProperty @Nullable SliderStage slider,
    @JsonProperty @Nullable BendStage bend) {
  public TrainingConfig {
    Checks.require(
        device.equals("cpu") || device.equals("cuda"), "device: cpu or cuda, not " + device);
    Checks.require(threads >= 1 && threads <= 256, "threads: 1 to 256, not " + threads);
    Checks.require(
        slider != null || bend != null, "slider and bend: one must be there, or nothing is made");
    Checks.require(
        slider != null || (fidelityTeacher == null && fuse == null),
        "slider: must be there after fidelityTeacher and fuse, which come to nothing without it");
    Checks.require(
        bend == null || networks.features() != null,
        "bend: needs networks.features, whose distances it is for; name such a file, or leave bend"
            + " out");
    for (Schedule schedule : schedules(fidelityTeacher, fuse, slider, bend)) {
      Checks.require(
          schedule.crop() <= data.patchSize(),
          "crop: at most data.patchSize (" + data.patchSize() + "), not " + schedule.crop());
    }
  }

  /** Of the stages that are there, in order. */
  static List<Schedule> schedules(
      @Nullable FidelityStage fidelityTeacher,
      @Nullable FuseStage fuse,
      @Nullable SliderStage slider,
      @Nullable BendStage bend) {
    List<Schedule> schedules = new ArrayList<>();
    if (fidelityTeacher != null) {
      schedules.add(fidelityTeacher.schedule());
    }
    if (fuse != null) {
      schedules.add(fuse.schedule());
    }
    if (slider != null) {
      schedules.add(slider.schedule());
    }
    if (bend != null) {
      schedules.add(bend.schedule());
    }
    return schedules;
  }

  /**
   * A stage of the run.
   *
   * @param name as listeners and tables call it
   * @param steps optimiser steps
   */
  public record Stage(String name, int steps) {}

  /** The stages that will be trained, in order. */
  public List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    if (fidelityTeacher != null) {
      stages.add(new Stage(FidelityTraining.NAME, fidelityTeacher.schedule().steps()));
    }
    if (fuse != null) {
      stages.add(new Stage(FuseTraining.NAME, fuse.schedule().steps()));
    }
    if (slider != null) {
      stages.add(new Stage(SliderTraining.NAME, slider.schedule().steps()));
    }
    if (bend != null) {
      stages.add(new Stage(BendTraining.NAME, bend.schedule().steps()));
    }
    return stages;
  }

  /** The schedules of the stages that will be trained, in order. */
  List<Schedule> schedules() {
    return schedules(fidelityTeacher, fuse, slider, bend);
  }

  /**
   * What the package made is called.
   *
   * @param name folder name, {@link PackageDraft#NAME_PATTERN}
   * @param title name for people
   * @param version version of the weights
   * @param defaultRealness realness used when none is given, in [0, 1]
   * @param architecture name of the student's architecture, for people
   * @param halo pixels of the small photo a tile of this architecture needs around its core
   * @param minimumSize smallest side, LR pixels, the student accepts
   * @param workingMemory bytes at the peak for each pixel of a tile's input; null if not measured:
   *     then tiles are small, to be on the safe side
   * @param license SPDX expression for the weights made
   * @param licenseFile its text, copied into the package
   */
  public record ModelSettings(
      String name,
      String title,
      String version,
      double defaultRealness,
      String architecture,
      int halo,
      int minimumSize,
      @JsonProperty @Nullable Long workingMemory,
      String license,
      Path licenseFile) {
    public ModelSettings {
      Checks.require(
          name.matches(PackageDraft.NAME_PATTERN),
          "name: has " + PackageDraft.NAME_RULE + "; not '" + name + "'");
      Checks.require(!title.isBlank(), "title: must not be empty");
      Checks.require(!version.isBlank(), "version: must not be empty");
      Checks.require(
          defaultRealness >= 0 && defaultRealness <= 1,
          "defaultRealness: in [0, 1], not " + defaultRealness);
      Checks.require(halo >= 0 && halo <= 128, "halo: 0 to 128, not " + halo);
      Checks.require(
          minimumSize >= 1 && minimumSize <= 64, "minimumSize: 1 to 64, not " + minimumSize);
      Checks.require(
          workingMemory == null || workingMemory > 0,
          "workingMemory: more than 0, not " + workingMemory);
      Checks.require(!license.isBlank(), "license: must not be empty");
    }
  }

  /**
   * TorchScript files, relative to the configuration file.
   *
   * @param student initial student; its body learns on from the fidelity teacher where the shapes
   *     agree
   * @param features network whose feature maps the perceptual loss compares; null trains without,
   *     and then without Stage 3
   * @param niqe model of pristine photographs, to validate with NIQE; null fits one to the sharp
   *     pictures trained on
   */
  public record Networks(
      Path fidelityTeacher,
      Path realnessTeacher,
      Path student,
      Path discriminator,
      @JsonProperty @Nullable Path features,
      @JsonProperty @Nullable Path niqe) {}

  /**
   * Stage 0: regression of the fidelity teacher.
   *
   * @param absolute weight of the mean absolute error to the ground truth
   * @param squared weight of the mean squared error, which aims at the conditional mean
   * @param logarithmic weight of {@link Losses#logarithmic}, for which a decibel is worth the same
   *     in every patch
   */
  public record FidelityStage(
      Schedule schedule, double absolute, double squared, double logarithmic) {
    public FidelityStage {
      Checks.weight("absolute", absolute);
      Checks.weight("squared", squared);
      Checks.weight("logarithmic", logarithmic);
      Checks.require(
          absolute + squared + logarithmic > 0,
          "absolute, squared and logarithmic: one must be above 0");
    }

    /** The same with another schedule. */
    FidelityStage with(Schedule other) {
      return new FidelityStage(other, absolute, squared, logarithmic);
    }
  }

  /**
   * What holds the faithful end, in both stages of the student.
   *
   * @param absolute weight of the mean absolute error to the ground truth
   * @param squared weight of the mean squared error to it
   * @param logarithmic weight of {@link Losses#logarithmic}, for which a decibel is worth the same
   *     in every patch
   * @param teacher weight of the mean absolute error to the fidelity teacher
   * @param drift of B0's colours before the trust gate, standard deviation, 1 = white: what the
   *     gate learns to take back
   * @param bicubicShare of the bicubic enlargement in what B0 is to be, the rest being the truth or
   *     the teacher: a real camera is none of those trained on, and what B0 has learned to undo is
   *     then done by halves
   */
  public record FaithfulEnd(
      double absolute,
      double squared,
      double logarithmic,
      double teacher,
      double drift,
      double bicubicShare) {
    public FaithfulEnd {
      Checks.weight("absolute", absolute);
      Checks.weight("squared", squared);
      Checks.weight("logarithmic", logarithmic);
      Checks.weight("teacher", teacher);
      Checks.require(drift >= 0 && drift <= 0.2, "drift: 0 to 0.2, not " + drift);
      Checks.require(
          bicubicShare >= 0 && bicubicShare < 1,
          "bicubicShare: 0 to less than 1, not " + bicubicShare);
      Checks.require(
          absolute + squared + logarithmic + teacher > 0,
          "absolute, squared, logarithmic and teacher: one must be above 0");
    }
  }

  /**
   * The discriminator's part.
   *
   * @param weight of its loss; 0 for none
   * @param after steps in which it learns before it is listened to
   * @param learningRate its own, which falls as the stage's does
   */
  public record Adversarial(double weight, int after, double learningRate) {
    public Adversarial {
      Checks.weight("weight", weight);
      Checks.weight("after", after);
      Checks.positive("learningRate", learningRate);
    }

    /** The discriminator halves its pictures, of 4 times the crop, three times. */
    private void requireCrop(Schedule schedule) {
      Checks.require(
          weight == 0 || schedule.crop() % 2 == 0,
          "schedule.crop: must be even where adversarial.weight is above 0, not "
              + schedule.crop());
    }

    private Adversarial scaled(Schedule from, Schedule to) {
      int later = (int) Math.round(after * (double) to.steps() / from.steps());
      return new Adversarial(weight, later, learningRate);
    }
  }

  /**
   * Stage 1: one image that joins both teachers.
   *
   * @param sigma of the Gaussian windows of the projection, HR pixels
   * @param along weight of the error along the teachers' difference
   * @param across weight of the error across it
   * @param truth weight of the absolute error to the ground truth
   * @param perceptual weight of the feature distance to the ground truth
   */
  public record FuseStage(
      Schedule schedule,
      FaithfulEnd faithful,
      double sigma,
      double along,
      double across,
      double truth,
      double perceptual,
      Adversarial adversarial) {
    public FuseStage {
      Checks.require(sigma >= 0.5 && sigma <= 12, "sigma: 0.5 to 12 HR pixels, not " + sigma);
      Checks.weight("along", along);
      Checks.weight("across", across);
      Checks.weight("truth", truth);
      Checks.weight("perceptual", perceptual);
      adversarial.requireCrop(schedule);
      Checks.require(along + across + truth > 0, "along, across and truth: one must be above 0");
    }

    /** The same with another schedule; the discriminator is heard after the same share of it. */
    FuseStage with(Schedule other) {
      return new FuseStage(
          other,
          faithful,
          sigma,
          along,
          across,
          truth,
          perceptual,
          adversarial.scaled(schedule, other));
    }
  }

  /**
   * Stage 2: the slider.
   *
   * @param fused weight of the absolute error of the middle to the Stage-1 student
   * @param realness weight of the absolute error of the realistic end to the realness teacher
   * @param texture weight of the difference in texture of the realistic end to the realness teacher
   * @param velocity weight of the velocity matching
   * @param path weight of the path matching
   * @param perceptualTeacher weight of the realistic end's feature distance to the realness teacher
   * @param perceptualTruth weight of its feature distance to the ground truth
   * @param perceptualMiddle weight of the middle's feature distance to the ground truth
   * @param lattice weight of what of B1 repeats with the small photo's pixels, {@link
   *     Losses#lattice}
   */
  public record SliderStage(
      Schedule schedule,
      FaithfulEnd faithful,
      double fused,
      double realness,
      double texture,
      double velocity,
      double path,
      double perceptualTeacher,
      double perceptualTruth,
      double perceptualMiddle,
      double lattice,
      Adversarial adversarial) {
    public SliderStage {
      Checks.weight("fused", fused);
      Checks.weight("realness", realness);
      Checks.weight("texture", texture);
      Checks.weight("velocity", velocity);
      Checks.weight("path", path);
      Checks.weight("perceptualTeacher", perceptualTeacher);
      Checks.weight("perceptualTruth", perceptualTruth);
      Checks.weight("perceptualMiddle", perceptualMiddle);
      Checks.weight("lattice", lattice);
      adversarial.requireCrop(schedule);
      Checks.require(realness > 0, "realness: must be above 0");
    }

    /** The same with another schedule; the discriminator is heard after the same share of it. */
    SliderStage with(Schedule other) {
      return new SliderStage(
          other,
          faithful,
          fused,
          realness,
          texture,
          velocity,
          path,
          perceptualTeacher,
          perceptualTruth,
          perceptualMiddle,
          lattice,
          adversarial.scaled(schedule, other));
    }
  }

  /**
   * Stage 3: B2 alone, so that both ends stay what they are.
   *
   * @param perceptual weight of the feature distance to the ground truth, at random {@code t}
   * @param squared weight of the mean squared error to it
   * @param lattice weight of what of B2 repeats with the small photo's pixels
   */
  public record BendStage(Schedule schedule, double perceptual, double squared, double lattice) {
    public BendStage {
      Checks.weight("perceptual", perceptual);
      Checks.weight("squared", squared);
      Checks.weight("lattice", lattice);
      Checks.require(perceptual > 0, "perceptual: must be above 0");
    }

    /** The same with another schedule. */
    BendStage with(Schedule other) {
      return new BendStage(other, perceptual, squared, lattice);
    }
  }
}
