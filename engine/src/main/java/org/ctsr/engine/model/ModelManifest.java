package org.ctsr.engine.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The manifest {@code model.json} of a model package.
 *
 * @param format version of this file's format, {@value #FORMAT}
 * @param name the package's name, equal to its folder's
 * @param title name for people
 * @param version version of the weights
 * @param task {@code super-resolution}
 * @param role what the package is for
 * @param scale how much larger the result is, in each direction
 * @param halo pixels of the small photo a tile needs around its core
 * @param minimumSize smallest side, in pixels of the small photo, the network accepts; smaller
 *     photos are padded
 * @param range smallest and largest nominal value of input and output
 * @param colorEncoding encoding of the values, {@code sRGB}
 * @param defaultRealness realness used when none is given; null for networks without a slider
 * @param parameters weights in all networks together
 * @param workingMemory bytes of memory one pixel of a tile's input takes at the peak; null if not
 *     measured
 * @param networks the network files
 * @param license licence of the weights
 * @param provenance where the weights come from
 * @param trainedBy what trained them, such as a recipe and its version; null if unknown
 */
public record ModelManifest(
    int format,
    String name,
    String title,
    String version,
    String task,
    Role role,
    int scale,
    int halo,
    int minimumSize,
    List<Double> range,
    String colorEncoding,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double defaultRealness,
    long parameters,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long workingMemory,
    List<Network> networks,
    License license,
    String provenance,
    @Nullable String trainedBy) {
  /** The format this program reads and writes. */
  public static final int FORMAT = 1;

  /** What a package is for. */
  public enum Role {
    /** One network that predicts three basis images and so has a realness slider. */
    @JsonProperty("student")
    STUDENT,
    /** One network that gives one image. */
    @JsonProperty("teacher")
    TEACHER,
    /** Two teachers mixed: the baseline of every student. */
    @JsonProperty("blend")
    BLEND
  }

  /** Whether results can be more or less realistic; if not, realness means nothing. */
  public boolean hasSlider() {
    return role != Role.TEACHER;
  }

  /** What a network of a package stands for. */
  public enum NetworkRole {
    /** Predicts B0, B1 and B2. */
    @JsonProperty("student")
    STUDENT,
    /** Gives the faithful image. */
    @JsonProperty("fidelity")
    FIDELITY,
    /** Gives the realistic image. */
    @JsonProperty("realness")
    REALNESS
  }

  /**
   * One network of a package: a file of its own, or another package's network.
   *
   * @param role what it stands for
   * @param file TorchScript file in the package's folder; null if {@code model} is given
   * @param model name of another package whose only network is meant; null if {@code file} is given
   * @param architecture name of the architecture, for people
   * @param outputChannels 9 for basis images, 3 for an image; may be left out with {@code model}
   * @param precision type of the stored weights, for people: {@code float16}, {@code float32} or
   *     {@code mixed}
   * @param bytes size of the file; may be left out with {@code model}
   * @param sha256 digest of the file, hexadecimal
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Network(
      NetworkRole role,
      @Nullable String file,
      @Nullable String model,
      @Nullable String architecture,
      @Nullable Integer outputChannels,
      @Nullable String precision,
      @Nullable Long bytes,
      String sha256) {}

  /**
   * Licence of the weights.
   *
   * @param spdx SPDX expression
   * @param file licence text in the package's folder
   */
  public record License(String spdx, String file) {}
}
