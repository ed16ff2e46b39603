package org.ctsr.app.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.ctsr.engine.training.RunHistory;
import org.ctsr.engine.training.ValidationRow;
import org.junit.jupiter.api.Test;

class TradeOffsTest {
  private final TradeOffs known = new TradeOffs();

  private void measure(String stage, int step, double psnr) {
    for (double realness : new double[] {0, 0.5, 1}) {
      known.add(stage, step, new ValidationRow("student", realness, psnr - realness, 6, 40, 0));
    }
  }

  @Test
  void aValidationIsOneCurve() {
    measure("slider", 200, 31);
    measure("slider", 400, 32);
    assertThat(known.students()).extracting(v -> v.rows().size()).containsExactly(3, 3);
  }

  @Test
  void aStudentMeasuredAgainAfterTheSameStepIsAnotherCurveThatTakesItsPlace() {
    measure("slider", 200, 31);
    measure("slider", 400, 32);
    measure("slider", 400, 33);
    assertThat(known.students()).extracting(v -> v.rows().size()).containsExactly(3, 3);
    assertThat(known.students().get(1).rows().get(0).psnr()).isEqualTo(33);
  }

  @Test
  void aResumedRunMeasuresAgainWhatItHadNotKept() {
    measure("slider", 200, 31);
    measure("slider", 400, 32);
    measure("slider", 200, 30);
    assertThat(known.students()).extracting(RunHistory.Validated::step).containsExactly(200);
  }

  @Test
  void aLearntStudentIsWhatTheRunBeganWithOnceThereIsAnother() {
    measure("slider", 0, 31);
    assertThat(known.start()).isNull();
    measure("slider", 200, 32);
    measure("bend", 0, 33);
    assertThat(known.start()).extracting(RunHistory.Validated::step).isEqualTo(0);
    assertThat(Objects.requireNonNull(known.start()).rows().get(0).psnr()).isEqualTo(31);
  }

  @Test
  void aRowWithAnInfiniteMeanIsNoPointOfACurve() {
    known.add("slider", 0, new ValidationRow("student", 0, Double.POSITIVE_INFINITY, 6, 40, 0));
    known.add("slider", 0, new ValidationRow("student", 0.5, 31, 6, 40, 0));
    known.add("slider", 0, new ValidationRow("student", 1, 30, Double.NaN, 40, 0));
    assertThat(known.students().get(0).rows())
        .filteredOn(known.measure()::isPoint)
        .extracting(ValidationRow::realness)
        .containsExactly(0.5);
  }

  @Test
  void aStudentThatHadLearntNothingIsNotCompared() {
    measure("fuse", 0, 20);
    measure("fuse", 200, 30);
    measure("slider", 0, 31);
    assertThat(known.start()).isNull();
  }
}
