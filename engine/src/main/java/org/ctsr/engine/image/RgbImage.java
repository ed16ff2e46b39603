package org.ctsr.engine.image;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A decoded photo: three planes of 8- or 16-bit samples, an optional alpha plane and what came with
 * the file.
 *
 * <p>Samples are encoded values of {@link Metadata#colorProfile()} (sRGB where there is none), in
 * reading order and upright: the orientation tag has been applied. A grey photo shares one plane
 * between the three channels. Instances are immutable once built; callers must not write to the
 * arrays they passed in.
 */
public final class RgbImage {
  /** Channel index of alpha in {@link #readRegion}. */
  public static final int ALPHA = 3;

  private final int width;
  private final int height;
  private final SamplePlane[] color;
  private final @Nullable SamplePlane alpha;
  private final Metadata metadata;
  private final @Nullable PhotoFormat format;
  private volatile @Nullable String digest;

  private RgbImage(
      int width,
      int height,
      SamplePlane[] color,
      @Nullable SamplePlane alpha,
      Metadata metadata,
      @Nullable PhotoFormat format) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a photo needs at least one pixel, not " + width + "x" + height);
    }
    for (SamplePlane plane : color) {
      plane.requireSamples((long) width * height);
    }
    if (alpha != null) {
      alpha.requireSamples((long) width * height);
    }
    this.width = width;
    this.height = height;
    this.color = color;
    this.alpha = alpha;
    this.metadata = Objects.requireNonNull(metadata);
    this.format = format;
  }

  /** A photo of three planes of {@code width * height} samples each. */
  public static RgbImage rgb(
      int width,
      int height,
      SamplePlane red,
      SamplePlane green,
      SamplePlane blue,
      @Nullable SamplePlane alpha,
      Metadata metadata) {
    return new RgbImage(width, height, new SamplePlane[] {red, green, blue}, alpha, metadata, null);
  }

  /** A grey photo; the one plane serves as red, green and blue. */
  public static RgbImage grey(
      int width, int height, SamplePlane grey, @Nullable SamplePlane alpha, Metadata metadata) {
    return new RgbImage(width, height, new SamplePlane[] {grey, grey, grey}, alpha, metadata, null);
  }

  /** Pixels in a row. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** Pixels in all. */
  public long pixels() {
    return (long) width * height;
  }

  /** Bits a sample had in the file, 8 or 16: what an export should keep. */
  public int bitDepth() {
    return color[0].bitDepth();
  }

  /** Whether all three channels are one plane. */
  public boolean isGrey() {
    return color[0] == color[1] && color[1] == color[2];
  }

  /** Whether the photo has transparency. */
  public boolean hasAlpha() {
    return alpha != null;
  }

  /** Profile, EXIF and the like, as the file carried them. */
  public Metadata metadata() {
    return metadata;
  }

  /** What the file was that it came from, whatever its name says; null if it came from none. */
  public @Nullable PhotoFormat format() {
    return format;
  }

  /**
   * Copies a rectangle of one channel as values in [0, 1].
   *
   * @param channel 0 red, 1 green, 2 blue, {@link #ALPHA}
   * @param target receives {@code w * h} values, row {@code j} at {@code offset + j * stride}
   * @throws IndexOutOfBoundsException if the rectangle leaves the photo or the target
   * @throws IllegalArgumentException if alpha is asked of a photo without it
   */
  public void readRegion(
      int channel, int x, int y, int w, int h, float[] target, int offset, int stride) {
    Objects.checkFromIndexSize(x, w, width);
    Objects.checkFromIndexSize(y, h, height);
    SamplePlane plane = channel == ALPHA ? alpha : color[channel];
    if (plane == null) {
      throw new IllegalArgumentException("this photo has no alpha channel");
    }
    for (int j = 0; j < h; j++) {
      plane.copyTo((long) (y + j) * width + x, w, target, offset + j * stride);
    }
  }

  /** Whether the samples are in a temporary file, being too many for the heap. */
  boolean isInFile() {
    return color[0].isInFile();
  }

  /**
   * Gives a temporary file back at once, which otherwise happens when nobody refers to the photo
   * any more. The photo must not be read afterwards.
   */
  public void release() {
    color[0].release();
    if (alpha != null) {
      alpha.release();
    }
  }

  /** As {@link #release}, but transparency stays. */
  void releaseColors() {
    color[0].release();
  }

  /** The same photo with other colour planes: one if it is grey, else three. */
  RgbImage withColors(SamplePlane[] planes) {
    SamplePlane[] three =
        planes.length == 1 ? new SamplePlane[] {planes[0], planes[0], planes[0]} : planes.clone();
    return new RgbImage(width, height, three, alpha, metadata, format);
  }

  /** The same photo, known to come from a file of this format. */
  RgbImage withFormat(PhotoFormat known) {
    return new RgbImage(width, height, color, alpha, metadata, known);
  }

  /**
   * SHA-256 of size and samples, hexadecimal: the identity of the photo in caches. Computed once.
   */
  public String digest() {
    String known = digest;
    if (known == null) {
      known = computeDigest();
      digest = known;
    }
    return known;
  }

  private String computeDigest() {
    MessageDigest sha;
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
    sha.update(ByteBuffer.allocate(12).putInt(width).putInt(height).putInt(bitDepth()).flip());
    color[0].updateDigest(sha);
    if (!isGrey()) {
      color[1].updateDigest(sha);
      color[2].updateDigest(sha);
    }
    if (alpha != null) {
      alpha.updateDigest(sha);
    }
    return HexFormat.of().formatHex(sha.digest());
  }
}
