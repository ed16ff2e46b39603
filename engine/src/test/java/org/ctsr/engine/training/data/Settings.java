package org.ctsr.engine.training.data;

import java.nio.file.Path;

/** Settings for tests. */
final class Settings {
  private Settings() {}

  /** Half of the lightly degraded ones are pairs of a camera. */
  static DegradationSettings degradation(double mildShare) {
    Range half = new Range(0.5, 1.5);
    return new DegradationSettings(
        mildShare / 2,
        mildShare / 2,
        0.3,
        new Range(1, 6),
        camera(),
        new DegradationSettings.Mild(
            0.3,
            half,
            0.7,
            new Range(0.8, 2.5),
            new Range(1, 1.5),
            new Range(-0.5, 0.5),
            new Range(0, 4),
            0.5,
            new Range(0, 0.3),
            new Range(75, 98),
            0.5),
        new DegradationSettings.Heavy(
            new DegradationSettings.Pass(
                1,
                0.1,
                new Range(0.2, 3),
                0.2,
                0.7,
                new Range(0.3, 1.5),
                0.5,
                0.4,
                new Range(5, 25),
                new Range(0.5, 2),
                new Range(30, 80)),
            new DegradationSettings.Pass(
                0.8,
                0.1,
                new Range(0.2, 1.5),
                0.3,
                0.4,
                new Range(0.5, 1.2),
                0.5,
                0.4,
                new Range(5, 20),
                new Range(0.5, 1.5),
                new Range(30, 80)),
            0.5));
  }

  private static DegradationSettings.Camera camera() {
    return new DegradationSettings.Camera(
        new Range(0.4, 1),
        new Range(0, 0.01),
        new Range(0.5, 1),
        0.4,
        new Range(0.3, 0.8),
        new Range(1, 1.4),
        new Range(-0.8, 0.8),
        new Range(0, 0.4),
        new Range(0.98, 1.02),
        new Range(0, 0.02),
        0.6,
        0.3,
        new Range(0, 2),
        new Range(0, 0.8),
        new Range(0.6, 1.5),
        new Range(92, 98),
        0.3,
        new Range(0.9, 1));
  }

  /** Nothing but shrinking. */
  static DegradationSettings clean() {
    Range none = new Range(0, 0);
    return new DegradationSettings(
        0,
        1,
        0,
        none,
        camera(),
        new DegradationSettings.Mild(
            0, none, 0, none, new Range(1, 1), none, none, 0, none, new Range(95, 95), 0),
        degradation(1).heavy());
  }

  /** Only reduced, though the others of its kind would be blurred, shifted and sharpened by far. */
  static DegradationSettings plain() {
    Range none = new Range(0, 0);
    Range far = new Range(3, 4);
    return new DegradationSettings(
        0,
        1,
        0,
        none,
        camera(),
        new DegradationSettings.Mild(
            1, far, 1, far, new Range(1, 1), far, none, 0, new Range(1, 2), new Range(95, 95), 0),
        degradation(1).heavy());
  }

  static PatchSettings patches(Path photos, Path cache, int count) {
    return new PatchSettings(
        photos, cache, count, 16, 1, 2, 20, new Range(0.6, 1), 400, 0.0, 100, 2, degradation(0.7));
  }
}
