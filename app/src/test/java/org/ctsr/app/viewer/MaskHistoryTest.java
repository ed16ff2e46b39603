package org.ctsr.app.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import org.ctsr.app.viewer.MaskHistory.Change;
import org.junit.jupiter.api.Test;

class MaskHistoryTest {
  /** Takes 80 bytes. */
  private static Change change() {
    return new Change(0, 0, 5, 2, new float[10], new float[10]);
  }

  @Test
  void goesBackAndForthUntilSomethingElseIsDone() {
    MaskHistory history = new MaskHistory(1000);
    Change first = change();
    Change second = change();
    history.add(first);
    history.add(second);
    assertThat(history.undo()).isSameAs(second);
    assertThat(history.undo()).isSameAs(first);
    assertThat(history.undo()).isNull();
    assertThat(history.redo()).isSameAs(first);
    assertThat(history.canRedo()).isTrue();
    history.add(change());
    assertThat(history.canRedo()).isFalse();
    assertThat(history.redo()).isNull();
  }

  @Test
  void theOldestStepsAreForgottenButNeverTheLast() {
    MaskHistory history = new MaskHistory(170);
    Change last = change();
    history.add(change());
    history.add(change());
    history.add(last);
    assertThat(history.undo()).isSameAs(last);
    assertThat(history.undo()).isNotNull();
    assertThat(history.canUndo()).isFalse();
    MaskHistory small = new MaskHistory(1);
    small.add(last);
    assertThat(small.undo()).isSameAs(last);
  }

  @Test
  void aShorterOneHasWhatIsNextToWhereItStood() {
    MaskHistory history = new MaskHistory(1000);
    Change first = change();
    Change second = change();
    history.add(first);
    history.add(second);
    history.add(change());
    history.undo();
    history.shorten(170);
    assertThat(history.canRedo()).isFalse();
    assertThat(history.undo()).isSameAs(second);
    assertThat(history.undo()).isSameAs(first);
    history.shorten(1);
    assertThat(history.redo()).isSameAs(first);
    assertThat(history.canRedo()).isFalse();
  }
}
