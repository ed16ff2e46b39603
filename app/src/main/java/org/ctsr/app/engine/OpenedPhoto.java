package org.ctsr.app.engine;

import java.nio.file.Path;
import org.ctsr.engine.image.RgbImage;
import org.jspecify.annotations.Nullable;

/**
 * A photo that was read.
 *
 * @param name what to call it
 * @param file where it came from; null if it was pasted
 * @param image its pixels
 */
public record OpenedPhoto(String name, @Nullable Path file, RgbImage image) {}
