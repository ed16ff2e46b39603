package org.ctsr.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NiqeModelTest {
  private final Path folder;

  NiqeModelTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private final double[] mean = new double[36];
  private final double[][] covariance = new double[36][36];

  @BeforeEach
  void fillWithNumbersThatTellRowsFromColumns() {
    for (int i = 0; i < 36; i++) {
      mean[i] = i / 7.0;
      for (int j = 0; j < 36; j++) {
        covariance[i][j] = 100 * i + j;
      }
    }
  }

  private static byte[] npy(String type, String order, String shape, double... values) {
    String header =
        "{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': (" + shape + "), }\n";
    int size = type.endsWith("8") ? 8 : 4;
    ByteBuffer buffer = ByteBuffer.allocate(10 + header.length() + size * values.length);
    buffer.order(ByteOrder.LITTLE_ENDIAN).put((byte) 0x93);
    buffer.put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
    buffer.putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
    buffer.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      if (size == 8) {
        buffer.putDouble(value);
      } else {
        buffer.putFloat((float) value);
      }
    }
    return buffer.array();
  }

  private Path npz(Object... namesAndArrays) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndArrays.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndArrays[i] + ".npy"));
        zip.write((byte[]) namesAndArrays[i + 1]);
      }
    }
    return Files.write(folder.resolve("parameters.npz"), bytes.toByteArray());
  }

  private double[] rows() {
    double[] values = new double[36 * 36];
    for (int i = 0; i < values.length; i++) {
      values[i] = covariance[i / 36][i % 36];
    }
    return values;
  }

  private double[] columns() {
    double[] values = new double[36 * 36];
    for (int i = 0; i < values.length; i++) {
      values[i] = covariance[i % 36][i / 36];
    }
    return values;
  }

  @Test
  void readsRowAndColumnMajorArrays() throws IOException {
    Path byRows =
        npz(
            "mu_pris_param", npy("<f8", "False", "1, 36", mean),
            "cov_pris_param", npy(">f8", "False", "36, 36", rows()));
    assertThat(NiqeModel.read(byRows).covariance()).isDeepEqualTo(covariance);

    Path byColumns =
        npz(
            "mu_pris_param", npy("<f8", "True", "36,", mean),
            "cov_pris_param", npy("<f4", "True", "36, 36", columns()));
    NiqeModel model = NiqeModel.read(byColumns);
    assertThat(model.covariance()).isDeepEqualTo(covariance);
    assertThat(model.mean()).isEqualTo(mean);
  }

  @Test
  void writesWhatItReads() throws IOException {
    Path file = folder.resolve("niqe.json");

    new NiqeModel(mean, covariance).write(file);
    NiqeModel model = NiqeModel.read(file);

    assertThat(model.mean()).isEqualTo(mean);
    assertThat(model.covariance()).isDeepEqualTo(covariance);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void namesTheFileAndWhatIsWrong() throws IOException {
    Path missing = folder.resolve("missing.npz");
    assertThatThrownBy(() -> NiqeModel.read(missing))
        .isInstanceOf(MetricException.class)
        .hasMessage(missing + ": no such file");

    Path text = Files.writeString(folder.resolve("notes.txt"), "not numbers");
    assertThatThrownBy(() -> NiqeModel.read(text))
        .isInstanceOf(MetricException.class)
        .hasMessageContaining("notes.txt");

    Path other = Files.writeString(folder.resolve("other.json"), "{\"format\": \"else\"}");
    assertThatThrownBy(() -> NiqeModel.read(other)).hasMessageContaining("neither");

    Path incomplete = npz("mu_pris_param", npy("<f8", "False", "36,", mean));
    assertThatThrownBy(() -> NiqeModel.read(incomplete))
        .isInstanceOf(MetricException.class)
        .hasMessageContaining("lacks");
  }

  @Test
  void refusesTruncatedAndNonFiniteFiles() throws IOException {
    Path cut =
        npz(
            "mu_pris_param", npy("<f8", "False", "37,", mean),
            "cov_pris_param", npy("<f8", "False", "36, 36", rows()));
    assertThatThrownBy(() -> NiqeModel.read(cut)).hasMessageContaining("cut short");

    byte[] half = Files.readAllBytes(npz("mu_pris_param", npy("<f8", "False", "36,", mean)));
    Path broken = Files.write(folder.resolve("broken.npz"), java.util.Arrays.copyOf(half, 90));
    assertThatThrownBy(() -> NiqeModel.read(broken))
        .isInstanceOf(MetricException.class)
        .hasMessageContaining("broken.npz");

    mean[3] = Double.NaN;
    Path undefined =
        npz(
            "mu_pris_param", npy("<f8", "False", "36,", mean),
            "cov_pris_param", npy("<f8", "False", "36, 36", rows()));
    assertThatThrownBy(() -> NiqeModel.read(undefined)).hasMessageContaining("not finite");
  }
}
