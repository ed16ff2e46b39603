package org.ctsr.app.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.ctsr.app.inspector.VariantsViewModel.Pin;
import org.junit.jupiter.api.Test;

class InspectorViewModelTest {
  @Test
  void realnessStaysInRangeAndOnHundredths() {
    InspectorViewModel<String> model = new InspectorViewModel<>();
    model.photoOpenProperty().set(true);
    model.setRealness(0.123);
    assertThat(model.realnessProperty().get()).isEqualTo(0.12);
    model.stepRealness(2);
    assertThat(model.realnessProperty().get()).isEqualTo(1);
    model.stepRealness(-3);
    assertThat(model.realnessProperty().get()).isZero();
    model.setRealness(Double.NaN);
    assertThat(model.realnessProperty().get()).isZero();
    model.defaultRealnessProperty().set(0.4);
    model.resetRealness();
    assertThat(model.realnessProperty().get()).isEqualTo(0.4);
  }

  @Test
  void realnessStaysAsItIsWhileAPhotoIsRead() {
    InspectorViewModel<String> model = new InspectorViewModel<>();
    model.setRealness(0.2);
    model.stepRealness(InspectorViewModel.STEP);
    assertThat(model.realnessProperty().get()).isEqualTo(0.5);
    model.photoOpenProperty().set(true);
    model.stepRealness(InspectorViewModel.STEP);
    assertThat(model.realnessProperty().get()).isEqualTo(0.55);
  }

  @Test
  void flippingGoesBetweenTheLastTwoPins() {
    String[] now = {"one"};
    VariantsViewModel<String> variants = connected(now);
    variants.pin();
    now[0] = "two";
    variants.pin();
    now[0] = "three";
    variants.pin();
    variants.flip();
    assertThat(now[0]).isEqualTo("two");
    variants.flip();
    assertThat(now[0]).isEqualTo("three");
    variants.changedByHand();
    assertThat(variants.shownProperty().get()).isNull();
    variants.flip();
    assertThat(now[0]).isEqualTo("three");
  }

  @Test
  void aRemovedPinIsForgottenEverywhereAndItsLetterIsFree() {
    String[] now = {"x"};
    VariantsViewModel<String> variants = connected(now);
    variants.pin();
    variants.pin();
    Pin<String> first = variants.pins().get(0);
    variants.show(first);
    variants.toggleCompare(first);
    variants.remove(first);
    assertThat(variants.shownProperty().get()).isNull();
    assertThat(variants.comparedProperty().get()).isNull();
    variants.flip();
    assertThat(variants.shownProperty().get()).isEqualTo(variants.pins().get(0));
    variants.pin();
    assertThat(variants.pins()).extracting(Pin::letter).containsExactly('B', 'A');
  }

  @Test
  void thereIsALimitAndNothingToPinWithoutAPhoto() {
    String[] now = {"x"};
    VariantsViewModel<String> variants = connected(now);
    for (int i = 0; i < VariantsViewModel.LIMIT; i++) {
      assertThat(variants.pin()).isTrue();
    }
    assertThat(variants.pin()).isFalse();
    VariantsViewModel<String> empty = new VariantsViewModel<>();
    assertThat(empty.pin()).isFalse();
    empty.flip();
    assertThat(empty.shownProperty().get()).isNull();
  }

  private static VariantsViewModel<String> connected(String[] now) {
    VariantsViewModel<String> variants = new VariantsViewModel<>();
    variants.connect(() -> Optional.of(now[0]), words -> words, words -> now[0] = words);
    return variants;
  }

  @Test
  void realnessOfAModelWithoutSliderDoesNotChange() {
    InspectorViewModel<String> model = new InspectorViewModel<>();
    model.photoOpenProperty().set(true);
    model.setRealness(0.3);
    model.modelProperty().set(new ModelChoice("plain", "Plain", "1", 4, 1, false));
    assertThat(model.hasRealnessProperty().get()).isFalse();
    model.stepRealness(InspectorViewModel.STEP);
    model.resetRealness();
    assertThat(model.realnessProperty().get()).isEqualTo(0.3);
  }

  @Test
  void agreementIsFinalOnlyWhenAllOfThePhotoWasMeasured() {
    InspectorViewModel<String> model = new InspectorViewModel<>();
    assertThat(model.agreementProperty().get()).startsWith("Comparing");
    model.setAgreement(31.25, 0.4);
    assertThat(model.agreementProperty().get()).contains("31").endsWith("dB so far");
    model.setAgreement(31.25, 1);
    assertThat(model.agreementProperty().get()).contains("31").endsWith("dB");
    model.setAgreement(Double.NaN, 0);
    assertThat(model.agreementProperty().get()).startsWith("Comparing");
  }

  @Test
  void saysWhenThereIsNoRoomForAnotherPin() {
    String[] now = {"x"};
    VariantsViewModel<String> variants = connected(now);
    for (int i = 1; i < VariantsViewModel.LIMIT; i++) {
      variants.pin();
    }
    assertThat(variants.fullBinding().get()).isFalse();
    variants.pin();
    assertThat(variants.fullBinding().get()).isTrue();
    variants.remove(variants.pins().get(0));
    assertThat(variants.fullBinding().get()).isFalse();
  }
}
