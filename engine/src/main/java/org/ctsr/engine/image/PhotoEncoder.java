package org.ctsr.engine.image;

import java.io.IOException;
import java.util.List;
import javax.imageio.stream.ImageOutputStream;

/** Writes one format. */
interface PhotoEncoder {
  /** Of PNG and TIFF, 1 (fast) to 9 (small): where size stops paying for time, as measured. */
  int DEFLATE_LEVEL = 4;

  /**
   * Pulls all rows and writes the file.
   *
   * @param warnings receives what had to be left out
   */
  void encode(
      RowSource rows,
      ResultMetadata metadata,
      WriteSettings settings,
      ImageOutputStream output,
      List<String> warnings)
      throws IOException;

  /**
   * Why a picture of this size cannot be stored, as the end of a sentence; empty if it can.
   *
   * @param samples channels a pixel
   */
  String refusal(int width, int height, int samples, int bitDepth);
}
