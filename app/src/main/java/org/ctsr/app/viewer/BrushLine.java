package org.ctsr.app.viewer;

/**
 * A line painted with a round brush.
 *
 * @param x where it begins, in pixels
 * @param y where it begins
 * @param dx how far it goes
 * @param dy how far it goes
 * @param lengthSquared of the line
 * @param hard distance from the line that is covered wholly
 * @param radius distance from which on nothing is
 */
record BrushLine(
    double x, double y, double dx, double dy, double lengthSquared, double hard, double radius) {
  /**
   * A line from one place to another, which may be the same.
   *
   * @param softness share of the radius over which the line fades
   */
  static BrushLine between(
      double fromX, double fromY, double toX, double toY, double radius, double softness) {
    double dx = toX - fromX;
    double dy = toY - fromY;
    double hard = radius * (1 - Math.max(0, Math.min(1, softness)));
    return new BrushLine(fromX, fromY, dx, dy, dx * dx + dy * dy, hard, radius);
  }

  /** How much of a place it covers, 0 to 1. */
  float covers(double atX, double atY) {
    double px = atX - x;
    double py = atY - y;
    double along =
        lengthSquared == 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / lengthSquared));
    double fromX = px - along * dx;
    double fromY = py - along * dy;
    return profile(Math.sqrt(fromX * fromX + fromY * fromY));
  }

  private float profile(double distance) {
    if (distance >= radius) {
      return 0;
    }
    if (distance <= hard) {
      return 1;
    }
    double share = (radius - distance) / (radius - hard);
    return (float) (share * share * (3 - 2 * share));
  }
}
