package org.ctsr.app.opening;

import java.nio.file.Path;

/**
 * A photo with a file, for work beside the window.
 *
 * @param file that holds it
 * @param realness the slider's value; NaN as long as the model's default is meant
 * @param painted whether its realness is painted, which no number says
 */
public record ChosenPhoto(Path file, double realness, boolean painted) {}
