package org.ctsr.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ctsr.engine.TinyTraining;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeLeftTest {
  private final Path folder;

  TimeLeftTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Stages 0 to 2 with equal schedules of 6 steps: a step costs 1, 1.5 and 2 units. */
  private TimeLeft timeLeft() throws IOException {
    String text =
        TinyTraining.text(folder, folder, 6)
            .replaceAll("learningRate: [^,}]+, finalL", "learningRate: 2.0e-4, finalL")
            .replaceAll("finalLearningRate: [^,}]+", "finalLearningRate: 1.0e-5")
            .replaceAll("validateEvery: \\d+", "validateEvery: 6");
    TrainingConfig config =
        TrainingConfigReader.read(Files.writeString(folder.resolve("equal.yml"), text));
    assertThat(config.schedules().get(2)).isEqualTo(config.schedules().get(0));
    return new TimeLeft(config);
  }

  @Test
  void stagesThatAreOverTakeNoMoreTime() throws IOException {
    TimeLeft left = timeLeft();
    left.took("slider", 20);
    assertThat(left.after("slider", 6)).isZero();
    assertThat(left.after("slider", 1)).isEqualTo(100);
    assertThat(left.after("fidelity-teacher", 6)).isEqualTo(6 * 15 + 6 * 20);
  }

  @Test
  void answersToComeCount() throws IOException {
    TimeLeft left = timeLeft();
    left.took("slider", 20);
    left.awaits("realness", 500);
    left.awaits("fidelity", 30);
    assertThat(left.after("slider", 6)).isEqualTo(530);
    left.awaits("realness", 0);
    assertThat(left.after("slider", 6)).isEqualTo(30);
  }

  /** Otherwise the time left would be days for as many steps as it takes to forget it. */
  @Test
  void aStepInWhichTheComputerSleptCountsLittle() throws IOException {
    TimeLeft left = timeLeft();
    left.took("slider", 20);
    left.took("slider", 8 * 3600);
    assertThat(left.after("slider", 1)).isBetween(100L, 120L);
    // A computer that has become slow is believed after a while.
    for (int i = 0; i < 100; i++) {
      left.took("slider", 200);
    }
    assertThat(left.after("slider", 1)).isBetween(950L, 1000L);
  }
}
