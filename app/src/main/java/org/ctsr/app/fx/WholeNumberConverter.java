package org.ctsr.app.fx;

import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Reads whole numbers; anything else stands for the number before. */
final class WholeNumberConverter extends StringConverter<Integer> {
  private final Supplier<Integer> before;
  private final Consumer<String> correct;

  /**
   * @param before the number there is
   * @param correct receives the text of that number when another text was no number
   */
  WholeNumberConverter(Supplier<Integer> before, Consumer<String> correct) {
    this.before = before;
    this.correct = correct;
  }

  @Override
  public String toString(@Nullable Integer value) {
    return value == null ? "" : value.toString();
  }

  @Override
  public Integer fromString(@Nullable String text) {
    try {
      return Integer.valueOf(text == null ? "" : text.strip());
    } catch (NumberFormatException e) {
      // As the value stays, nothing else would put the text right.
      correct.accept(toString(before.get()));
      return before.get();
    }
  }
}
