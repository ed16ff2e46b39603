package org.ctsr.engine.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ctsr.engine.image.ConflictPolicy;
import org.ctsr.engine.image.JpegSettings;
import org.ctsr.engine.image.OutputFormat;
import org.ctsr.engine.image.ReadLimits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportSettingsTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private static ExportSettings settings(
      List<Double> realness, @Nullable Path mask, @Nullable OutputFormat format, Path output) {
    return new ExportSettings(
        null,
        realness,
        mask,
        null,
        format,
        JpegSettings.DEFAULT,
        null,
        OutputName.DEFAULT,
        output,
        ConflictPolicy.FAIL,
        false,
        ReadLimits.DEFAULT);
  }

  @Test
  void valuesThatAFileNameDoesNotTellApartGiveOneResult() {
    Path mask = Path.of("mask.png");
    List<Double> values = List.of(0.1234, 1.0, 0.12341, 0.5, 0.5, 0.9999);
    assertThat(settings(values, null, null, folder).realness()).containsExactly(0.1234, 1.0, 0.5);
    assertThat(settings(values, mask, null, folder).realness())
        .containsExactly(0.1234, 1.0, 0.5, 0.9999); // "mask" and "mask1"
  }

  @ParameterizedTest
  @ValueSource(strings = {"big.webp", "big.HEIC", "big.bmp", "big.gif"})
  void aFileOfAFormatThatIsNotWrittenIsNotTakenForAFolder(String name) throws IOException {
    Path output = folder.resolve(name);
    assertThatThrownBy(() -> settings(List.of(), null, null, output))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(".png, .jpg or .tif");
    Files.createDirectory(output);
    assertThat(settings(List.of(), null, null, output).writesToFolder()).isTrue();
  }

  @Test
  void aFileOfAnotherFormatThanAskedForIsRefused() {
    Path file = folder.resolve("x.jpg");
    assertThatThrownBy(() -> settings(List.of(), null, OutputFormat.PNG, file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x.jpg")
        .hasMessageContaining("JPEG")
        .hasMessageContaining("PNG");
    assertThat(settings(List.of(), null, OutputFormat.JPEG, file).writesToFolder()).isFalse();
  }

  @Test
  void foldersMayHaveADotInTheirName() {
    assertThat(settings(List.of(), null, null, folder.resolve("trip.2024")).writesToFolder())
        .isTrue();
    assertThat(settings(List.of(), null, null, folder.resolve("webp")).writesToFolder()).isTrue();
  }

  /** A path on a drive that must not be asked. */
  private static Path unreachable(String name) {
    Path real = Path.of(name);
    return (Path)
        Proxy.newProxyInstance(
            ExportSettingsTest.class.getClassLoader(),
            new Class<?>[] {Path.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getFileSystem")) {
                throw new AssertionError("the disk was asked");
              }
              return method.invoke(real, arguments);
            });
  }

  @Test
  void theDiskIsNotAskedAboutWhatIsNamedLikeAFolder() {
    Path output = unreachable("drive/enlarged");
    assertThat(settings(List.of(0.2, 0.5), null, null, output).writesToFolder()).isTrue();
  }
}
