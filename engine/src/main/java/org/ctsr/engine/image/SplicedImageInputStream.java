package org.ctsr.engine.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Shows a decoder byte ranges of a file and bytes from memory as one stream.
 *
 * <p>Lets a decoder see the picture without the blocks that would make it convert colours or unpack
 * metadata of any size. Does not close the channel.
 */
final class SplicedImageInputStream extends ImageInputStreamImpl {
  private static final int BUFFER = 1 << 16;

  /** Reads between two looks at the clock; a decoder can go round in circles in the buffer. */
  private static final int READS_PER_CHECK = 1 << 12;

  private final FileChannel channel;
  private final Deadline deadline;
  private final List<Piece> pieces;
  private final long length;
  private int reads;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private long bufferStart = -1;
  private int bufferLength;
  private int current;

  private SplicedImageInputStream(
      FileChannel channel, Deadline deadline, List<Piece> pieces, long length) {
    this.channel = channel;
    this.deadline = deadline;
    this.pieces = pieces;
    this.length = length;
  }

  /**
   * @param deadline after which reading fails
   */
  static Builder from(FileChannel channel, Deadline deadline) {
    return new Builder(channel, deadline);
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public int read() throws IOException {
    checkClosed();
    bitOffset = 0;
    if (!fill()) {
      return -1;
    }
    return buffer.get((int) (streamPos++ - bufferStart)) & 0xff;
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    checkClosed();
    Objects.checkFromIndexSize(off, len, b.length);
    bitOffset = 0;
    if (len == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int from = (int) (streamPos - bufferStart);
    int count = Math.min(len, bufferLength - from);
    buffer.get(from, b, off, count);
    streamPos += count;
    return count;
  }

  /** Makes the buffer hold the byte at the stream position; false at the end. */
  private boolean fill() throws IOException {
    if (reads++ % READS_PER_CHECK == 0) {
      deadline.check();
    }
    if (streamPos >= bufferStart && streamPos < bufferStart + bufferLength) {
      return true;
    }
    deadline.check();
    if (streamPos >= length) {
      return false;
    }
    Piece piece = pieceAt(streamPos);
    long within = streamPos - piece.start;
    int count = (int) Math.min(BUFFER, piece.length - within);
    buffer.clear().limit(count);
    if (piece.bytes != null) {
      buffer.put(piece.bytes, (int) within, count);
    } else {
      long position = piece.offset + within;
      while (buffer.hasRemaining()) {
        int got = channel.read(buffer, position);
        if (got < 0) {
          break;
        }
        position += got;
      }
    }
    bufferLength = buffer.position();
    bufferStart = streamPos;
    return bufferLength > 0;
  }

  private Piece pieceAt(long position) {
    if (position < pieces.get(current).start) {
      current = 0;
    }
    while (position >= pieces.get(current).start + pieces.get(current).length) {
      current++;
    }
    return pieces.get(current);
  }

  private record Piece(
      long start, long length, byte @org.jspecify.annotations.Nullable [] bytes, long offset) {}

  /** Collects the pieces in order. */
  static final class Builder {
    private final FileChannel channel;
    private final Deadline deadline;
    private final List<Piece> pieces = new ArrayList<>();
    private long length;

    private Builder(FileChannel channel, Deadline deadline) {
      this.channel = channel;
      this.deadline = deadline;
    }

    Builder bytes(byte... bytes) {
      return add(new Piece(length, bytes.length, bytes, 0));
    }

    Builder range(long offset, long count) {
      return add(new Piece(length, count, null, offset));
    }

    private Builder add(Piece piece) {
      if (piece.length > 0) {
        pieces.add(piece);
        length += piece.length;
      }
      return this;
    }

    SplicedImageInputStream build() {
      return new SplicedImageInputStream(channel, deadline, List.copyOf(pieces), length);
    }
  }
}
