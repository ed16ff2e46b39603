package org.ctsr.app.engine;

import java.util.concurrent.CompletableFuture;

/**
 * Something that was asked and can be given up.
 *
 * @param answer what comes of it; a {@link java.util.concurrent.CancellationException} if it was
 *     given up, unless that came too late
 * @param giveUp asks for its end, and returns at once
 */
public record Asked<T>(CompletableFuture<T> answer, Runnable giveUp) {}
