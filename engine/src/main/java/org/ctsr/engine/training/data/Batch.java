package org.ctsr.engine.training.data;

import java.util.List;

/**
 * Examples as planar floats in [0, 1].
 *
 * @param count N
 * @param side LR pixels of one side
 * @param small degraded photos {@code (N, 3, side, side)}
 * @param truth ground truth {@code (N, 3, 4 side, 4 side)}
 * @param sharp ground truth before softening, same shape
 * @param answers one array of that shape for each teacher asked for
 */
public record Batch(
    int count, int side, float[] small, float[] truth, float[] sharp, List<float[]> answers) {}
