package org.ctsr.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {
  private final Path config;
  private final Path run;

  RunFolderTest(@TempDir Path folder) {
    config = folder.resolve("mine.yml");
    run = folder.resolve("run");
  }

  @BeforeEach
  void writeConfig() throws IOException {
    Files.writeString(config, "first");
  }

  private RunFolder beginning() throws IOException {
    return RunFolder.beginning(run, config, "mine-x4");
  }

  @Test
  void nothingIsWrittenBeforeItBegins() throws IOException {
    RunFolder folder = beginning();
    assertThat(run).doesNotExist();
    folder.begin();
    assertThat(run.resolve("config.yml")).hasContent("first");
  }

  @Test
  void aConfigurationCanChangeUntilSomethingIsMade() throws IOException {
    beginning().begin();
    Files.writeString(config, "second");
    beginning().begin();
    assertThat(run.resolve("config.yml")).hasContent("second");
    Files.createFile(run.resolve("checkpoint.safetensors"));
    Files.writeString(config, "third");
    assertThatThrownBy(this::beginning)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("resume it");
    assertThat(run.resolve("config.yml")).hasContent("second");
  }

  /** Its stages would go on with these as if they were their own. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "fidelity-teacher.pt",
        "fused.pt",
        "slider.pt",
        "discriminator.pt",
        "student.pt",
        "niqe.json",
        "checkpoint-previous.safetensors",
        "metrics.csv",
        "validation.csv",
        "mine-x4"
      })
  void whatAnotherRunHasMadeIsNotTakenOver(String file) throws IOException {
    RunFolder early = beginning();
    Files.createDirectories(run);
    Files.createFile(run.resolve(file));
    assertThatThrownBy(this::beginning)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(file)
        .hasMessageContaining("name another folder");
    assertThatThrownBy(early::begin).isInstanceOf(ConfigException.class);
    assertThat(run.resolve("config.yml")).doesNotExist();
  }

  @Test
  void aConfigurationOfNoRunStays() throws IOException {
    Files.createDirectories(run);
    Files.writeString(run.resolve("config.yml"), "the user's");
    assertThatThrownBy(this::beginning)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("config.yml");
    assertThat(run.resolve("config.yml")).hasContent("the user's");
  }

  /** After a loss of power the checkpoint may be newer than what is left of the tables. */
  @Test
  void aLineThatWasCutOffIsForgottenWhateverItsStep() throws IOException {
    RunFolder folder = beginning();
    folder.begin();
    String whole = "stage,step,name,value\nfuse,90,truth,0.5\n";
    for (String cut : new String[] {"fuse,91,truth,1.2e-", "fuse,91,tru\0\0\0", "slider,1,a"}) {
      Files.writeString(run.resolve("metrics.csv"), whole + cut);
      folder.forgetAfter("fuse", 100);
      assertThat(run.resolve("metrics.csv")).hasContent(whole);
    }
    Files.writeString(run.resolve("metrics.csv"), "stage,st");
    folder.forgetAfter("fuse", 100);
    folder.appendMetrics("fuse", 101, Map.of("truth", 0.5));
    assertThat(run.resolve("metrics.csv"))
        .hasContent("stage,step,name,value\nfuse,101,truth,0.500000\n");
  }
}
