package org.ctsr.engine.image;

/**
 * What a photo's header says, without decoding it.
 *
 * @param format what the content is, whatever the name says
 * @param width pixels in a row, upright
 * @param height rows, upright
 * @param bitDepth bits a sample will have when read, 8 or 16
 */
public record PhotoHeader(PhotoFormat format, int width, int height, int bitDepth) {}
