package org.ctsr.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PNGs that cICP says to be HDR. */
class HdrPngTest {
  private static final int PQ = 16;
  private static final int HLG = 18;
  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final int RGB_ALPHA = 6;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final List<String> warnings = new ArrayList<>();

  /** A row of pixels, 16 bits. */
  private RgbImage read(int primaries, int transfer, int colorType, double[]... pixels)
      throws IOException {
    byte[] png =
        new PngBytes(pixels.length, 1, 16, colorType, false)
            .chunk("cICP", (byte) primaries, (byte) transfer, (byte) 0, (byte) 1)
            .picture((band, x, y) -> (int) Math.round(pixels[x][band] * 65535));
    Path file = Files.write(folder.resolve("hdr.png"), png);
    RgbImage image = PhotoReader.read(file, ReadLimits.DEFAULT, warnings::add);
    assertThat(image.metadata().colorProfile()).isNull();
    assertThat(image.bitDepth()).isEqualTo(16);
    return image;
  }

  private static float sample(RgbImage image, int channel, int x) {
    float[] value = new float[1];
    image.readRegion(channel, x, 0, 1, 1, value, 0, 1);
    return value[0];
  }

  private static double[] grey(double sample) {
    return new double[] {sample, sample, sample};
  }

  private static double pq(double light) {
    return PerceptualQuantizer.encode(light);
  }

  @ParameterizedTest
  @CsvSource({"16, 0", "16, 2", "18, 0", "18, 2"})
  void blackStaysBlackAndPaperIsWhite(int transfer, int colorType) throws Exception {
    // 75 % of HLG is the same white (BT.2408-5, table 1).
    double white = transfer == PQ ? pq(203) : 0.75;
    RgbImage image = read(9, transfer, colorType, grey(0), grey(white));
    assertThat(image.isGrey()).isEqualTo(colorType == GREY);
    for (int channel = 0; channel < 3; channel++) {
      assertThat(sample(image, channel, 0)).isZero();
      assertThat(sample(image, channel, 1)).isCloseTo(1, offset(0.001f));
    }
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0))
        .contains("hdr.png: is an HDR picture", transfer == PQ ? "PQ" : "HLG", "to sRGB");
  }

  @Test
  void whatIsDarkerThanWhiteIsAsInAUsualPhoto() throws Exception {
    RgbImage image = read(9, PQ, RGB, grey(pq(0.18 * 203)), grey(pq(0.5 * 203)));
    assertThat(sample(image, 1, 0))
        .isCloseTo((float) SrgbCurve.encodeExactly(0.18), offset(0.001f));
    assertThat(sample(image, 1, 1)).isCloseTo((float) SrgbCurve.encodeExactly(0.5), offset(0.001f));
    assertThat(warnings.get(0)).doesNotContain("compressed");
  }

  @ParameterizedTest
  @ValueSource(ints = {PQ, HLG})
  void brighterIsNeverDarkerAndTheBrightestIsWhite(int transfer) throws Exception {
    double[][] ramp = new double[1000][];
    for (int x = 0; x < ramp.length; x++) {
      ramp[x] = grey(x / (ramp.length - 1.0));
    }
    RgbImage image = read(9, transfer, RGB, ramp);
    float before = 0;
    for (int x = 0; x < ramp.length; x++) {
      float value = sample(image, 1, x);
      assertThat(value).isGreaterThanOrEqualTo(before);
      // Equal components are grey by whatever primaries.
      assertThat(sample(image, 0, x)).isCloseTo(value, offset(2e-4f));
      assertThat(sample(image, 2, x)).isCloseTo(value, offset(2e-4f));
      before = value;
    }
    assertThat(before).isEqualTo(1);
    double times = (transfer == PQ ? 10_000 : 1_000) / 203.0;
    assertThat(warnings.get(0))
        .contains("highlights, up to %.1f times as bright as white".formatted(times), "compressed");
  }

  /** The primaries of Rec. BT.709 are those of sRGB, so that a colour is only made darker. */
  @Test
  void highlightsKeepTheirHue() throws Exception {
    RgbImage image = read(1, PQ, RGB, new double[] {pq(1600), pq(800), pq(400)});
    double red = SrgbCurve.decodeExactly(sample(image, 0, 0));
    assertThat(red).isCloseTo(1, offset(1e-3));
    assertThat(SrgbCurve.decodeExactly(sample(image, 1, 0))).isCloseTo(red / 2, offset(1e-3));
    assertThat(SrgbCurve.decodeExactly(sample(image, 2, 0))).isCloseTo(red / 4, offset(1e-3));
  }

  /** BT.2087-0, section 2: BT.709's red lies at (0.6274, 0.0691, 0.0164) of BT.2020's primaries. */
  @Test
  void primariesAreConverted() throws Exception {
    double[] red = {pq(0.6274 * 203), pq(0.0691 * 203), pq(0.0164 * 203)};
    double[] outside = {0, pq(203), 0};
    RgbImage image = read(9, PQ, RGB, red, outside);
    assertThat(sample(image, 0, 0)).isGreaterThan(0.99f);
    assertThat(sample(image, 1, 0)).isLessThan(0.02f);
    assertThat(sample(image, 2, 0)).isLessThan(0.02f);
    assertThat(sample(image, 0, 1)).isZero();
    assertThat(sample(image, 2, 1)).isZero();
  }

  @Test
  void transparencyIsKeptAndWhatItHidesSetsNoPeak() throws Exception {
    RgbImage image =
        read(
            9,
            PQ,
            RGB_ALPHA,
            new double[] {pq(203), pq(203), pq(203), 0.5},
            new double[] {1, 1, 1, 0});
    assertThat(sample(image, 0, 0)).isCloseTo(1, offset(0.001f));
    float[] alpha = new float[2];
    image.readRegion(RgbImage.ALPHA, 0, 0, 2, 1, alpha, 0, 2);
    assertThat(alpha[0]).isCloseTo(0.5f, offset(0.001f));
    assertThat(alpha[1]).isZero();
    assertThat(warnings.get(0)).doesNotContain("compressed");
  }

  @Test
  void aGlintDoesNotMakeTheWholePictureDark() throws Exception {
    double[][] pixels = new double[20_001][];
    java.util.Arrays.fill(pixels, grey(pq(203)));
    pixels[7] = grey(1);
    RgbImage image = read(9, PQ, RGB, pixels);
    assertThat(sample(image, 0, 0)).isCloseTo(1, offset(0.001f));
    assertThat(sample(image, 0, 7)).isEqualTo(1);
  }

  /** Samples from 16 to 235 have another meaning. */
  @Test
  void aNarrowRangeIsMentioned() throws Exception {
    byte[] png =
        new PngBytes(1, 1, 16, RGB, false)
            .chunk("cICP", (byte) 9, (byte) PQ, (byte) 0, (byte) 0)
            .picture((band, x, y) -> 128);
    Path file = Files.write(folder.resolve("narrow.png"), png);
    PhotoReader.read(file, ReadLimits.DEFAULT, warnings::add);
    assertThat(warnings)
        .hasSize(1)
        .first()
        .asString()
        .contains("cICP primaries 9, curve 16", "sRGB is assumed");
  }

  private RgbImage readWithProfile(int range, double sample) throws IOException {
    byte[] png =
        new PngBytes(1, 1, 16, RGB, false)
            .chunk("iCCP", profile())
            .chunk("cICP", (byte) 9, (byte) PQ, (byte) 0, (byte) range)
            .picture((band, x, y) -> (int) Math.round(sample * 65535));
    Path file = Files.write(folder.resolve("both.png"), png);
    return PhotoReader.read(file, ReadLimits.DEFAULT, warnings::add);
  }

  /** Another profile than sRGB, so that it would show. */
  private static byte[] profile() throws IOException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.write(new byte[] {'l', 0, 0});
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(chunk)) {
      deflater.write(ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
    }
    return chunk.toByteArray();
  }

  /** As PNG's third edition wants it, section 4.3: the profile is for those who know no cICP. */
  @Test
  void whatIsSaidOfHdrComesBeforeAProfile() throws Exception {
    RgbImage image = readWithProfile(1, pq(203));
    assertThat(image.metadata().colorProfile()).isNull();
    assertThat(sample(image, 0, 0)).isCloseTo(1, offset(0.001f));
  }

  @Test
  void aProfileStaysWhereWhatIsSaidOfHdrIsNotUnderstood() throws Exception {
    // Half of the light is 0.735 in sRGB.
    assertThat(sample(readWithProfile(0, 0.5), 0, 0)).isCloseTo(0.735f, offset(0.01f));
    assertThat(warnings).noneMatch(warning -> warning.contains("cICP"));
  }
}
