package org.ctsr.app.batch;

/**
 * A photo reduced for a row of the table.
 *
 * @param width pixels in a row
 * @param height rows
 * @param argb {@code width * height} opaque pixels, 0xAARRGGBB
 */
@SuppressWarnings("ArrayRecordComponent") // pixels, compared nowhere
public record SmallPicture(int width, int height, int[] argb) {}
