package org.ctsr.engine.image;

/** Resampling kernels. When a picture shrinks, a kernel is stretched by the ratio. */
public enum Kernel {
  /** Mean of the area a new pixel covers; exact in the mean, a little soft. Meant for shrinking. */
  AREA(0.5) {
    @Override
    double at(double x) {
      return Math.abs(x) <= 0.5 ? 1 : 0; // weights come from overlaps instead, see ResampleWeights
    }
  },
  /** Cubic through the samples (Keys 1981, a = -1/2): mild, little ringing. Meant for enlarging. */
  CATMULL_ROM(2) {
    @Override
    double at(double x) {
      double d = Math.abs(x);
      if (d < 1) {
        return (1.5 * d - 2.5) * d * d + 1;
      }
      return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
    }
  },
  /** Sinc windowed by a sinc of three lobes (Duchon 1979): sharp, slight ringing. */
  LANCZOS3(3) {
    @Override
    double at(double x) {
      if (Math.abs(x) < 1e-9) {
        return 1;
      }
      if (Math.abs(x) >= 3) {
        return 0;
      }
      double a = Math.PI * x;
      return 3 * Math.sin(a) * Math.sin(a / 3) / (a * a);
    }
  };

  private final double radius;

  Kernel(double radius) {
    this.radius = radius;
  }

  double radius() {
    return radius;
  }

  abstract double at(double x);
}
