package org.ctsr.app.batch;

/**
 * The model a batch would use now.
 *
 * @param name as in the names of results
 * @param scale its largest enlargement
 */
public record BatchModel(String name, int scale) {}
