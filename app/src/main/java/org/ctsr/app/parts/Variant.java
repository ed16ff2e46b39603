package org.ctsr.app.parts;

import org.ctsr.app.engine.Enlargement;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a photo that were pinned. Nothing of its pixels: they would stay in memory with the
 * pin.
 *
 * @param model name of the model; empty for none
 * @param enlargement how that model enlarges the photo
 * @param realness the slider's value
 * @param painted what was painted, see {@code RealnessMask.copy}; null if nothing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Variant(
    String model, Enlargement enlargement, double realness, float @Nullable [] painted) {}
