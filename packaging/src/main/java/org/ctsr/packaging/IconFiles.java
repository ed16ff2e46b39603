package org.ctsr.packaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The icon in the files systems want: PNG, ICO (a directory of 16 bytes an entry, then PNG files)
 * and ICNS (chunks of a type, a length and a PNG file).
 */
final class IconFiles {
  /** Sizes of the window's icons, which are resources of the application. */
  static final List<Integer> WINDOW_SIZES = List.of(16, 24, 32, 48, 64, 128, 256);

  private static final List<Integer> ICO_SIZES = List.of(16, 24, 32, 48, 64, 128, 256);
  private static final int ICO_HEADER = 6;
  private static final int ICO_ENTRY = 16;
  private static final int ICO_LARGEST = 256;
  private static final int ICNS_HEADER = 8;

  private IconFiles() {}

  /** What ICNS calls a PNG of some size. */
  private record IcnsKind(String type, int size) {}

  private static final List<IcnsKind> ICNS_KINDS =
      List.of(
          new IcnsKind("icp4", 16),
          new IcnsKind("icp5", 32),
          new IcnsKind("icp6", 64),
          new IcnsKind("ic07", 128),
          new IcnsKind("ic08", 256),
          new IcnsKind("ic09", 512),
          new IcnsKind("ic10", 1024));

  /** Writes the icon jpackage wants on a system. */
  static Path write(Target target, Path folder) throws IOException {
    Files.createDirectories(folder);
    return switch (target.system()) {
      case LINUX -> Files.write(folder.resolve("ctsr-studio.png"), IconPainter.png(256));
      case MAC -> Files.write(folder.resolve("ctsr-studio.icns"), icns());
      case WINDOWS -> Files.write(folder.resolve("ctsr-studio.ico"), ico());
    };
  }

  /** The icon for Windows. */
  static byte[] ico() {
    List<byte[]> pictures = ICO_SIZES.stream().map(IconPainter::png).toList();
    int total = ICO_HEADER + pictures.stream().mapToInt(each -> ICO_ENTRY + each.length).sum();
    ByteBuffer file = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
    file.putShort((short) 0).putShort((short) 1).putShort((short) pictures.size());
    int offset = ICO_HEADER + ICO_ENTRY * pictures.size();
    for (int i = 0; i < pictures.size(); i++) {
      int size = ICO_SIZES.get(i);
      // 256 is written as 0.
      byte side = (byte) (size == ICO_LARGEST ? 0 : size);
      file.put(side).put(side).put((byte) 0).put((byte) 0).putShort((short) 1).putShort((short) 32);
      file.putInt(pictures.get(i).length).putInt(offset);
      offset += pictures.get(i).length;
    }
    pictures.forEach(file::put);
    return file.array();
  }

  /** The icon for macOS. */
  static byte[] icns() {
    List<byte[]> pictures = new ArrayList<>();
    for (IcnsKind kind : ICNS_KINDS) {
      pictures.add(IconPainter.png(kind.size()));
    }
    int total = ICNS_HEADER + pictures.stream().mapToInt(each -> ICNS_HEADER + each.length).sum();
    ByteBuffer file = ByteBuffer.allocate(total);
    file.put("icns".getBytes(StandardCharsets.US_ASCII)).putInt(total);
    for (int i = 0; i < pictures.size(); i++) {
      file.put(ICNS_KINDS.get(i).type().getBytes(StandardCharsets.US_ASCII));
      file.putInt(ICNS_HEADER + pictures.get(i).length).put(pictures.get(i));
    }
    return file.array();
  }
}
