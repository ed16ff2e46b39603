package org.ctsr.app.batch;

/**
 * A model of a batch.
 *
 * @param name as in the names of results
 * @param title its name for people
 * @param scale its largest enlargement
 * @param hasSlider whether realness changes anything, and is named in results
 */
public record BatchModel(String name, String title, int scale, boolean hasSlider) {
  /** A model that people know by the name of its package. */
  BatchModel(String name, int scale, boolean hasSlider) {
    this(name, name, scale, hasSlider);
  }
}
