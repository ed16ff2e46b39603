package org.ctsr.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.ctsr.engine.TestModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchScriptPrecisionTest {
  private final Path folder;

  TorchScriptPrecisionTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void everyHalfSurvivesTheWayThroughFloat() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = TorchScriptPrecision.fromHalf((short) bits);
      if (!Float.isNaN(value)) {
        assertThat(TorchScriptPrecision.toHalf(value)).isEqualTo((short) bits);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 3c00",
    "-2.0, c000",
    "65504, 7bff",
    "65519.99, 7bff",
    "65520, 7c00", // the first that rounds to infinity
    "1.00048828125, 3c00", // half-way: to even
    "1.00146484375, 3c02", // half-way: to even
    "5.9604645e-8, 0001", // the smallest
    "2.9802322e-8, 0000", // half-way: to even
    "8.9406967e-8, 0002", // half-way: to even
    "6.1035156e-5, 0400", // the smallest normal
    "6.103e-5, 0400" // rounds up out of the subnormals
  })
  void valuesRoundToTheNearestHalf(float value, String expected) {
    assertThat(String.format("%04x", TorchScriptPrecision.toHalf(value) & 0xffff))
        .isEqualTo(expected);
  }

  @Test
  void aNetworkGoesToFloatAndBackUnchanged() throws IOException {
    Path half = TestModels.folder().resolve(TestModels.STUDENT).resolve("network.pt");
    Path wide = folder.resolve("wide.pt");
    Path again = folder.resolve("again.pt");
    Path copy = folder.resolve("copy.pt");
    TorchScriptPrecision.FLOAT32.rewrite(half, wide);
    assertThat(TorchScriptPrecision.of(wide)).isEqualTo(TorchScriptPrecision.FLOAT32);
    TorchScriptPrecision.FLOAT16.rewrite(wide, again);
    assertThat(TorchScriptPrecision.of(again)).isEqualTo(TorchScriptPrecision.FLOAT16);
    TorchScriptPrecision.FLOAT16.rewrite(half, copy);
    assertThat(Files.mismatch(again, copy)).isEqualTo(-1);
  }

  @Test
  void aFileWrittenOnCudaBecomesOneForTheProcessor() throws IOException {
    Path network = TestModels.folder().resolve(TestModels.STUDENT).resolve("network.pt");
    Path cuda = folder.resolve("cuda.pt");
    int named = 0;
    try (ZipFile from = new ZipFile(network.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(cuda))) {
      for (ZipEntry entry : Collections.list(from.entries())) {
        String content =
            new String(from.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
        if (entry.getName().endsWith(".pkl")) {
          String moved = content.replace("X\3\0\0\0cpu", "X\6\0\0\0cuda:0");
          named += moved.equals(content) ? 0 : 1;
          content = moved;
        }
        to.putNextEntry(new ZipEntry(entry.getName()));
        to.write(content.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(named).isEqualTo(2);
    Path one = folder.resolve("one.pt");
    Path two = folder.resolve("two.pt");
    TorchScriptPrecision.FLOAT16.rewrite(network, one);
    TorchScriptPrecision.FLOAT16.rewrite(cuda, two);
    assertThat(Files.mismatch(one, two)).isEqualTo(-1);
  }

  @Test
  void otherFilesAreRefusedAndLeaveNothing() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.pt"), "no network");
    Path target = folder.resolve("out.pt");
    assertThatThrownBy(() -> TorchScriptPrecision.FLOAT16.rewrite(text, target))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("notes.pt")
        .hasMessageContaining("not a TorchScript file");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(text);
    }
  }
}
