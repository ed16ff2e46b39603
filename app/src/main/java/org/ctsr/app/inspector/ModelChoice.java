package org.ctsr.app.inspector;

/**
 * A model the user may choose.
 *
 * @param name name of its package
 * @param title name for people
 * @param version of its weights
 * @param scale how much larger results are
 * @param parameters weights of its networks
 * @param hasRealness whether realness changes anything
 */
public record ModelChoice(
    String name, String title, String version, int scale, long parameters, boolean hasRealness) {
  @Override
  public String toString() {
    return title;
  }
}
