package org.ctsr.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentringTest {
  private static final Path STUDENT =
      Path.of(System.getProperty("ctsr.root"), "models/ctsr-compact-x4/network.pt");
  private static final Path PHOTO =
      Path.of(System.getProperty("ctsr.root"), "docs/pictures/osprey-small.jpg");
  private static final double FROM = 0.3;
  private static final int SIDE = 64;

  @Test
  void theNewSliderRunsAlongTheRestOfTheOldPath() throws Exception {
    Torch.start(1);
    Torch.record(false);
    try (TorchModule student = new TorchModule(STUDENT, Device.cpu(), false);
        NDManager manager = Torch.newManager(Device.cpu())) {
      NDArray photo = photo(manager);
      NDArray old = student.forward(photo);
      assertThat(BasisHead.of(student)).isTrue();
      Recentring.apply(student, FROM);
      NDArray recentred = student.forward(photo);
      for (double t : new double[] {0, 0.25, 0.7, 1}) {
        NDArray wanted = at(old, FROM + t * (1 - FROM), manager);
        NDArray found = at(recentred, t, manager);
        assertThat(found.sub(wanted).abs().mean().getFloat()).isLessThan(1f / 255);
        assertThat(found.sub(wanted).abs().max().getFloat()).isLessThan(4f / 255);
      }
      // It does move, so that the above says something.
      assertThat(at(recentred, 0, manager).sub(at(old, 0, manager)).abs().max().getFloat())
          .isGreaterThan(8f / 255);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 145})
  void rowsOfAHeadAreMixedAsTheirBasesAre(int rows) {
    Torch.start(1);
    Torch.record(false);
    try (NDManager manager = Torch.newManager(Device.cpu())) {
      int basis = rows / 9 * 3;
      NDArray old = manager.arange(0f, rows * 2f).reshape(rows, 2).cos();
      NDArray mixed = old.duplicate();
      Recentring.mix(mixed, FROM);
      for (float t : new float[] {0, 0.25f, 1}) {
        double before = FROM + t * (1 - FROM);
        NDArray wanted = path(old, basis, (float) before);
        assertThat(path(mixed, basis, t).sub(wanted).abs().max().getFloat()).isLessThan(1e-5f);
      }
      int others = rows - 3 * basis;
      assertThat(others).isEqualTo(rows == 145 ? 1 : 0);
      if (others > 0) {
        assertThat(mixed.get(3 * basis + ":").contentEquals(old.get(3 * basis + ":"))).isTrue();
      }
    }
  }

  private static NDArray path(NDArray rows, int basis, float t) {
    NDArray b1 = rows.get(basis + ":" + 2 * basis);
    NDArray b2 = rows.get(2 * basis + ":" + 3 * basis);
    return rows.get(":" + basis).add(b1.mul(t)).add(b2.mul(t * (1 - t)));
  }

  private static NDArray photo(NDManager manager) throws IOException {
    RgbImage photo = PhotoReader.read(PHOTO, ReadLimits.DEFAULT, warning -> {});
    float[] values = new float[3 * SIDE * SIDE];
    for (int c = 0; c < 3; c++) {
      photo.readRegion(c, 60, 10, SIDE, SIDE, values, c * SIDE * SIDE, SIDE);
    }
    return manager.create(values, new Shape(1, 3, SIDE, SIDE));
  }

  private static NDArray at(NDArray basis, double t, NDManager manager) {
    return Losses.at(
        basis.get(":, 0:3"),
        basis.get(":, 3:6"),
        basis.get(":, 6:9"),
        manager.full(new Shape(1, 1, 1, 1), (float) t));
  }
}
