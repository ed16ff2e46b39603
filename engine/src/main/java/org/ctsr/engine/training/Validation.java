package org.ctsr.engine.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.ctsr.engine.metric.FeatureNetwork;
import org.ctsr.engine.metric.MeasuredImage;
import org.ctsr.engine.metric.Mesh;
import org.ctsr.engine.metric.Niqe;
import org.ctsr.engine.metric.Psnr;
import org.ctsr.engine.training.data.PatchDataset;
import org.jspecify.annotations.Nullable;

/**
 * Measures networks on patches of photographs that are not trained on. NIQE, which needs many
 * blocks, is taken of all patches laid side by side in one picture.
 */
final class Validation {
  /** The realness values measured. */
  static final List<Double> TIMES = List.of(0.0, 0.25, 0.5, 0.75, 1.0);

  private static final int STRIPS = 6;

  /**
   * What a patch counts at most: one that is hit exactly, as an evenly black one may be, would make
   * the mean over all infinite.
   */
  private static final double MOST_DECIBELS = 100;

  private final PatchDataset patches;
  private final Device device;
  private final @Nullable FeatureNetwork features;
  private final @Nullable Niqe niqe;
  private final List<ValidationRow> rows = new ArrayList<>();
  private final List<List<MeasuredImage>> strips = new ArrayList<>();

  Validation(
      PatchDataset patches, Device device, @Nullable FeatureNetwork features, @Nullable Niqe niqe) {
    this.patches = patches;
    this.device = device;
    this.features = features;
    this.niqe = niqe;
  }

  /** What was measured so far. */
  List<ValidationRow> rows() {
    return List.copyOf(rows);
  }

  /** A network that gives one image. */
  void teacher(TorchModule network) throws IOException {
    measure(
        "fidelity teacher", 0, (index, manager) -> network.forward(batch(index, manager).small()));
  }

  /** A student, at each of {@link #TIMES}; the network runs once a patch. */
  void student(TorchModule network) throws IOException {
    List<float[]> bases = new ArrayList<>();
    for (int i = 0; i < patches.size(); i++) {
      Torch.record(false);
      try (NDManager manager = Torch.newManager(device)) {
        bases.add(network.forward(batch(i, manager).small()).toFloatArray());
      }
    }
    int side = patches.whole(0).side() * BatchArrays.SCALE;
    for (double t : TIMES) {
      measure(
          "student",
          t,
          (index, manager) -> {
            NDArray basis =
                manager.create(FloatBuffer.wrap(bases.get(index)), new Shape(1, 9, side, side));
            return Losses.at(
                basis.get(":, 0:3"),
                basis.get(":, 3:6"),
                basis.get(":, 6:9"),
                manager.full(new Shape(1, 1, 1, 1), (float) t));
          });
    }
  }

  /** The teachers' own images, mixed: the curve to beat. The set's answers must be theirs. */
  void blends() throws IOException {
    for (double t : TIMES) {
      measure(
          "blend of the teachers",
          t,
          (index, manager) -> {
            List<NDArray> answers = batch(index, manager).answers();
            return answers.get(0).mul(1 - t).add(answers.get(1).mul(t));
          });
    }
  }

  /**
   * The first patches, one a row: the small photo enlarged without smoothing, what was measured in
   * its order, the ground truth.
   */
  List<List<MeasuredImage>> strips() throws IOException {
    List<List<MeasuredImage>> rows = new ArrayList<>();
    for (int i = 0; i < strips.size(); i++) {
      try (NDManager manager = Torch.newManager(device)) {
        BatchArrays batch = batch(i, manager);
        List<MeasuredImage> row = new ArrayList<>();
        row.add(picture(batch.small().repeat(2, BatchArrays.SCALE).repeat(3, BatchArrays.SCALE)));
        row.addAll(strips.get(i));
        row.add(picture(batch.truth()));
        rows.add(row);
      }
    }
    return rows;
  }

  private BatchArrays batch(int index, NDManager manager) throws IOException {
    return BatchArrays.of(patches.whole(index), manager);
  }

  /** The image of a patch to be measured. */
  private interface Source {
    NDArray image(int index, NDManager manager) throws IOException;
  }

  private void measure(String what, double t, Source source) throws IOException {
    double psnr = 0;
    double distance = 0;
    Montage montage = new Montage(patches.size());
    Mesh mesh = new Mesh(BatchArrays.SCALE);
    Torch.record(false);
    for (int i = 0; i < patches.size(); i++) {
      try (NDManager manager = Torch.newManager(device)) {
        MeasuredImage result = picture(source.image(i, manager));
        MeasuredImage truth = picture(batch(i, manager).truth());
        psnr +=
            Math.min(
                MOST_DECIBELS,
                Psnr.between(
                    result.withoutBorder(BatchArrays.SCALE).luma(),
                    truth.withoutBorder(BatchArrays.SCALE).luma()));
        if (features != null) {
          distance += features.distance(result, truth);
        }
        montage.add(result);
        mesh.add(result.luma(), truth.luma());
        if (i < STRIPS) {
          if (strips.size() <= i) {
            strips.add(new ArrayList<>());
          }
          strips.get(i).add(result);
        }
      }
    }
    rows.add(
        new ValidationRow(
            what,
            t,
            psnr / patches.size(),
            niqe == null ? Double.NaN : niqe.score(montage.picture().luma()),
            features == null ? Double.NaN : distance / patches.size(),
            mesh.strength()));
  }

  private static MeasuredImage picture(NDArray image) {
    int height = (int) image.getShape().get(2);
    int width = (int) image.getShape().get(3);
    float[] values = image.toFloatArray();
    float[][] planes = new float[3][width * height];
    for (int c = 0; c < 3; c++) {
      System.arraycopy(values, c * width * height, planes[c], 0, width * height);
    }
    return MeasuredImage.of(width, height, planes);
  }
}
