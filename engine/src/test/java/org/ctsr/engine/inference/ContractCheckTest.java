package org.ctsr.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ctsr.engine.TestModels;
import org.ctsr.engine.inference.ContractReport.Finding;
import org.ctsr.engine.inference.ContractReport.Outcome;
import org.ctsr.engine.inference.ContractReport.Topic;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.ModelLibrary;
import org.ctsr.engine.model.ModelPackage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractCheckTest {
  private static final ContractCheck CHECK =
      new ContractCheck(DeviceChoice.PROCESSOR, 1, notice -> {});

  @ParameterizedTest
  @ValueSource(strings = {"tiny-student-x4", "tiny-fidelity-x4", "tiny-blend-x4"})
  void theTinyModelsPass(String name) throws IOException {
    ContractReport report = CHECK.examine(TestModels.library().open(name));
    assertThat(report.findings()).extracting(Finding::topic).contains(Topic.SHAPE, Topic.HALO);
    assertThat(report.findings())
        .extracting(Finding::outcome)
        .as(report.toString())
        .doesNotContain(Outcome.BROKEN);
    CHECK.check(TestModels.library().open(name));
  }

  private static ModelPackage changed(Path folder, String find, String replacement)
      throws IOException {
    Path source = TestModels.folder().resolve(TestModels.STUDENT);
    Path target = Files.createDirectories(folder.resolve(TestModels.STUDENT));
    Files.copy(source.resolve("network.pt"), target.resolve("network.pt"));
    String manifest = Files.readString(source.resolve(ModelLibrary.MANIFEST));
    assertThat(manifest).contains(find);
    Files.writeString(target.resolve(ModelLibrary.MANIFEST), manifest.replace(find, replacement));
    return new ModelLibrary(java.util.List.of()).open(target.toString());
  }

  @Test
  void aHaloThatIsTooSmallIsMeasured(@TempDir Path folder) throws IOException {
    ContractReport report = CHECK.examine(changed(folder, "\"halo\": 12", "\"halo\": 0"));
    assertThat(report.findings())
        .filteredOn(f -> f.topic() == Topic.HALO)
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.outcome()).isNotEqualTo(Outcome.GOOD);
              assertThat(f.sentence()).contains("0 pixels of halo");
            });
  }

  @Test
  void anotherScaleThanPromisedIsRefused(@TempDir Path folder) throws IOException {
    ModelPackage wrong = changed(folder, "\"scale\": 4", "\"scale\": 2");
    assertThatThrownBy(() -> CHECK.check(wrong))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("where the manifest promises");
  }

  @Test
  void aSmallestSizeThatDoesNotWorkIsRefused(@TempDir Path folder) throws IOException {
    ModelPackage wrong = changed(folder, "\"minimumSize\": 5", "\"minimumSize\": 1");
    assertThatThrownBy(() -> CHECK.check(wrong))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("cannot be run");
  }

  @Test
  void aBareNetworkTellsWhatItIs() throws IOException {
    Path file = TestModels.folder().resolve(TestModels.STUDENT).resolve("network.pt");
    NetworkFacts facts = NetworkProbe.examine(file, DeviceChoice.PROCESSOR, 1, notice -> {});
    assertThat(facts.isStudent()).isTrue();
    assertThat(facts.scale()).isEqualTo(4);
    assertThat(facts.minimumSize()).isLessThanOrEqualTo(5);
    assertThat(facts.halo()).isBetween(1, 24);
    assertThat(facts.precision()).isEqualTo("float32");
  }

  @Test
  void whatIsNoNetworkIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("poem.pt"), "roses are red");
    assertThatThrownBy(() -> NetworkProbe.examine(file, DeviceChoice.PROCESSOR, 1, notice -> {}))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("poem.pt");
  }
}
