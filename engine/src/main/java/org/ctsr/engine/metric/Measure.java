package org.ctsr.engine.metric;

/** The measures of {@link Quality}, with how to name and read them. */
public enum Measure {
  /** Peak signal-to-noise ratio of luma. */
  PSNR("PSNR-Y", "dB", 2, true),
  /** Structural similarity of luma. */
  SSIM("SSIM-Y", "", 4, true),
  /** Natural image quality evaluator; needs no truth. */
  NIQE("NIQE", "", 2, false),
  /** Feature distance times 100. */
  FEATURE_DISTANCE("Feature distance", "\u00d7 100", 1, false);

  private final String label;
  private final String unit;
  private final int decimals;
  private final boolean higherIsBetter;

  Measure(String label, String unit, int decimals, boolean higherIsBetter) {
    this.label = label;
    this.unit = unit;
    this.decimals = decimals;
    this.higherIsBetter = higherIsBetter;
  }

  /** The value in {@code quality}; NaN if it was not measured. */
  public double of(Quality quality) {
    return switch (this) {
      case PSNR -> quality.psnr();
      case SSIM -> quality.ssim();
      case NIQE -> quality.niqe();
      case FEATURE_DISTANCE -> quality.featureDistance();
    };
  }

  /** How much better {@code a} is than {@code b}, in this measure's unit; negative if worse. */
  public double advantage(double a, double b) {
    return higherIsBetter ? a - b : b - a;
  }

  /** Name for tables. */
  public String label() {
    return label;
  }

  /** Unit, or an empty string. */
  public String unit() {
    return unit;
  }

  /** Digits after the point worth showing. */
  public int decimals() {
    return decimals;
  }

  /** Whether larger values are better ones. */
  public boolean higherIsBetter() {
    return higherIsBetter;
  }
}
