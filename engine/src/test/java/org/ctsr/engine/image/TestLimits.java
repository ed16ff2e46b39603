package org.ctsr.engine.image;

/** The default limits but for one, which the program never changes by itself. */
final class TestLimits {
  private static final ReadLimits USUAL = ReadLimits.DEFAULT;

  private TestLimits() {}

  static ReadLimits metadataBytes(long most) {
    return new ReadLimits(
        USUAL.maxPixels(), most, USUAL.heldBytes(), USUAL.decoderBytes(), USUAL.time());
  }

  static ReadLimits heldBytes(long most) {
    return new ReadLimits(
        USUAL.maxPixels(), USUAL.maxMetadataBytes(), most, USUAL.decoderBytes(), USUAL.time());
  }

  static ReadLimits decoderBytes(long most) {
    return new ReadLimits(
        USUAL.maxPixels(), USUAL.maxMetadataBytes(), USUAL.heldBytes(), most, USUAL.time());
  }
}
