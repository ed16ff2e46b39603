package org.ctsr.engine.metric;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the arrays of floating-point numbers of a NumPy {@code .npz} file. */
final class NpzReader {
  private static final Pattern DESCR = Pattern.compile("'descr':\\s*'([<>|=]?)f([48])'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([^)]*)\\)");
  private static final int PREAMBLE = 10;
  private static final int LARGEST_ENTRY = 16 << 20;

  private NpzReader() {}

  /**
   * An array in reading (C) order.
   *
   * @param shape its extents; empty for a scalar
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier, compared nowhere
  record Array(int[] shape, double[] values) {}

  /**
   * All arrays by name. Arrays of other types are left out.
   *
   * @throws MetricException if it is not such a file
   */
  static Map<String, Array> read(Path file) throws IOException {
    Map<String, Array> arrays = new HashMap<>();
    byte[] bytes = Files.readAllBytes(file);
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      ZipEntry entry;
      while ((entry = zip.getNextEntry()) != null) {
        String name = entry.getName();
        if (name.endsWith(".npy")) {
          byte[] content = zip.readNBytes(LARGEST_ENTRY);
          Array array = parse(content);
          if (array != null) {
            arrays.put(name.substring(0, name.length() - ".npy".length()), array);
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      throw new MetricException(file, "not a readable NumPy .npz file (" + e.getMessage() + ")", e);
    }
    return arrays;
  }

  private static @Nullable Array parse(byte[] npy) throws IOException {
    if (npy.length < PREAMBLE || npy[0] != (byte) 0x93 || npy[1] != 'N') {
      throw new IOException("an entry is no .npy array");
    }
    ByteBuffer buffer = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN);
    boolean longHeader = npy[6] >= 2;
    int headerStart = longHeader ? PREAMBLE + 2 : PREAMBLE;
    int headerLength = longHeader ? buffer.getInt(8) : buffer.getShort(8) & 0xffff;
    String header = new String(npy, headerStart, headerLength, StandardCharsets.ISO_8859_1);
    Matcher type = DESCR.matcher(header);
    if (!type.find()) {
      return null;
    }
    Matcher order = ORDER.matcher(header);
    Matcher extents = SHAPE.matcher(header);
    if (!order.find() || !extents.find()) {
      throw new IOException("an array has an unknown header");
    }
    List<Integer> shape = new ArrayList<>();
    for (String extent : extents.group(1).split(",")) {
      if (!extent.isBlank()) {
        shape.add(Integer.valueOf(extent.trim()));
      }
    }
    int count = shape.stream().reduce(1, Math::multiplyExact);
    buffer.order(">".equals(type.group(1)) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    boolean wide = "8".equals(type.group(2));
    if (count < 0 || (npy.length - headerStart - headerLength) / (wide ? 8 : 4) < count) {
      throw new IOException("an array is cut short");
    }
    buffer.position(headerStart + headerLength);
    double[] stored = new double[count];
    for (int i = 0; i < count; i++) {
      stored[i] = wide ? buffer.getDouble() : buffer.getFloat();
    }
    int[] sizes = shape.stream().mapToInt(Integer::intValue).toArray();
    boolean columnMajor = "True".equals(order.group(1));
    return new Array(sizes, columnMajor ? transposed(stored, sizes) : stored);
  }

  /** Brings column-major values into reading order. */
  private static double[] transposed(double[] stored, int[] shape) {
    double[] result = new double[stored.length];
    int[] index = new int[shape.length];
    for (double value : stored) {
      int position = 0;
      for (int axis = 0; axis < shape.length; axis++) {
        position = position * shape[axis] + index[axis];
      }
      result[position] = value;
      for (int axis = 0; axis < shape.length && ++index[axis] == shape[axis]; axis++) {
        index[axis] = 0;
      }
    }
    return result;
  }
}
