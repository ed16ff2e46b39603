package org.ctsr.engine.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long the rest of a run will take: from the steps taken so far, and the teachers' answers to
 * come.
 */
final class TimeLeft {
  /**
   * Times the others' that a step counts at most: in one the computer may have slept, or a device
   * got ready.
   */
  private static final double MOST = 4;

  private final List<String> stages;
  private final List<Schedule> schedules;
  private final Map<String, Double> answers = new HashMap<>();
  private double secondsAUnit;

  TimeLeft(TrainingConfig config) {
    stages = config.stages().stream().map(TrainingConfig.Stage::name).toList();
    schedules = config.schedules();
  }

  /** The answers a teacher has still to give will take so long. */
  void awaits(String teacher, double seconds) {
    answers.put(teacher, seconds);
  }

  /** A step of this stage took so long. */
  void took(String stage, double seconds) {
    double now = seconds / cost(stages.indexOf(stage));
    secondsAUnit =
        secondsAUnit == 0 ? now : 0.95 * secondsAUnit + 0.05 * Math.min(now, MOST * secondsAUnit);
  }

  /** Seconds from after so many steps of this stage to the end of the last one. */
  long after(String stage, int steps) {
    int present = stages.indexOf(stage);
    double units = (schedules.get(present).steps() - steps) * cost(present);
    for (int i = present + 1; i < stages.size(); i++) {
      units += schedules.get(i).steps() * cost(i);
    }
    double seconds = units * secondsAUnit;
    for (double awaited : answers.values()) {
      seconds += awaited;
    }
    return Math.round(seconds);
  }

  /** What a step takes, in units of a pixel of Stage 0 (measured on one thread). */
  private double cost(int stage) {
    Schedule schedule = schedules.get(stage);
    double pixels = (double) schedule.batch() * schedule.crop() * schedule.crop();
    return switch (stages.get(stage)) {
      case SliderTraining.NAME -> 2 * pixels;
      case FuseTraining.NAME -> 1.5 * pixels;
      default -> pixels;
    };
  }
}
