package org.ctsr.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunHistoryTest {
  @TempDir private Path run;

  @Test
  void aStudentMeasuredTwiceAfterTheSameStepIsTwoValidations() throws IOException {
    Files.writeString(
        run.resolve("validation.csv"),
        "stage,step,what,realness,psnrY,niqe,featureDistance\n"
            + "slider,3000,student,0.00,31.8,6.1,37.5\n"
            + "slider,3000,student,1.00,29.0,3.8,40.7\n"
            + "slider,3000,student,0.00,32.1,6.2,36.9\n"
            + "slider,3000,student,1.00,29.1,3.7,40.8\n");
    assertThat(RunHistory.read(run).validations())
        .extracting(validation -> validation.rows().get(0).psnr())
        .containsExactly(31.8, 32.1);
  }

  @Test
  void aTableOfAFormerVersionGoesOnWithTheMesh() throws IOException {
    Files.writeString(
        run.resolve("validation.csv"),
        "stage,step,what,realness,psnrY,niqe,featureDistance\n"
            + "slider,200,student,1.00,29.0,3.8,40.7\n"
            + "slider,400,student,1.00,29.1,3.7,40.8,0.25\n");
    assertThat(RunHistory.read(run).validations())
        .extracting(validation -> validation.rows().get(0).mesh())
        .containsExactly(Double.NaN, 0.25);
  }

  @Test
  void aLineThatAKillCutOffIsLeftOut() throws IOException {
    Files.writeString(
        run.resolve("validation.csv"),
        "stage,step,what,realness,psnrY,niqe,featureDistance\n"
            + "slider,200,student,0.00,31.8,6.1,37.5\n"
            + "slider,200,student,1.00,29.0,3.8,4");
    assertThat(RunHistory.read(run).validations().get(0).rows()).hasSize(1);
  }

  @Test
  void aDamagedLineIsNamed() throws IOException {
    Path table = run.resolve("metrics.csv");
    Files.writeString(
        table, "stage,step,name,value\nfuse,1,absolute,0.5\nfuse,2,absolute,0.\u00004\n");
    assertThatThrownBy(() -> RunHistory.read(run))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(table + ": line 3 is damaged");
  }
}
