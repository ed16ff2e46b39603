package org.ctsr.app.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailureNoticeTest {
  private final ObjectProperty<@Nullable Throwable> failure = new SimpleObjectProperty<>();
  private final List<ReadOnlyStringProperty> cards = new ArrayList<>();

  @BeforeEach
  void start() {
    new FailureNotice(
        failure,
        text -> {
          cards.add(text);
          return () -> cards.remove(text);
        });
  }

  private List<String> texts() {
    return cards.stream().map(ObservableValue::getValue).toList();
  }

  @Test
  void aModelThatFailsAtEveryTileHasOneCard() {
    for (int tile = 0; tile < 50; tile++) {
      failure.set(new IllegalStateException("tile " + tile));
    }
    assertThat(texts()).containsExactly("tile 49");
  }

  @Test
  void onceClosedItComesAgainOnlyWithAnotherPhotoOrModel() {
    failure.set(new IllegalStateException("one"));
    cards.clear();
    failure.set(new IllegalStateException("two"));
    assertThat(cards).isEmpty();
    failure.set(null);
    failure.set(new IllegalStateException("three"));
    assertThat(texts()).containsExactly("three");
    failure.set(null);
    assertThat(cards).isEmpty();
  }
}
