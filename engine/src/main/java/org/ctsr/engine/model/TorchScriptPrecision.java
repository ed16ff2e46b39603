package org.ctsr.engine.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The type in which a TorchScript file stores its parameters, and how to change it without PyTorch.
 *
 * <p>A {@code .pt} file is a zip. Its {@code data.pkl} refers to each parameter's storage by a type
 * that it names once, in a pickle instruction that ends at a line end and carries no length, and
 * {@code data/N} holds the raw little-endian values of storage N. So the precision changes by
 * replacing that name and converting those records. {@code constants/N}, the program's fixed
 * tensors, stay as they are. A file written where the network was on CUDA names that device, and
 * loads nowhere else: every tensor becomes one of the processor. Records that only help debugging
 * (they name paths of the machine that traced the network) are left out, and times are fixed, so
 * that the same network gives the same bytes.
 */
public enum TorchScriptPrecision {
  /** Four bytes a value: what training needs. */
  FLOAT32("float32", "FloatStorage", 4),
  /** Two bytes a value: what is shipped. */
  FLOAT16("float16", "HalfStorage", 2);

  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final int LARGEST_HALF = 65504;

  /** Devices as the pickle writes them: BINUNICODE, four bytes of length, text. */
  private static final String CUDA = "X\6\0\0\0cuda:0";

  private static final String PROCESSOR = "X\3\0\0\0cpu";

  private final String label;
  private final String marker;
  private final int bytes;

  TorchScriptPrecision(String label, String storage, int bytes) {
    this.label = label;
    this.marker = "ctorch\n" + storage + "\n";
    this.bytes = bytes;
  }

  /** The name used in manifests: {@code float32} or {@code float16}. */
  public String label() {
    return label;
  }

  /**
   * The precision of a file's parameters.
   *
   * @throws ModelException if it is no TorchScript file, or its parameters are of another type
   */
  public static TorchScriptPrecision of(Path file) throws ModelException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return of(file, pickle(file, zip));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Copies {@code source} to {@code target} with its parameters stored in this precision. The
   * target appears whole or not at all.
   *
   * @throws ModelException if the source is no TorchScript file, its parameters are of a type other
   *     than the two, or a value does not fit
   * @throws IOException if the target cannot be written
   */
  public void rewrite(Path source, Path target) throws ModelException, IOException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      try (ZipFile zip = openZip(source);
          FileChannel channel =
              FileChannel.open(
                  part,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE);
          ZipOutputStream out = new ZipOutputStream(Channels.newOutputStream(channel))) {
        copy(source, zip, out);
        out.finish();
        // Or else, after a loss of power, the name may be there without the content.
        channel.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void copy(Path source, ZipFile zip, ZipOutputStream out) throws IOException {
    String root = root(source, zip);
    String pickle = pickle(source, zip);
    TorchScriptPrecision before = of(source, pickle);
    for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
      ZipEntry entry = entries.nextElement();
      String path = entry.getName().substring(root.length());
      if (entry.isDirectory() || path.endsWith(".debug_pkl") || path.startsWith("traced_inputs")) {
        continue;
      }
      byte[] content;
      if (path.equals("data.pkl")) {
        content = bytes(pickle.replace(before.marker, marker).replace(CUDA, PROCESSOR));
      } else if (path.equals("constants.pkl")) {
        content = bytes(text(read(zip, entry)).replace(CUDA, PROCESSOR));
      } else if (path.startsWith("data/")) {
        content = convert(source, path, read(zip, entry), before);
      } else {
        content = read(zip, entry);
      }
      store(out, "network/" + path, content);
    }
  }

  private static void store(ZipOutputStream out, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(content);
    // PyTorch maps records into memory, so they must not be compressed.
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(EPOCH);
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }

  private byte[] convert(Path source, String record, byte[] content, TorchScriptPrecision before)
      throws ModelException {
    if (before == this) {
      return content;
    }
    int count = content.length / before.bytes;
    ByteBuffer from = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer to = ByteBuffer.allocate(count * bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      if (this == FLOAT32) {
        to.putFloat(fromHalf(from.getShort()));
      } else {
        float value = from.getFloat();
        short half = toHalf(value);
        if (!Float.isFinite(fromHalf(half))) {
          throw new ModelException(
              source + ": record " + record + " holds " + value + ", which " + label + " cannot");
        }
        to.putShort(half);
      }
    }
    return to.array();
  }

  private static ZipFile openZip(Path file) throws ModelException {
    try {
      return new ZipFile(file.toFile());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static ModelException unreadable(Path file, IOException e) {
    if (e instanceof ModelException known) {
      return known;
    }
    String reason = e instanceof ZipException ? "not a TorchScript file" : "cannot be read";
    return new ModelException(file + ": " + reason + " (" + e.getMessage() + ")", e);
  }

  private static TorchScriptPrecision of(Path file, String pickle) throws ModelException {
    TorchScriptPrecision found = null;
    for (TorchScriptPrecision candidate : values()) {
      if (pickle.contains(candidate.marker)) {
        if (found != null) {
          throw new ModelException(file + ": parameters are of several types");
        }
        found = candidate;
      }
    }
    if (found == null
        || pickle.contains("DoubleStorage")
        || pickle.contains("BFloat16Storage")
        || pickle.contains("LongStorage")) {
      throw new ModelException(file + ": parameters must be all float32 or all float16");
    }
    return found;
  }

  private static String root(Path file, ZipFile zip) throws ModelException {
    for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
      String name = entries.nextElement().getName();
      if (name.endsWith("/data.pkl") && name.indexOf('/') == name.lastIndexOf('/')) {
        return name.substring(0, name.indexOf('/') + 1);
      }
    }
    throw new ModelException(file + ": not a TorchScript file (it has no data.pkl)");
  }

  private static String pickle(Path file, ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry(root(file, zip) + "data.pkl");
    return text(read(zip, entry));
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] read(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      in.transferTo(out);
      return out.toByteArray();
    }
  }

  /** IEEE 754 binary16, rounded to nearest, ties to even; too large a value becomes infinite. */
  static short toHalf(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    float magnitude = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (sign | 0x7e00);
    }
    if (magnitude >= LARGEST_HALF + 16) {
      return (short) (sign | 0x7c00);
    }
    if (magnitude < 0x1p-14f) {
      // Subnormal halves are multiples of 2^-24; rint rounds ties to even.
      return (short) (sign | (int) Math.rint(magnitude * 0x1p24f));
    }
    int rounded = (bits & 0x7fffffff) + 0xfff + (bits >>> 13 & 1);
    return (short) (sign | (rounded - (112 << 23)) >>> 13);
  }

  /** The value of an IEEE 754 binary16. */
  static float fromHalf(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = half >>> 10 & 0x1f;
    int fraction = half & 0x3ff;
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    int wide = exponent == 0x1f ? 0xff : exponent + 112;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }
}
