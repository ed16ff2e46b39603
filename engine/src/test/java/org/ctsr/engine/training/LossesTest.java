package org.ctsr.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LossesTest {
  private NDManager manager;

  @BeforeEach
  void open() {
    Torch.start(1);
    manager = Torch.newManager(Device.cpu());
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Random values around one half, the same for the same seed. */
  private NDArray noise(long seed, long... shape) {
    Shape wanted = new Shape(shape);
    float[] values = new float[(int) wanted.size()];
    Random random = new Random(seed);
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.5f + 0.2f * (float) random.nextGaussian();
    }
    return manager.create(values, wanted);
  }

  /** A pattern of one photo pixel counts, the same amount of anything else does not. */
  @Test
  void theLatticeIsWhatRepeatsWithThePhotosPixels() {
    float[] pattern = new float[32 * 32];
    float[] wave = new float[32 * 32];
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 32; x++) {
        pattern[32 * y + x] = x % 4 == 1 ? 0.03f : -0.01f;
        wave[32 * y + x] = (float) (0.03 * Math.sin(2 * Math.PI * x / 8));
      }
    }
    Shape shape = new Shape(1, 1, 32, 32);
    assertThat(Losses.lattice(manager.create(pattern, shape), 4).getFloat())
        .isCloseTo(3e-4f, within(1e-6f));
    assertThat(Losses.lattice(manager.create(wave, shape), 4).getFloat()).isLessThan(1e-10f);
    // Nor does what there is beside whole windows.
    NDArray larger = manager.zeros(new Shape(1, 1, 36, 32));
    larger.set(new NDIndex("0, 0, 32:, :"), 1f);
    assertThat(Losses.lattice(larger, 4).getFloat()).isZero();
  }

  /** By Keys' kernel: a ramp stays one, and beside a bright pixel it undershoots by so much. */
  @Test
  void bicubicEnlargementIsWhatItSays() {
    float[] ramp = new float[12 * 12];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i % 12;
    }
    NDArray large = Losses.bicubic(manager.create(ramp, new Shape(1, 1, 12, 12)), 4);
    assertThat(large.getShape()).isEqualTo(new Shape(1, 1, 48, 48));
    // The centre of HR pixel 24 lies an eighth of a LR pixel before the edge of LR pixels 5 and 6.
    assertThat(large.getFloat(0, 0, 20, 24)).isCloseTo(5.625f, within(0.01f));
    NDArray dot = manager.zeros(new Shape(1, 1, 12, 12));
    dot.set(new NDIndex("0, 0, 5, 5"), 1f);
    // PyTorch's other kernel, a = -0.75, has -0.106.
    assertThat(Losses.bicubic(dot, 4).min().getFloat()).isCloseTo(-0.0706f, within(5e-4f));
  }

  /** Two patches, one ten times as wrong: a tenth less of either's error is worth the same. */
  @Test
  void aDecibelIsWorthTheSameInEveryPatch() {
    NDArray truth = noise(8, 2, 3, 16, 16);
    NDArray sizes = manager.create(new float[] {0.05f, 0.5f}, new Shape(2, 1, 1, 1));
    NDArray errors = noise(9, 2, 3, 16, 16).mul(sizes);
    float before = Losses.logarithmic(truth.add(errors), truth).getFloat();
    for (int patch = 0; patch < 2; patch++) {
      NDArray less = manager.ones(new Shape(2, 1, 1, 1));
      less.set(new NDIndex(patch + ", :, :, :"), 0.9f);
      float after = Losses.logarithmic(truth.add(errors.mul(less)), truth).getFloat();
      // The square of 0.9, in one of two patches.
      assertThat(after - before).isCloseTo((float) Math.log(0.9), within(0.02f));
    }
    assertThat(Losses.logarithmic(truth, truth).getFloat()).isFinite();
  }

  @Test
  void fusedTargetIsTheNearestPointOfTheSegment() {
    NDArray f = noise(1, 2, 3, 24, 24);
    NDArray r = noise(2, 2, 3, 24, 24);
    NDArray taps = Losses.gaussian(manager, 4);
    // The truth on the line: a third of the way, beyond r, and before f.
    for (float[] pair : new float[][] {{0.33f, 0.33f}, {1.7f, 1f}, {-0.4f, 0f}}) {
      NDArray truth = f.add(r.sub(f).mul(pair[0]));
      NDArray wanted = f.add(r.sub(f).mul(pair[1]));
      NDArray found = Losses.fusedTarget(f, r, truth, taps);
      assertThat(found.sub(wanted).abs().max().getFloat()).isLessThan(2e-3f);
    }
  }

  @Test
  void fusedTargetFollowsTheBetterTeacherInEachWindow() {
    NDArray f = noise(1, 1, 3, 16, 64);
    NDArray r = noise(2, 1, 3, 16, 64);
    NDArray left = manager.zeros(new Shape(1, 1, 1, 64));
    left.set(new NDIndex("..., :32"), 1f);
    NDArray truth = f.mul(left).add(r.mul(left.neg().add(1)));
    NDArray found = Losses.fusedTarget(f, r, truth, Losses.gaussian(manager, 2));
    NDArray error = found.sub(truth).abs();
    assertThat(error.get("..., :26").max().getFloat()).isLessThan(2e-3f);
    assertThat(error.get("..., 38:").max().getFloat()).isLessThan(2e-3f);
  }

  @Test
  void textureCaresHowMuchButNotWhere() {
    NDArray grain = noise(7, 1, 3, 48, 48);
    NDArray otherGrain = noise(8, 1, 3, 48, 48);
    NDArray flat = manager.full(grain.getShape(), 0.5f);
    NDArray taps = Losses.gaussian(manager, 3);
    float nothing = Losses.texture(flat, grain, taps).getFloat();
    // The root mean square difference of neighbours of sigma 0.2 across and down is 0.2 * 2.
    assertThat(nothing).isCloseTo(0.4f, within(0.08f));
    assertThat(Losses.texture(otherGrain, grain, taps).getFloat()).isLessThan(0.15f * nothing);
    assertThat(Losses.texture(grain.sub(0.5f).mul(0.5f), grain, taps).getFloat())
        .isCloseTo(nothing / 2, within(0.02f));
    assertThat(Losses.texture(grain.add(0.1f), grain, taps).getFloat()).isLessThan(1e-5f);
  }

  @Test
  void splitTellsAlongFromAcross() {
    NDArray d = noise(3, 1, 3, 32, 32).sub(0.5f);
    NDArray taps = Losses.gaussian(manager, 3);
    NDArray along = d.mul(0.3f);
    assertThat(Losses.split(along, d, taps, 0, 1).getFloat()).isLessThan(5e-4f);
    assertThat(Losses.split(along, d, taps, 1, 0).getFloat())
        .isCloseTo(along.abs().mean().getFloat(), within(5e-4f));
    // Turned by a quarter in the plane of red and green it is orthogonal everywhere.
    NDArray red = d.get(":, 0:1");
    NDArray green = d.get(":, 1:2");
    NDArray turned = NDArrays.concat(new NDList(green.neg(), red, red.zerosLike()), 1);
    assertThat(Losses.split(turned, d, taps, 1, 0).getFloat()).isLessThan(1e-6f);
    assertThat(Losses.split(turned, d, taps, 0, 1).getFloat())
        .isCloseTo(turned.abs().mean().getFloat(), within(1e-6f));
  }

  @Test
  void thePathLeadsThroughItsThreeAnchors() {
    NDArray f = noise(1, 1, 3, 4, 4);
    NDArray m = noise(2, 1, 3, 4, 4);
    NDArray r = noise(3, 1, 3, 4, 4);
    NDArray c = Losses.bend(f, m, r);
    NDArray[] anchors = {f, m, r};
    for (int i = 0; i < 3; i++) {
      NDArray t = manager.full(new Shape(1, 1, 1, 1), i / 2f);
      NDArray point = Losses.at(f, r.sub(f), c, t);
      assertThat(point.sub(anchors[i]).abs().max().getFloat()).isLessThan(1e-5f);
    }
  }

  @Test
  void anUndecidedDiscriminatorCostsLnTwoAndLnFour() {
    NDArray judged = manager.zeros(new Shape(2, 1, 4, 4));
    assertThat(Losses.deceive(judged).getFloat()).isCloseTo((float) Math.log(2), within(1e-6f));
    assertThat(Losses.discriminate(judged, judged).getFloat())
        .isCloseTo((float) Math.log(4), within(1e-6f));
    NDArray sure = judged.add(9);
    assertThat(Losses.discriminate(sure, sure.neg()).getFloat()).isLessThan(1e-3f);
  }

  /** With gradients shorter and longer than the limit. */
  @Test
  void adamFollowsItsFormula() {
    for (float size : new float[] {0.01f, 10f}) {
      NDArray p = manager.create(new float[] {1f, 2f, 3f});
      Map<String, NDArray> parameters = new LinkedHashMap<>();
      parameters.put("p", p);
      JniUtils.attachGradient((PtNDArray) p, true);
      double[] x = {1, 2, 3};
      double[] mean = new double[3];
      double[] variance = new double[3];
      try (Adam adam = new Adam(parameters, manager)) {
        for (int step = 1; step <= 6; step++) {
          Torch.record(true);
          Torch.backward(
              p.square().mul(manager.create(new float[] {size, 0.1f * size, 2 * size})).sum());
          double[] g = {2 * size * x[0], 0.2 * size * x[1], 4 * size * x[2]};
          double norm = Math.sqrt(g[0] * g[0] + g[1] * g[1] + g[2] * g[2]);
          double found = adam.gradientNorm();
          assertThat(found).isCloseTo(norm, within(1e-4 * norm));
          adam.step(0.01, found, 1.0);
          for (int i = 0; i < 3; i++) {
            double clipped = g[i] * Math.min(1, 1 / norm);
            mean[i] = 0.9 * mean[i] + 0.1 * clipped;
            variance[i] = 0.99 * variance[i] + 0.01 * clipped * clipped;
            double m = mean[i] / (1 - Math.pow(0.9, step));
            double v = variance[i] / (1 - Math.pow(0.99, step));
            x[i] -= 0.01 * m / (Math.sqrt(v) + 1e-8);
            assertThat(p.getFloat(i)).isCloseTo((float) x[i], within(1e-5f));
          }
        }
      }
    }
  }
}
