package org.ctsr.app.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ctsr.engine.training.RunHistory;
import org.ctsr.engine.training.ValidationRow;
import org.jspecify.annotations.Nullable;

/** The validations of a run as curves over realness, and what their vertical axis is. */
final class TradeOffs {
  private static final String TEACHERS = "teachers";

  /** The stage that begins with a student that has learnt nothing yet. */
  private static final String FROM_NOTHING = "fuse";

  private final List<RunHistory.Validated> validations = new ArrayList<>();

  /** What was measured of naturalness. */
  enum Measure {
    /** Distance to the statistics of the photos trained on. */
    NIQE(ValidationRow::niqe),
    /** Distance of feature maps to the truth. */
    FEATURES(ValidationRow::featureDistance),
    /** Nothing: PSNR over realness is all there is. */
    NONE(ValidationRow::realness);

    private final ToDoubleFunction<ValidationRow> value;

    Measure(ToDoubleFunction<ValidationRow> value) {
      this.value = value;
    }

    double of(ValidationRow row) {
      return value.applyAsDouble(row);
    }

    /** Whether a row is a point of a curve: former versions took the mean of infinite PSNRs. */
    boolean isPoint(ValidationRow row) {
      return Double.isFinite(of(row)) && Double.isFinite(row.psnr());
    }
  }

  void set(List<RunHistory.Validated> history) {
    validations.clear();
    history.forEach(
        v ->
            validations.add(
                new RunHistory.Validated(v.stage(), v.step(), new ArrayList<>(v.rows()))));
  }

  /**
   * Adds a row.
   *
   * @return whether it is the first of its validation
   */
  boolean add(String stage, int step, ValidationRow row) {
    RunHistory.Validated last = last();
    boolean first =
        last == null
            || !last.stage().equals(stage)
            || last.step() != step
            || last.endsAt(row.realness());
    if (first) {
      // A resumed run measures again what it had not kept.
      validations.removeIf(v -> v.stage().equals(stage) && v.step() >= step);
      last = new RunHistory.Validated(stage, step, new ArrayList<>());
      validations.add(last);
    }
    if (last != null) {
      last.rows().add(row);
    }
    return first;
  }

  private RunHistory.@Nullable Validated last() {
    return validations.isEmpty() ? null : validations.get(validations.size() - 1);
  }

  /** Validations of students, oldest first. */
  List<RunHistory.Validated> students() {
    return validations.stream().filter(RunHistory.Validated::isStudent).toList();
  }

  /**
   * The student the run began with; null if that one had learnt nothing yet, or is still the newest
   * that was measured.
   */
  RunHistory.@Nullable Validated start() {
    List<RunHistory.Validated> students = students();
    if (students.size() < 2) {
      return null;
    }
    RunHistory.Validated first = students.get(0);
    return first.step() == 0 && !first.stage().equals(FROM_NOTHING) ? first : null;
  }

  /** The teachers' own images, mixed; empty before they were measured. */
  List<ValidationRow> teachers() {
    return validations.stream()
        .filter(v -> v.stage().equals(TEACHERS))
        .findFirst()
        .map(RunHistory.Validated::rows)
        .orElse(List.of());
  }

  Measure measure() {
    List<ValidationRow> rows = validations.stream().flatMap(v -> v.rows().stream()).toList();
    if (rows.stream().anyMatch(row -> Double.isFinite(row.niqe()))) {
      return Measure.NIQE;
    }
    return rows.stream().anyMatch(row -> Double.isFinite(row.featureDistance()))
        ? Measure.FEATURES
        : Measure.NONE;
  }
}
