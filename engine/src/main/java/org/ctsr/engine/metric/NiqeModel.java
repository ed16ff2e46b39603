package org.ctsr.engine.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ctsr.engine.io.WholeFile;

/**
 * The statistics of undistorted photographs that NIQE compares with: a Gaussian over the 36
 * features of a block. Scores of different models are not comparable.
 */
public final class NiqeModel {
  /** Length of {@link #mean()}; {@link #covariance()} has as many rows and columns. */
  public static final int FEATURES = SceneStatistics.FEATURES;

  private static final String FORMAT = "ctsr-niqe";
  private static final int VERSION = 1;

  private final double[] mean;
  private final double[][] covariance;

  /**
   * A model of known statistics.
   *
   * @throws IllegalArgumentException if the sizes are not {@link #FEATURES} or a value is not
   *     finite
   */
  public NiqeModel(double[] mean, double[][] covariance) {
    if (mean.length != FEATURES || covariance.length != FEATURES) {
      throw new IllegalArgumentException("a NIQE model has " + FEATURES + " features");
    }
    requireFinite(mean);
    for (double[] row : covariance) {
      if (row.length != FEATURES) {
        throw new IllegalArgumentException("the covariance is not square");
      }
      requireFinite(row);
    }
    this.mean = mean.clone();
    this.covariance = copy(covariance);
  }

  private static void requireFinite(double[] values) {
    if (!Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("a value is not finite");
    }
  }

  private static double[][] copy(double[][] matrix) {
    return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
  }

  /** Mean of each feature. */
  public double[] mean() {
    return mean.clone();
  }

  /** Covariance of the features. */
  public double[][] covariance() {
    return copy(covariance);
  }

  /**
   * Reads a model: a file of {@link #write}, or a NumPy {@code .npz} file with {@code
   * mu_pris_param} and {@code cov_pris_param} as other implementations use.
   *
   * @throws MetricException if the file is missing or is neither
   */
  public static NiqeModel read(Path file) throws IOException {
    byte[] head = new byte[2];
    try (var in = Files.newInputStream(file)) {
      in.readNBytes(head, 0, head.length);
    } catch (NoSuchFileException e) {
      throw new MetricException(file, "no such file", e);
    } catch (IOException e) {
      throw new MetricException(file, "cannot be read (" + e.getMessage() + ")", e);
    }
    return head[0] == 'P' && head[1] == 'K' ? readNpz(file) : readJson(file);
  }

  private static NiqeModel readNpz(Path file) throws IOException {
    Map<String, NpzReader.Array> arrays = NpzReader.read(file);
    NpzReader.Array mean = arrays.get("mu_pris_param");
    NpzReader.Array covariance = arrays.get("cov_pris_param");
    if (mean == null || covariance == null) {
      throw new MetricException(
          file, "lacks mu_pris_param or cov_pris_param, so it holds no NIQE parameters");
    }
    if (mean.values().length != FEATURES || covariance.values().length != FEATURES * FEATURES) {
      throw new MetricException(file, "NIQE parameters are not of " + FEATURES + " features");
    }
    double[][] rows = new double[FEATURES][];
    for (int i = 0; i < FEATURES; i++) {
      rows[i] = Arrays.copyOfRange(covariance.values(), i * FEATURES, (i + 1) * FEATURES);
    }
    return create(file, mean.values(), rows);
  }

  private static NiqeModel readJson(Path file) throws IOException {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new MetricException(file, "neither .npz nor JSON NIQE parameters", e);
    }
    if (!FORMAT.equals(root.path("format").asText())) {
      throw new MetricException(file, "neither .npz nor JSON NIQE parameters");
    }
    if (root.path("version").asInt() != VERSION) {
      throw new MetricException(
          file, "NIQE parameters of version " + root.path("version").asText() + ", not " + VERSION);
    }
    JsonNode matrix = root.path("covariance");
    double[][] rows = new double[matrix.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = numbers(matrix.get(i));
    }
    return create(file, numbers(root.path("mean")), rows);
  }

  private static double[] numbers(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).isNumber() ? array.get(i).doubleValue() : Double.NaN;
    }
    return values;
  }

  private static NiqeModel create(Path file, double[] mean, double[][] covariance)
      throws MetricException {
    try {
      return new NiqeModel(mean, covariance);
    } catch (IllegalArgumentException e) {
      throw new MetricException(file, "unusable NIQE parameters: " + e.getMessage(), e);
    }
  }

  /**
   * Writes the model as JSON, replacing the file at once or not at all.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode().put("format", FORMAT).put("version", VERSION);
    ArrayNode means = root.putArray("mean");
    Arrays.stream(mean).forEach(means::add);
    ArrayNode matrix = root.putArray("covariance");
    for (double[] row : covariance) {
      ArrayNode values = matrix.addArray();
      Arrays.stream(row).forEach(values::add);
    }
    WholeFile.write(file, mapper.writeValueAsBytes(root));
  }

  /**
   * Fits a model to pristine photographs (section II-C of the NIQE paper): of each photo the blocks
   * whose sharpness exceeds three quarters of its sharpest block. Not thread-safe.
   */
  public static final class Fitter {
    private static final double SHARP = 0.75;

    private final List<double[]> features = new ArrayList<>();

    /**
     * Adds a photo.
     *
     * @return how many of its blocks were sharp enough; 0 for photos smaller than a block
     */
    public int add(LumaPlane luma) {
      List<SceneStatistics.Block> blocks = SceneStatistics.of(luma);
      double peak = blocks.stream().mapToDouble(SceneStatistics.Block::sharpness).max().orElse(0);
      int before = features.size();
      for (SceneStatistics.Block block : blocks) {
        if (block.sharpness() > SHARP * peak && block.isComplete()) {
          features.add(block.features());
        }
      }
      return features.size() - before;
    }

    /** Sharp blocks so far. */
    public int blocks() {
      return features.size();
    }

    /**
     * The model of all photos added.
     *
     * @throws IllegalStateException if there were too few sharp blocks for a covariance of full
     *     rank
     */
    public NiqeModel fit() {
      if (features.size() <= FEATURES) {
        throw new IllegalStateException(
            "only %d sharp blocks of %dx%d pixels: more or larger photos are needed"
                .formatted(features.size(), SceneStatistics.BLOCK, SceneStatistics.BLOCK));
      }
      double[] mean = Statistics.mean(features);
      return new NiqeModel(mean, Statistics.covariance(features));
    }
  }
}
