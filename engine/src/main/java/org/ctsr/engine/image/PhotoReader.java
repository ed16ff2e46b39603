package org.ctsr.engine.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads photos: any supported format, upright, in their own grey or RGB encoding at their own
 * depth, with alpha straight (not premultiplied).
 *
 * <p>The file's content decides what it is, never its name. CMYK comes back as sRGB; so do profiles
 * whose curve is far from sRGB's (linear, HDR), as 16 bits, and HDR PNGs.
 */
public final class PhotoReader {
  private static final String MEMORY_ADVICE = "; close other programs, or make the photo smaller";

  private PhotoReader() {}

  /**
   * Reads a photo, for a caller who has nobody to tell of warnings.
   *
   * @throws PhotoException if it cannot be read; the message names file and reason
   */
  public static RgbImage read(Path file, ReadLimits limits) throws PhotoException {
    return read(file, limits, warning -> {});
  }

  /**
   * Reads a photo.
   *
   * @param warnings receives what was wrong but could be helped (lost lower part, wrong extension,
   *     first frame only, ...), each a sentence beginning with the file
   * @throws PhotoException if it cannot be read; the message names file and reason
   */
  public static RgbImage read(Path file, ReadLimits limits, Consumer<String> warnings)
      throws PhotoException {
    return read(file, limits, warnings, () -> false);
  }

  /**
   * Reads a photo that somebody may not want any more before it is read.
   *
   * @param warnings as above
   * @param cancelled whether that is so; asked ten times a second
   * @throws PhotoException if it cannot be read; the message names file and reason
   * @throws CancellationException if it was cancelled
   */
  public static RgbImage read(
      Path file, ReadLimits limits, Consumer<String> warnings, BooleanSupplier cancelled)
      throws PhotoException {
    return read(file, limits, warnings, cancelled, false);
  }

  /**
   * Reads a photo for a caller to whom a part of it is of no use.
   *
   * @throws IncompletePhotoException if a part of the picture is missing
   * @throws PhotoException if it cannot be read; the message names file and reason
   */
  public static RgbImage readWhole(Path file, ReadLimits limits) throws PhotoException {
    return read(file, limits, warning -> {}, () -> false, true);
  }

  private static RgbImage read(
      Path file,
      ReadLimits limits,
      Consumer<String> warnings,
      BooleanSupplier cancelled,
      boolean whole)
      throws PhotoException {
    Objects.requireNonNull(warnings);
    return open(
        file,
        limits,
        cancelled,
        (format, decoder) -> {
          long held = limits.heldBytes();
          requireMemory(file, decoder, held);
          requireDecoderMemory(file, decoder, limits.decoderBytes());
          Pixels pixels = decoder.decode(held);
          MetadataBlocks blocks = decoder.blocks;
          if (whole && blocks.loss != null) {
            pixels.release();
            throw new IncompletePhotoException(file, blocks.loss);
          }
          applyExif(blocks);
          pixels = pixels.oriented(blocks.orientation, held);
          if (blocks.profile == null && !blocks.srgb && blocks.adobeRgb && pixels.colors() == 3) {
            blocks.profile = MatrixProfile.adobeRgb();
          }
          ColorProfile profile = profile(blocks, pixels);
          if (profile != null && !Profiles.hasSrgbLikeCurve(profile)) {
            blocks.warn("was converted to sRGB, since its colour profile is linear or HDR");
            pixels = Linearised.toSrgb(pixels, profile, held);
            profile = null;
          }
          if (blocks.hdr != null) {
            pixels = blocks.hdr.toSrgb(pixels, held, blocks);
          }
          warnOfName(file, format, blocks);
          for (String warning : blocks.warnings()) {
            warnings.accept(file + ": " + warning);
          }
          return pixels
              .toImage(
                  new Metadata(profile, blocks.exif, blocks.xmp, blocks.iptc, blocks.dotsPerInch()))
              .withFormat(format);
        });
  }

  /**
   * Reads a photo's header and tags only.
   *
   * @throws PhotoException if it cannot be read or is over the limits
   */
  public static PhotoHeader probe(Path file, ReadLimits limits) throws PhotoException {
    return open(
        file,
        limits,
        () -> false,
        (format, decoder) -> {
          applyExif(decoder.blocks);
          boolean swap = decoder.blocks.orientation.swapsSides();
          return new PhotoHeader(
              format,
              swap ? decoder.height() : decoder.width(),
              swap ? decoder.width() : decoder.height(),
              decoder.bitDepth());
        });
  }

  private interface Use<T> {
    T apply(PhotoFormat format, PhotoDecoder decoder) throws IOException;
  }

  private static <T> T open(Path file, ReadLimits limits, BooleanSupplier cancelled, Use<T> use)
      throws PhotoException {
    Deadline deadline = new Deadline(limits.time());
    try {
      return TimedRead.run(file, deadline, cancelled, () -> open(file, limits, deadline, use));
    } catch (PhotoException | CancellationException e) {
      throw e;
    } catch (UncheckedIOException e) {
      throw new PhotoException(file, "could not be read: " + e.getMessage(), e);
    } catch (AccessDeniedException e) {
      throw new PhotoException(file, "may not be read: permission denied", e);
    } catch (IOException e) {
      throw new PhotoException(file, reason(e), e);
    } catch (OutOfMemoryError e) {
      throw new PhotoException(file, "needs more memory than is free" + MEMORY_ADVICE, e);
    } catch (RuntimeException | StackOverflowError e) {
      // The decoders' own way to meet damage they did not foresee.
      throw new PhotoException(file, "is damaged and cannot be read" + detail(e), e);
    }
  }

  private static <T> T open(Path file, ReadLimits limits, Deadline deadline, Use<T> use)
      throws IOException {
    BasicFileAttributes before = requireRegularFile(file);
    T result;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      PhotoFormat format = format(file, channel);
      MetadataBlocks blocks = new MetadataBlocks(limits.maxMetadataBytes(), deadline);
      try (PhotoDecoder decoder = decoder(format, channel, blocks)) {
        requireSize(file, decoder, limits);
        deadline.extend(timeFor(decoder));
        result = use.apply(format, decoder);
      }
    }
    requireUnchanged(file, before);
    return result;
  }

  private static Duration timeFor(PhotoDecoder decoder) {
    long pixels = (long) decoder.width() * decoder.height();
    return ReadLimits.TIME_PER_MEGAPIXEL.multipliedBy(pixels).dividedBy(1_000_000);
  }

  private static BasicFileAttributes requireRegularFile(Path file) throws IOException {
    if (!Files.exists(file)) {
      boolean link = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
      throw new PhotoException(
          file, link ? "is a link to a file that does not exist" : "does not exist");
    }
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (attributes.isDirectory()) {
      throw new PhotoException(file, "is a folder, not a photo");
    }
    if (!attributes.isRegularFile()) {
      throw new PhotoException(file, "is a device or pipe, not a photo");
    }
    if (attributes.size() == 0) {
      throw new PhotoException(file, "is empty (0 bytes)");
    }
    if (!Files.isReadable(file)) {
      throw new PhotoException(file, "may not be read: permission denied");
    }
    return attributes;
  }

  private static void requireUnchanged(Path file, BasicFileAttributes before) throws IOException {
    BasicFileAttributes after = Files.readAttributes(file, BasicFileAttributes.class);
    if (after.size() != before.size()
        || !after.lastModifiedTime().equals(before.lastModifiedTime())) {
      throw new PhotoException(file, "changed while it was being read; try again");
    }
  }

  private static PhotoFormat format(Path file, FileChannel channel) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(FileSignature.LENGTH);
    while (head.hasRemaining() && channel.read(head, head.position()) >= 0) {
      // until full or at the end
    }
    byte[] bytes = Arrays.copyOf(head.array(), head.position());
    FileSignature signature = FileSignature.of(bytes, name(file));
    PhotoFormat format = signature.format();
    if (format == null) {
      throw new PhotoException(file, Objects.requireNonNull(signature.refusal()));
    }
    return format;
  }

  private static PhotoDecoder decoder(
      PhotoFormat format, FileChannel channel, MetadataBlocks blocks) throws IOException {
    return switch (format) {
      case JPEG -> new JpegDecoder(channel, blocks);
      case PNG -> new PngDecoder(channel, blocks);
      case TIFF -> new TiffDecoder(channel, blocks);
      case WEBP -> new WebpDecoder(channel, blocks);
      case PSD -> new PsdDecoder(channel, blocks);
      case GIF -> new GifDecoder(channel, blocks);
      case BMP -> new ImageIoDecoder(format, ImageIoPlugins.twelveMonkeys("bmp"), channel, blocks);
      case PNM -> new PnmDecoder(channel, blocks);
    };
  }

  private static void requireSize(Path file, PhotoDecoder decoder, ReadLimits limits)
      throws PhotoException {
    long pixels = (long) decoder.width() * decoder.height();
    if (pixels > limits.maxPixels()) {
      throw new PhotoException(
          file,
          "has "
              + decoder.width()
              + "x"
              + decoder.height()
              + " pixels, more than the limit of "
              + limits.maxPixels()
              + "; make it smaller, or cut it into parts",
          Shortage.PIXEL_LIMIT);
    }
    if (pixels > Integer.MAX_VALUE - 16) {
      throw new PhotoException(
          file, "has more than two gigapixels, which cannot be processed; cut it into parts");
    }
  }

  private static void requireMemory(Path file, PhotoDecoder decoder, long heldBytes)
      throws IOException {
    long pixels = (long) decoder.width() * decoder.height();
    long planes = pixels * decoder.bands() * (decoder.bitDepth() / 8);
    long needed = decoder.workingBytes() + (planes > heldBytes ? 0 : planes);
    long most = Runtime.getRuntime().maxMemory();
    if (needed > most) {
      throw new PhotoException(
          file,
          "needs about "
              + (needed >> 20)
              + " MiB of memory, and the program may use "
              + (most >> 20)
              + " MiB"
              + MEMORY_ADVICE,
          Shortage.MEMORY);
    }
  }

  /** Java cannot bound this memory, and a system without any left ends the program. */
  private static void requireDecoderMemory(Path file, PhotoDecoder decoder, long most)
      throws IOException {
    long needed = decoder.nativeBytes();
    if (needed > most) {
      throw new PhotoException(
          file,
          "is a progressive JPEG, which can only be unpacked as a whole: that needs about "
              + (needed >> 20)
              + " MiB, and the limit is "
              + (most >> 20)
              + " MiB, a quarter of the machine's memory;"
              + " save it as a JPEG that is not progressive, as PNG or as TIFF");
    }
  }

  private static void applyExif(MetadataBlocks blocks) {
    byte[] exif = blocks.exif;
    if (exif == null) {
      return;
    }
    ExifBlock block = ExifBlock.parse(exif, exif.length * 4L);
    if (block == null) {
      blocks.warn("its EXIF tags are damaged and were left out");
      blocks.exif = null;
      return;
    }
    if (blocks.orientation == Orientation.UPRIGHT) {
      blocks.orientation = block.orientation();
    }
    blocks.adobeRgb = block.isAdobeRgb();
    if (blocks.dotsPerInch() <= 1) { // JFIF's 1x1 means nothing
      blocks.setDotsPerInch(block.dotsPerInch());
    }
  }

  private static @Nullable ColorProfile profile(MetadataBlocks blocks, Pixels pixels) {
    byte[] bytes = blocks.profile;
    if (bytes == null) {
      return null;
    }
    try {
      ColorProfile profile = ColorProfile.of(bytes);
      if (profile.isGrey() == (pixels.colors() == 1)) {
        return profile;
      }
      blocks.warn(
          "its colour profile is for another kind of picture and was left out; sRGB is assumed");
    } catch (IllegalArgumentException e) {
      blocks.warn("its colour profile cannot be used and was left out; sRGB is assumed");
    }
    return null;
  }

  private static void warnOfName(Path file, PhotoFormat format, MetadataBlocks blocks) {
    String extension = FileSignature.extension(name(file));
    if (!extension.isEmpty() && !format.extensions().contains(extension)) {
      List<String> usual = format.extensions();
      blocks.warn(
          "is a "
              + format.title()
              + " file although its name ends in ."
              + extension
              + " (usual: ."
              + usual.get(0)
              + ")");
    }
  }

  private static String name(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  private static String detail(Throwable e) {
    if (e instanceof StackOverflowError) {
      return " (its parts are nested too deeply)";
    }
    return e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
  }

  private static String reason(IOException e) {
    String message = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    if (message.startsWith("is ")
        || message.startsWith("has ")
        || message.startsWith("uses ")
        || message.startsWith("needs ")
        || message.startsWith("took ")
        || message.startsWith("holds ")) {
      return message;
    }
    if (e instanceof EOFException) {
      return "is truncated: it ends too early";
    }
    return "is damaged or of a kind that cannot be read (" + message + ")";
  }
}
