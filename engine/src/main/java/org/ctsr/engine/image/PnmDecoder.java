package org.ctsr.engine.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import javax.imageio.stream.ImageInputStream;

/**
 * PBM, PGM, PPM, PAM and PFM through TwelveMonkeys, which is not shown comments that follow the
 * magic number at once: netpbm allows them there, and it takes them for a part of the number.
 */
final class PnmDecoder extends ImageIoDecoder {
  private static final int MAGIC = 2;

  PnmDecoder(FileChannel channel, MetadataBlocks blocks) throws IOException {
    super(
        PhotoFormat.PNM,
        ImageIoPlugins.twelveMonkeys("pnm"),
        withoutFirstComments(channel, blocks.deadline()),
        blocks);
  }

  private static ImageInputStream withoutFirstComments(FileChannel channel, Deadline deadline)
      throws IOException {
    SplicedImageInputStream.Builder builder = SplicedImageInputStream.from(channel, deadline);
    long rest = afterComments(channel);
    if (rest == MAGIC) {
      return builder.range(0, channel.size()).build();
    }
    return builder.range(0, MAGIC).bytes((byte) '\n').range(rest, channel.size() - rest).build();
  }

  /** Where what follows the magic number and its comments begins. */
  private static long afterComments(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 13);
    long position = MAGIC;
    boolean inComment = false;
    while (channel.read(buffer.clear(), position) > 0) {
      for (int i = 0; i < buffer.position(); i++) {
        byte next = buffer.get(i);
        if (inComment) {
          inComment = next != '\n' && next != '\r';
        } else if (next == '#') {
          inComment = true;
        } else {
          return position + i;
        }
      }
      position += buffer.position();
    }
    return position;
  }
}
