package org.ctsr.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code pixels.pt} gives the picture itself and its mean over 2x2 pixels as feature maps. */
class FeatureNetworkTest {
  private final Path folder;

  FeatureNetworkTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static FeatureNetwork pixels() throws IOException, URISyntaxException {
    Path file = Path.of(FeatureNetworkTest.class.getResource("pixels.pt").toURI());
    return FeatureNetwork.load(file, Device.cpu());
  }

  private static MeasuredImage flat(float red, float green, float blue) {
    float[][] planes = new float[3][16];
    java.util.Arrays.fill(planes[0], red);
    java.util.Arrays.fill(planes[1], green);
    java.util.Arrays.fill(planes[2], blue);
    return MeasuredImage.of(4, 4, planes);
  }

  @Test
  void comparesDirectionsOfChannelVectors() throws Exception {
    try (FeatureNetwork network = pixels()) {
      // Orthogonal unit vectors are 2 apart (squared), parallel ones 0, at 60 degrees 1.
      assertThat(network.distance(flat(1, 0, 0), flat(0, 1, 0))).isCloseTo(200, within(0.01));
      assertThat(network.distance(flat(1, 1, 0), flat(1, 0, 1))).isCloseTo(100, within(0.01));
      assertThat(network.distance(flat(1, 1, 1), flat(0.2f, 0.2f, 0.2f)))
          .isCloseTo(0, within(0.01));
    }
  }

  @Test
  void averagesPixelsAndLayers() throws Exception {
    float[][] planes = new float[3][16];
    java.util.Arrays.fill(planes[0], 1);
    planes[0][0] = 0;
    planes[1][0] = 1;
    MeasuredImage spot = MeasuredImage.of(4, 4, planes);

    try (FeatureNetwork network = pixels()) {
      // One pixel of 16 is 2 away; its 2x2 mean (3/4, 1/4, 0) lies off the axis by
      // 2 - 2 cos = 2 - 6 / sqrt(10), in one of four pixels.
      double fine = 2.0 / 16;
      double coarse = (2 - 6 / Math.sqrt(10)) / 4;
      assertThat(network.distance(spot, flat(1, 0, 0)))
          .isCloseTo(100 * (fine + coarse) / 2, within(0.001));
    }
  }

  @Test
  void gradientsReachThePictures() throws Exception {
    try (FeatureNetwork network = pixels();
        NDManager manager = network.newManager()) {
      float[] values = new float[3 * 16];
      java.util.Arrays.fill(values, 0, 32, 0.5f);
      NDArray picture = manager.create(values, new Shape(1, 3, 4, 4));
      NDArray truth = manager.create(values, new Shape(1, 3, 4, 4)).mul(0.5f);
      truth.set(new ai.djl.ndarray.index.NDIndex(":, 2"), 0.4f);
      picture.setRequiresGradient(true);
      NDList wanted = network.forward(truth);

      float[] gradient;
      double before;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray loss = FeatureDistance.between(network.forward(picture), wanted);
        before = loss.toFloatArray()[0];
        collector.backward(loss);
        gradient = picture.getGradient().toFloatArray();
      }

      float[] moved = values.clone();
      double predicted = 0;
      for (int i = 0; i < moved.length; i++) {
        double step = i == 37 ? 1e-2 : 0;
        moved[i] += (float) step;
        predicted += step * gradient[i];
      }
      NDArray after =
          FeatureDistance.between(
              network.forward(manager.create(moved, new Shape(1, 3, 4, 4))), wanted);
      assertThat(predicted).isNegative();
      assertThat(after.toFloatArray()[0] - before)
          .isCloseTo(predicted, within(0.1 * Math.abs(predicted)));
    }
  }

  @Test
  void namesTheFileThatIsNoNetwork() throws IOException {
    Path missing = folder.resolve("missing.pt");
    assertThatThrownBy(() -> FeatureNetwork.load(missing, Device.cpu()))
        .isInstanceOf(MetricException.class)
        .hasMessage(missing + ": no such file");

    Path text = Files.writeString(folder.resolve("text.pt"), "no network");
    assertThatThrownBy(() -> FeatureNetwork.load(text, Device.cpu()))
        .isInstanceOf(MetricException.class)
        .hasMessageContaining("text.pt");
  }

  @Test
  void namesPicturesThatDoNotFit() throws Exception {
    float[][] planes = new float[3][1];
    try (FeatureNetwork network = pixels()) {
      MeasuredImage tiny = MeasuredImage.of(1, 1, planes);
      assertThatThrownBy(() -> network.distance(tiny, tiny))
          .isInstanceOf(MetricException.class)
          .hasMessageContaining("1x1");
      assertThatThrownBy(() -> network.distance(tiny, flat(1, 1, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("4x4");
    }
  }

  /** Needs the exported SqueezeNet in {@code CTSR_FEATURES}, which the repository does not hold. */
  @ParameterizedTest
  @CsvSource({"realsr, x4plus, 50.3", "drealsr, osediff, 43.5"})
  void agreesWithTheStatedDistances(String set, String result, double expected) throws Exception {
    Path folderOfSet = SharedPhotos.require("photos/val/" + set);
    String file = System.getenv("CTSR_FEATURES");
    org.junit.jupiter.api.Assumptions.assumeTrue(file != null, "CTSR_FEATURES is not set");
    double sum = 0;
    List<Path> photos = SharedPhotos.photos(folderOfSet.resolve("hr"));
    try (FeatureNetwork network = FeatureNetwork.load(Path.of(file), Device.cpu())) {
      for (Path photo : photos) {
        Path other = folderOfSet.resolve(result).resolve(photo.getFileName());
        sum += network.distance(SharedPhotos.read(other), SharedPhotos.read(photo));
      }
    }
    assertThat(sum / photos.size()).isCloseTo(expected, within(0.051));
  }
}
