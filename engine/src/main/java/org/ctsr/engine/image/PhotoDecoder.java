package org.ctsr.engine.image;

import java.io.Closeable;
import java.io.IOException;

/**
 * Decodes one opened photo file. Making a decoder reads the header and the metadata blocks only;
 * {@link #decode} is called at most once, after the size has been checked.
 */
abstract class PhotoDecoder implements Closeable {
  /** Blocks and warnings; complete after {@link #decode}. */
  final MetadataBlocks blocks;

  PhotoDecoder(MetadataBlocks blocks) {
    this.blocks = blocks;
  }

  /** Stored width, before orientation. */
  abstract int width();

  /** Stored height, before orientation. */
  abstract int height();

  /** Bits a sample will have, 8 or 16. */
  abstract int bitDepth();

  /** Planes a pixel will have once it is decoded. */
  abstract int bands();

  /** Bytes of heap that decoding takes besides the planes, estimated. */
  abstract long workingBytes() throws IOException;

  /** Bytes that decoding takes outside Java's heap, and that grow with the picture, estimated. */
  long nativeBytes() throws IOException {
    return 0;
  }

  /**
   * The picture as stored, in its own grey or RGB encoding; CMYK and Lab already converted to sRGB,
   * {@code blocks.profile} then being null.
   *
   * @param heldBytes most bytes of planes to hold on the heap
   * @throws IOException if the content is damaged, its message ending a sentence about the file
   */
  abstract Pixels decode(long heldBytes) throws IOException;
}
