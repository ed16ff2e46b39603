package org.ctsr.engine.image;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** GIF: its first frame. */
final class GifDecoder extends ImageIoDecoder {
  GifDecoder(FileChannel channel, MetadataBlocks blocks) throws IOException {
    super(PhotoFormat.GIF, ImageIoPlugins.gif(), channel, blocks);
  }

  @Override
  Pixels decode(long heldBytes) throws IOException {
    Pixels pixels = super.decode(heldBytes);
    try {
      reader.getRawImageType(1); // walks to the second frame only, whatever their number
      blocks.warn("is an animation; only its first frame was read");
    } catch (IOException | IndexOutOfBoundsException e) {
      // One frame, the usual case; what follows it does not matter.
      return pixels;
    }
    return pixels;
  }
}
