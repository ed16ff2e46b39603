package org.ctsr.engine.image;

import com.twelvemonkeys.imageio.metadata.CompoundDirectory;
import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFEntry;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * BigTIFF directories: those of an ordinary TIFF, with offsets of 8 bytes. TwelveMonkeys reads and
 * writes them, since Commons Imaging writes none.
 */
final class BigTiff {
  private static final int OFFSET_BYTES = 8;

  private static final int STRIP_OFFSETS = 273;
  private static final int STRIP_BYTE_COUNTS = 279;

  /** BigTIFF's unsigned 8-byte type. */
  private static final short LONG8 = 16;

  private BigTiff() {}

  /**
   * The first bytes of the file; as many for any offsets and lengths.
   *
   * @param classic header and directories of an ordinary TIFF
   * @param offsets of the strips
   * @param lengths of the strips
   */
  static byte[] bytes(byte[] classic, long[] offsets, long[] lengths, ByteOrder order)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : read(classic)) {
      entries.add(
          switch ((Integer) entry.getIdentifier()) {
            case STRIP_OFFSETS -> new TIFFEntry(STRIP_OFFSETS, LONG8, offsets);
            case STRIP_BYTE_COUNTS -> new TIFFEntry(STRIP_BYTE_COUNTS, LONG8, lengths);
            default -> entry;
          });
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      out.setByteOrder(order);
      new TIFFWriter(OFFSET_BYTES).write(entries, out);
      if (out.getStreamPosition() % 2 != 0) {
        out.write(0);
      }
    }
    return bytes.toByteArray();
  }

  private static Directory read(byte[] classic) throws IOException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(classic))) {
      Directory all = new TIFFReader().read(in);
      return all instanceof CompoundDirectory chain ? chain.getDirectory(0) : all;
    }
  }
}
