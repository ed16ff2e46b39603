package org.ctsr.app;

import org.jspecify.annotations.Nullable;

/**
 * Settings of a photo that were pinned.
 *
 * @param model name of the model; empty for none
 * @param realness the slider's value
 * @param painted what was painted, see {@code RealnessMask.copy}; null if nothing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Variant(String model, double realness, float @Nullable [] painted) {}
