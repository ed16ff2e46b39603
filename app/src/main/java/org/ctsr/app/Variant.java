package org.ctsr.app;

import org.ctsr.engine.view.ViewSource;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a photo that were pinned.
 *
 * @param model name of the model; empty for none
 * @param source the photo enlarged by that model
 * @param realness the slider's value
 * @param painted what was painted, see {@code RealnessMask.copy}; null if nothing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Variant(String model, ViewSource source, double realness, float @Nullable [] painted) {}
