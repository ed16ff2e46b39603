package org.ctsr.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.RadioMenuItem;
import org.junit.jupiter.api.Test;

/** With menu items, the only toggles that need no toolkit. */
class OneOfTest {
  private final ObjectProperty<String> value = new SimpleObjectProperty<>("b");
  private final OneOf<String> group = new OneOf<>(value);
  private final RadioMenuItem a = add("a");
  private final RadioMenuItem b = add("b");

  private RadioMenuItem add(String choice) {
    RadioMenuItem item = new RadioMenuItem();
    group.add(item, choice);
    return item;
  }

  @Test
  void theValueIsShownAndFollowsWithoutAnAction() {
    assertThat(b.isSelected()).isTrue();
    group.selectToggle(a);
    assertThat(value.get()).isEqualTo("a");
    value.set("b");
    assertThat(a.isSelected()).isFalse();
    assertThat(b.isSelected()).isTrue();
  }

  @Test
  void theChosenOneCannotBeTakenBack() {
    b.setSelected(false);
    assertThat(b.isSelected()).isTrue();
    assertThat(value.get()).isEqualTo("b");
  }

  @Test
  void aValueWithoutAToggleSelectsNoneAndIsKept() {
    value.set("else");
    assertThat(group.getSelectedToggle()).isNull();
    assertThat(value.get()).isEqualTo("else");
    b.setSelected(true);
    assertThat(value.get()).isEqualTo("b");
  }

  @Test
  void othersCanTakeTheirPlace() {
    group.clear();
    assertThat(value.get()).isEqualTo("b");
    RadioMenuItem again = add("b");
    assertThat(again.isSelected()).isTrue();
    a.setSelected(true);
    assertThat(value.get()).isEqualTo("b");
  }
}
