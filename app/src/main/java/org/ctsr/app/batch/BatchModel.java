package org.ctsr.app.batch;

/**
 * A model of a batch.
 *
 * @param name as in the names of results
 * @param scale its largest enlargement
 * @param hasSlider whether realness changes anything, and is named in results
 */
public record BatchModel(String name, int scale, boolean hasSlider) {}
