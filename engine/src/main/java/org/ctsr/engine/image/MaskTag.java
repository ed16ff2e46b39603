package org.ctsr.engine.image;

import org.jspecify.annotations.Nullable;

/**
 * The mask a result was made with.
 *
 * @param file its file's name; null if it was painted and not read from a file
 * @param digest SHA-256 of its file, hexadecimal, or of the file it would be saved as
 * @param factor what its values were multiplied by, in [0, 1]
 */
public record MaskTag(@Nullable String file, String digest, double factor) {}
