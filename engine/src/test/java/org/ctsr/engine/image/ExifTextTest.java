package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts of EXIF come through as they stand, whatever their encoding. */
class ExifTextTest {
  private static final int MAKE = 271;
  private static final int COPYRIGHT = 33432;
  private static final int XP_TITLE = 0x9c9b;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private byte[] written(byte[] exif, OutputFormat format) throws Exception {
    Path file = folder.resolve((char) exif[0] + "." + format.extension());
    WriteResult result =
        PhotoWriter.write(
            new TestRows(4, 3, false, false, (c, x, y) -> 0.5f),
            new Metadata(null, exif, null, null, 0),
            WriteSettings.of(format),
            file);
    assertThat(result.warnings()).isEmpty();
    return Objects.requireNonNull(PhotoReader.read(file, ReadLimits.DEFAULT).metadata().exif());
  }

  private static ExifBlock block(byte[] exif) {
    return Objects.requireNonNull(ExifBlock.parse(exif, 100_000));
  }

  /** A maker, a copyright in Latin-1, a title of a type it should not have, and a comment. */
  static byte[] exif(ByteOrder order, byte[] comment) {
    ByteBuffer out = ByteBuffer.allocate(200).order(order);
    out.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(US_ASCII));
    out.putShort((short) 42).putInt(8);
    out.putShort((short) 4);
    entry(out, MAKE, 2, 6).putInt(100);
    entry(out, COPYRIGHT, 2, 5).putInt(106);
    entry(out, 0x8769, 4, 1).putInt(70);
    entry(out, XP_TITLE, 2, 4).put("Tea\0".getBytes(US_ASCII));
    out.putInt(0).position(70);
    out.putShort((short) 1);
    entry(out, 0x9286, 7, comment.length).putInt(120);
    out.putInt(0).position(100);
    out.put("Maker\0".getBytes(US_ASCII));
    out.put(new byte[] {(byte) 0xa9, ' ', 'M', 'e', 0}).position(120);
    return out.put(comment).array();
  }

  private static ByteBuffer entry(ByteBuffer out, int tag, int type, int count) {
    return out.putShort((short) tag).putShort((short) type).putInt(count);
  }

  private static byte[] unicode(String text, Charset charset) {
    ByteBuffer comment = ByteBuffer.allocate(8 + 2 * text.length());
    return comment.put("UNICODE\0".getBytes(US_ASCII)).put(text.getBytes(charset)).array();
  }

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void textThatIsNotUtf8StaysAsItIs(OutputFormat format) throws Exception {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      byte[] comment = "ASCII\0\0\0Gr\u00fc\u00dfe".getBytes(ISO_8859_1);
      byte[] after = written(exif(order, comment), format);
      assertThat(block(after).bytes(COPYRIGHT)).containsExactly(0xa9, ' ', 'M', 'e', 0);
      assertThat(contains(after, comment)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void aTagOfAnOddTypeCostsNothingElse(OutputFormat format) throws Exception {
    byte[] after = written(exif(ByteOrder.BIG_ENDIAN, new byte[8]), format);
    assertThat(block(after).bytes(MAKE)).isEqualTo("Maker\0".getBytes(US_ASCII));
    assertThat(block(after).bytes(XP_TITLE)).isEqualTo("Tea\0".getBytes(US_ASCII));
  }

  /** A comment's text is of the block's byte order, which TIFF results change. */
  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void unicodeCommentsKeepTheBlocksByteOrder(OutputFormat format) throws Exception {
    byte[] after =
        written(exif(ByteOrder.BIG_ENDIAN, unicode("Gr\u00fc\u00dfe", UTF_16BE)), format);
    Charset expected = after[0] == 'M' ? UTF_16BE : UTF_16LE;
    assertThat(contains(after, unicode("Gr\u00fc\u00dfe", expected))).isTrue();
  }

  private static boolean contains(byte[] bytes, byte[] part) {
    return new String(bytes, ISO_8859_1).contains(new String(part, ISO_8859_1));
  }
}
