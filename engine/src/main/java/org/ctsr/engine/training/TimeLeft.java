package org.ctsr.engine.training;

import java.util.List;

/** How long the rest of a run will take, from the steps taken so far. */
final class TimeLeft {
  private final TrainingConfig config;
  private double secondsAUnit;

  TimeLeft(TrainingConfig config) {
    this.config = config;
  }

  /** A step of this stage took so long. */
  void took(Schedule schedule, double seconds) {
    double now = seconds / cost(schedule);
    secondsAUnit = secondsAUnit == 0 ? now : 0.95 * secondsAUnit + 0.05 * now;
  }

  /** Seconds from after so many steps of this stage to the end of the last one. */
  long after(Schedule schedule, int steps) {
    double units = (schedule.steps() - steps) * cost(schedule);
    List<Schedule> all = config.schedules();
    for (int i = all.indexOf(schedule) + 1; i < all.size(); i++) {
      units += all.get(i).steps() * cost(all.get(i));
    }
    return Math.round(units * secondsAUnit);
  }

  /** What a step takes, in units of a pixel of Stage 0 (measured on one thread). */
  private double cost(Schedule schedule) {
    double pixels = (double) schedule.batch() * schedule.crop() * schedule.crop();
    TrainingConfig.SliderStage slider = config.slider();
    if (slider != null && schedule == slider.schedule()) {
      return 2 * pixels;
    }
    TrainingConfig.FuseStage fuse = config.fuse();
    return fuse != null && schedule == fuse.schedule() ? 1.5 * pixels : pixels;
  }
}
