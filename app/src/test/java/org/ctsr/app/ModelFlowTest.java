package org.ctsr.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.ctsr.app.inspector.ModelChoice;
import org.junit.jupiter.api.Test;

class ModelFlowTest {
  private static final List<ModelChoice> LISTED =
      Stream.of("a", "b", "c", "d").map(ModelFlowTest::model).toList();

  private static ModelChoice model(String name) {
    return new ModelChoice(name, name, "1", 4, 1, true);
  }

  @Test
  void aModelThatIsStillBeingLoadedIsNotSwitchedBackByANewList() {
    assertThat(ModelFlow.choose(LISTED, null, "b", "c", "d")).contains(model("b"));
  }

  @Test
  void whatIsWantedComesFirstAndWhatIsGoneIsPassedOver() {
    assertThat(ModelFlow.choose(LISTED, "a", "b", "c", "d")).contains(model("a"));
    assertThat(ModelFlow.choose(LISTED, "gone", "gone", "c", "d")).contains(model("c"));
    assertThat(ModelFlow.choose(LISTED, null, null, null, "d")).contains(model("d"));
    assertThat(ModelFlow.choose(LISTED, null, null, null, "gone")).contains(model("a"));
    assertThat(ModelFlow.choose(List.of(), null, null, null, "d")).isEmpty();
  }
}
