package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;

/**
 * Named float32 arrays and a few texts in one safetensors file: eight bytes of header length, a
 * JSON header, the values; all little-endian.
 */
final class TensorFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LONGEST_HEADER = 100_000_000;

  private TensorFile() {}

  /** Writes the file in one move: after a crash there is the old one or the new one, whole. */
  static void write(Path target, Map<String, NDArray> arrays, Map<String, String> texts)
      throws IOException {
    ObjectNode header = JSON.createObjectNode();
    ObjectNode metadata = header.putObject("__metadata__");
    texts.forEach(metadata::put);
    long offset = 0;
    for (Entry<String, NDArray> entry : arrays.entrySet()) {
      NDArray array = entry.getValue();
      if (array.getDataType() != DataType.FLOAT32) {
        throw new IllegalArgumentException(entry.getKey() + " is " + array.getDataType());
      }
      ObjectNode node = header.putObject(entry.getKey());
      node.put("dtype", "F32");
      ArrayNode shape = node.putArray("shape");
      for (long side : array.getShape().getShape()) {
        shape.add(side);
      }
      long end = offset + 4 * array.size();
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] head = JSON.writeValueAsBytes(header);
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        writeFully(channel, length.putLong(head.length).flip());
        writeFully(channel, ByteBuffer.wrap(head));
        for (NDArray array : arrays.values()) {
          writeFully(channel, array.toByteBuffer());
        }
        channel.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** The texts of a file. */
  static Map<String, String> readTexts(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      Map<String, String> texts = new LinkedHashMap<>();
      header(file, channel)
          .path("__metadata__")
          .fields()
          .forEachRemaining(e -> texts.put(e.getKey(), e.getValue().asText()));
      return texts;
    }
  }

  /** The arrays of a file, in {@code manager}. */
  static Map<String, NDArray> readArrays(Path file, NDManager manager) throws IOException {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    try (FileChannel channel = FileChannel.open(file)) {
      JsonNode header = header(file, channel);
      long base = channel.position();
      for (var fields = header.fields(); fields.hasNext(); ) {
        Entry<String, JsonNode> field = fields.next();
        if (field.getKey().equals("__metadata__")) {
          continue;
        }
        JsonNode node = field.getValue();
        long from = node.path("data_offsets").path(0).asLong();
        long to = node.path("data_offsets").path(1).asLong();
        long[] shape = new long[node.path("shape").size()];
        for (int i = 0; i < shape.length; i++) {
          shape[i] = node.path("shape").get(i).asLong();
        }
        if (!node.path("dtype").asText().equals("F32")
            || new Shape(shape).size() * 4 != to - from
            || base + to > channel.size()) {
          throw new IOException(file + ": damaged (tensor " + field.getKey() + ")");
        }
        ByteBuffer values =
            ByteBuffer.allocateDirect(Math.toIntExact(to - from)).order(ByteOrder.LITTLE_ENDIAN);
        readFully(file, channel, values, base + from);
        arrays.put(field.getKey(), manager.create(values.asFloatBuffer(), new Shape(shape)));
      }
    }
    return arrays;
  }

  private static JsonNode header(Path file, FileChannel channel) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    readFully(file, channel, length, 0);
    long bytes = length.getLong();
    if (bytes < 2 || bytes > Math.min(LONGEST_HEADER, channel.size())) {
      throw new IOException(file + ": no safetensors file");
    }
    ByteBuffer head = ByteBuffer.allocate((int) bytes);
    readFully(file, channel, head, 8);
    channel.position(8 + bytes);
    return JSON.readTree(new String(head.array(), StandardCharsets.UTF_8));
  }

  private static void readFully(Path file, FileChannel channel, ByteBuffer target, long position)
      throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int read = channel.read(target, at);
      if (read < 0) {
        throw new IOException(file + ": ends too early");
      }
      at += read;
    }
    target.flip();
  }
}
