package org.ctsr.app.batch;

/**
 * A model of a batch.
 *
 * @param name as in the names of results
 * @param scale its largest enlargement
 */
public record BatchModel(String name, int scale) {}
