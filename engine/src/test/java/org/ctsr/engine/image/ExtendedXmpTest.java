package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.adobe.internal.xmp.XMPMeta;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** XMP too large for one segment of a JPEG, as cameras write it that measure depth. */
class ExtendedXmpTest {
  private static final String DEPTH = "http://ns.google.com/photos/1.0/depthmap/";
  private static final String IMAGE = "http://ns.google.com/photos/1.0/image/";
  private static final String DC = "http://purl.org/dc/elements/1.1/";

  /** Base64 of 300,000 and 150,000 bytes. */
  private static final String DEPTH_DATA = noise(300_000);

  private static final String IMAGE_DATA = noise(150_000);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final List<String> warnings = new ArrayList<>();

  private static String noise(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(bytes).nextBytes(noise);
    return Base64.getEncoder().encodeToString(noise);
  }

  private static byte[] packet(String attributes, String elements) {
    return ("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
            + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
            + " rdf:about='' xmlns:GDepth='"
            + DEPTH
            + "' xmlns:GImage='"
            + IMAGE
            + "' xmlns:dc='"
            + DC
            + "' xmlns:xmpNote='http://ns.adobe.com/xmp/note/' "
            + attributes
            + ">"
            + elements
            + "</rdf:Description></rdf:RDF></x:xmpmeta>")
        .getBytes(UTF_8);
  }

  private static byte[] main(String name) {
    return packet(
        "GDepth:Format='RangeInverse' GDepth:Near='0.4' GImage:Mime='image/jpeg'"
            + " xmpNote:HasExtendedXMP='"
            + name
            + "'",
        "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Möwe über 海</rdf:li></rdf:Alt></dc:title>");
  }

  private static byte[] extension() {
    return packet(
        "GDepth:Data='" + DEPTH_DATA + "'", "<GImage:Data>" + IMAGE_DATA + "</GImage:Data>");
  }

  private static byte[] whole() {
    return packet(
        "GDepth:Format='RangeInverse' GDepth:Near='0.4' GImage:Mime='image/jpeg' GDepth:Data='"
            + DEPTH_DATA
            + "'",
        "<GImage:Data>"
            + IMAGE_DATA
            + "</GImage:Data><dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Möwe über 海</rdf:li>"
            + "</rdf:Alt></dc:title>");
  }

  /** Made here byte by byte, for the writer is tested against it. */
  private static byte[] part(String name, long length, long offset, byte[] content) {
    byte[] prefix = "http://ns.adobe.com/xmp/extension/\0".getBytes(ISO_8859_1);
    return ByteBuffer.allocate(prefix.length + 40 + content.length)
        .put(prefix)
        .put(name.getBytes(ISO_8859_1))
        .putInt((int) length)
        .putInt((int) offset)
        .put(content)
        .array();
  }

  private static List<byte[]> parts(String name, byte[] extension, int most) {
    List<byte[]> parts = new ArrayList<>();
    for (int at = 0; at < extension.length; at += most) {
      byte[] content = new byte[Math.min(most, extension.length - at)];
      System.arraycopy(extension, at, content, 0, content.length);
      parts.add(part(name, extension.length, at, content));
    }
    return parts;
  }

  private Path jpeg(byte[] main, List<byte[]> parts) throws IOException {
    byte[] plain = JpegBytes.raw(16, 16, 3, (band, x, y) -> 9 * x + y + band, false);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(plain, 0, 2);
    List<byte[]> payloads = new ArrayList<>();
    payloads.add(JpegBytes.concat("http://ns.adobe.com/xap/1.0/\0".getBytes(ISO_8859_1), main));
    payloads.addAll(parts);
    for (byte[] payload : payloads) {
      bytes.writeBytes(new byte[] {(byte) 0xff, (byte) JpegSegments.APP1});
      bytes.writeBytes(ByteBuffer.allocate(2).putShort((short) (payload.length + 2)).array());
      bytes.writeBytes(payload);
    }
    bytes.write(plain, 2, plain.length - 2);
    return Files.write(folder.resolve("photo.jpg"), bytes.toByteArray());
  }

  private Metadata read(Path file) throws IOException {
    return PhotoReader.read(file, ReadLimits.DEFAULT, warnings::add).metadata();
  }

  private static XMPMeta xmp(Metadata metadata) throws Exception {
    return XmpPacket.parse(Objects.requireNonNull(metadata.xmp()));
  }

  private static void assertWhole(XMPMeta xmp) throws Exception {
    assertThat(xmp.getPropertyString(DEPTH, "Data")).isEqualTo(DEPTH_DATA);
    assertThat(xmp.getPropertyString(IMAGE, "Data")).isEqualTo(IMAGE_DATA);
    assertThat(xmp.getPropertyString(DEPTH, "Format")).isEqualTo("RangeInverse");
    assertThat(xmp.getPropertyString(DEPTH, "Near")).isEqualTo("0.4");
    assertThat(xmp.getPropertyString(IMAGE, "Mime")).isEqualTo("image/jpeg");
    assertThat(xmp.getLocalizedText(DC, "title", null, "x-default").getValue())
        .isEqualTo("Möwe über 海");
    assertThat(xmp.doesPropertyExist(XmpPacket.NOTE, XmpPacket.HAS_EXTENDED)).isFalse();
  }

  private Path written(Metadata metadata, OutputFormat format) throws IOException {
    Path file = folder.resolve("result." + format.extension());
    WriteResult result =
        PhotoWriter.write(
            new TestRows(8, 8, false, false, (c, x, y) -> 0.5f),
            metadata,
            WriteSettings.of(format)
                .withTag(PhotoWriterTest.TAG)
                .withConflicts(ConflictPolicy.OVERWRITE),
            file);
    warnings.addAll(result.warnings());
    return file;
  }

  // ---- round trips

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void fromJpegToEveryFormatAndBack(OutputFormat format) throws Exception {
    byte[] extension = extension();
    String name = ExtendedXmp.nameOf(extension);
    List<byte[]> parts = parts(name, extension, 40_000);
    Collections.shuffle(parts, new Random(3));
    Metadata photo = read(jpeg(main(name), parts));
    assertWhole(xmp(photo));
    Path result = written(photo, format);
    Metadata after = read(result);
    assertWhole(xmp(after));
    assertThat(xmp(after).getPropertyString(ResultMetadata.NAMESPACE, "realness"))
        .isEqualTo("0.35");
    assertWhole(xmp(read(written(after, OutputFormat.JPEG))));
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tif", "webp"})
  void fromOtherFormatsIntoSeveralSegments(String extension) throws Exception {
    Path photo = folder.resolve("photo." + extension);
    switch (extension) {
      case "png" ->
          Files.write(
              photo,
              new PngBytes(4, 4, 8, 2, false)
                  .chunk(
                      "iTXt",
                      JpegBytes.concat("XML:com.adobe.xmp\0\0\0\0\0".getBytes(ISO_8859_1), whole()))
                  .picture((band, x, y) -> x * y));
      case "webp" -> Files.write(photo, webp(whole()));
      default ->
          Files.move(written(new Metadata(null, null, whole(), null, 0), OutputFormat.TIFF), photo);
    }
    Path result = written(read(photo), OutputFormat.JPEG);
    assertWhole(xmp(read(result)));
    assertThat(warnings).isEmpty();
  }

  /** The small picture of the other tests with another packet. */
  private static byte[] webp(byte[] xmp) throws IOException {
    byte[] seed = Seeds.of("lossy.webp");
    int at = new String(seed, ISO_8859_1).indexOf("XMP ");
    int padded = xmp.length + (xmp.length & 1);
    ByteBuffer webp = ByteBuffer.allocate(at + 8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    webp.put(seed, 0, at + 4).putInt(xmp.length).put(xmp);
    return webp.putInt(4, webp.capacity() - 8).array();
  }

  // ---- what is written

  /** As other readers want it: main packet first, parts in order, a name that is their MD5. */
  @Test
  void theSegmentsAreThoseOfTheSpecification() throws Exception {
    Path file = written(new Metadata(null, null, whole(), null, 0), OutputFormat.JPEG);
    byte[] main = new byte[0];
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    String name = "";
    int parts = 0;
    try (FileChannel channel = FileChannel.open(file)) {
      for (JpegSegments.Segment segment : JpegSegments.read(channel).segments) {
        byte[] payload = JpegSegments.payload(channel, segment);
        if (JpegDecoder.startsWith(payload, JpegXmp.PREFIX)) {
          main = payload;
          assertThat(parts).isZero();
        } else if (JpegDecoder.startsWith(payload, "http://ns.adobe.com/xmp/extension/\0")) {
          ByteBuffer part = ByteBuffer.wrap(payload);
          name = new String(payload, 35, 32, ISO_8859_1);
          assertThat(part.getInt(67)).isGreaterThan(600_000);
          assertThat(part.getInt(71)).isEqualTo(rest.size());
          assertThat(payload.length - 75).isPositive().isLessThanOrEqualTo(65_400);
          rest.write(payload, 75, payload.length - 75);
          parts++;
        }
      }
    }
    assertThat(main.length).isBetween(100, 65_502 + 29);
    assertThat(new String(main, UTF_8))
        .contains("HasExtendedXMP=\"" + name + "\"", "ctsr:modelDigest", "GDepth:Near");
    assertThat(name).isEqualTo(ExtendedXmp.nameOf(rest.toByteArray())).matches("[0-9A-F]{32}");
    assertThat(rest.toString(UTF_8)).startsWith("<x:xmpmeta").contains("GDepth:Data");
  }

  @Test
  void anotherLibraryReadsWhatIsWritten() throws Exception {
    Path file = written(new Metadata(null, null, whole(), null, 0), OutputFormat.JPEG);
    var read = com.drew.imaging.ImageMetadataReader.readMetadata(file.toFile());
    List<String> depths = new ArrayList<>();
    for (var xmp : read.getDirectoriesOfType(com.drew.metadata.xmp.XmpDirectory.class)) {
      assertThat(xmp.getErrors()).isEmpty();
      String depth = xmp.getXMPMeta().getPropertyString(DEPTH, "Data");
      if (depth != null) {
        depths.add(depth);
      }
    }
    assertThat(depths).containsExactly(DEPTH_DATA);
  }

  /** The limits are in bytes, and a character may be three. */
  @Test
  void packetsInOtherScriptsAreMeasuredInBytes() throws Exception {
    String text = "海".repeat(30_000);
    byte[] packet = packet("GDepth:Near='1'", "<dc:source>" + text + "</dc:source>");
    Path file = written(new Metadata(null, null, packet, null, 0), OutputFormat.JPEG);
    XMPMeta after = xmp(read(file));
    assertThat(after.getPropertyString(DC, "source")).isEqualTo(text);
    assertThat(after.getPropertyString(DEPTH, "Near")).isEqualTo("1");
    assertThat(warnings).isEmpty();
  }

  /**
   * Structures and lists with their attributes, and more small properties than one segment holds.
   */
  @Test
  void nothingOfALargePacketIsLost() throws Exception {
    StringBuilder elements = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      elements.append("<GDepth:P" + i + ">" + i + " of the values</GDepth:P" + i + ">");
    }
    elements.append("<dc:subject><rdf:Bag>");
    for (int i = 0; i < 3000; i++) {
      elements.append("<rdf:li>keyword number " + i + "</rdf:li>");
    }
    elements.append("</rdf:Bag></dc:subject><GImage:Of rdf:parseType='Resource'>");
    elements.append("<GImage:Mime xml:lang='de'>a</GImage:Mime><GImage:Seq><rdf:Seq><rdf:li>1");
    elements.append("</rdf:li><rdf:li>2</rdf:li></rdf:Seq></GImage:Seq></GImage:Of>");
    byte[] packet = packet("", elements.toString());
    Path file = written(new Metadata(null, null, packet, null, 0), OutputFormat.JPEG);
    XMPMeta after = xmp(read(file));
    for (String name : new String[] {"software", "model", "modelVersion", "modelDigest", "scale"}) {
      assertThat(after.doesPropertyExist(ResultMetadata.NAMESPACE, name)).isTrue();
      after.deleteProperty(ResultMetadata.NAMESPACE, name);
    }
    after.deleteProperty(ResultMetadata.NAMESPACE, "realness");
    XMPMeta before = XmpPacket.parse(packet);
    before.sort();
    after.sort();
    assertThat(after.dumpObject()).isEqualTo(before.dumpObject());
    assertThat(warnings).isEmpty();
  }

  // ---- damage

  private void leavesOutTheExtension(byte[] main, List<byte[]> parts, String reason)
      throws Exception {
    Path file = jpeg(main, parts);
    XMPMeta xmp = xmp(read(file));
    assertThat(xmp.getPropertyString(DEPTH, "Near")).isEqualTo("0.4");
    assertThat(xmp.doesPropertyExist(DEPTH, "Data")).isFalse();
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0))
        .startsWith(file + ": the extended part of its XMP")
        .endsWith("was left out, since " + reason);
    warnings.clear();
    XMPMeta result = xmp(read(written(read(file), OutputFormat.JPEG)));
    assertThat(result.doesPropertyExist(XmpPacket.NOTE, XmpPacket.HAS_EXTENDED)).isFalse();
    warnings.clear();
  }

  @Test
  void incompleteExtensionsAreLeftOut() throws Exception {
    byte[] extension = extension();
    String name = ExtendedXmp.nameOf(extension);
    for (int missing : new int[] {0, 5, 15}) {
      List<byte[]> parts = parts(name, extension, 40_000);
      parts.remove(missing);
      leavesOutTheExtension(main(name), parts, "it is incomplete");
    }
    leavesOutTheExtension(main(name), List.of(), "it is incomplete");
    List<byte[]> other = parts("0".repeat(32), extension, 40_000);
    leavesOutTheExtension(main(name), other, "it is incomplete");
    byte[] cut = new byte[60];
    System.arraycopy(other.get(0), 0, cut, 0, cut.length);
    leavesOutTheExtension(main(name), List.of(cut), "it is incomplete");
  }

  /** Claims of 4 GiB must cost nothing. */
  @Test
  void claimsOfMoreThanIsThereAreNotBelieved() throws Exception {
    byte[] some = new byte[1000];
    String name = ExtendedXmp.nameOf(some);
    for (long length : new long[] {0xffffffffL, 0x7fffffffL, 1001, 999, 0}) {
      List<byte[]> parts = List.of(part(name, length, 0, some));
      leavesOutTheExtension(main(name), parts, "it is incomplete");
    }
    for (long offset : new long[] {0xffffffffL, 0x80000000L, 1}) {
      List<byte[]> parts = List.of(part(name, 1000, offset, some));
      leavesOutTheExtension(main(name), parts, "it is incomplete");
    }
  }

  @Test
  void damagedExtensionsAreLeftOut() throws Exception {
    byte[] extension = extension();
    String name = ExtendedXmp.nameOf(extension);
    extension[123_456] ^= 1;
    leavesOutTheExtension(main(name), parts(name, extension, 65_400), "it is damaged");
    byte[] noXml = "no xml".getBytes(UTF_8);
    String itsName = ExtendedXmp.nameOf(noXml);
    leavesOutTheExtension(main(itsName), parts(itsName, noXml, 65_400), "it is damaged");
  }

  @Test
  void extensionsThatNobodyMentionsAreLeftOut() throws Exception {
    byte[] extension = extension();
    List<byte[]> parts = parts(ExtendedXmp.nameOf(extension), extension, 65_400);
    leavesOutTheExtension(
        packet("GDepth:Near='0.4'", ""), parts, "its main part does not mention it");
  }

  @Test
  void hugeExtensionsAreLeftOut() throws Exception {
    byte[] extension = new byte[(32 << 20) + 1];
    String name = ExtendedXmp.nameOf(extension);
    leavesOutTheExtension(main(name), parts(name, extension, 65_400), "it is over 32 MiB");
  }

  /** Of the older one that an editor forgot, nothing is taken over. */
  @Test
  void onlyTheExtensionThatIsMeantIsTaken() throws Exception {
    byte[] extension = extension();
    byte[] old = packet("GDepth:Near='7'", "<dc:source>old</dc:source>");
    String name = ExtendedXmp.nameOf(extension);
    List<byte[]> parts = parts(ExtendedXmp.nameOf(old), old, 65_400);
    parts.addAll(parts(name, extension, 65_400));
    XMPMeta xmp = xmp(read(jpeg(main(name), parts)));
    assertWhole(xmp);
    assertThat(xmp.doesPropertyExist(DC, "source")).isFalse();
    assertThat(warnings).isEmpty();
  }

  /** What would take the library minutes, or all of the stack. */
  @ParameterizedTest
  @ValueSource(strings = {"many", "deep"})
  void packetsTooComplexAreLeftOutOfTheResult(String kind) throws Exception {
    String elements =
        kind.equals("many")
            ? "<dc:subject><rdf:Bag>" + "<rdf:li/>".repeat(200_000) + "</rdf:Bag></dc:subject>"
            : "<GDepth:a rdf:parseType='Resource'>".repeat(9000) + "</GDepth:a>".repeat(9000);
    Metadata photo = new Metadata(null, null, packet("", elements), null, 0);
    Path file = written(photo, OutputFormat.JPEG);
    assertThat(warnings).hasSize(1).first().asString().contains("XMP", "too complex");
    assertThat(xmp(read(file)).getPropertyString(ResultMetadata.NAMESPACE, "scale")).isEqualTo("4");
  }
}
