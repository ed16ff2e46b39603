package org.ctsr.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TorchProbeTest {
  private static final Duration LONG = Duration.ofDays(1);

  /** The program of the child processes. */
  static final class Child {
    private Child() {}

    /** Ends with a word at once, or never if it is given none. */
    public static void main(String[] args) throws InterruptedException {
      if (args.length == 0) {
        Thread.sleep(Long.MAX_VALUE);
      }
      System.out.println(args[0]);
      System.err.println("and more");
      System.exit(3);
    }
  }

  private static ProcessBuilder child(String... args) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            java, "-cp", System.getProperty("java.class.path"), Child.class.getName());
    builder.command().addAll(List.of(args));
    return builder;
  }

  @Test
  void tellsHowAProcessEndedAndWhatItSaid() throws Exception {
    TorchProbe.Trial trial = Objects.requireNonNull(TorchProbe.run(child("word"), LONG));
    assertThat(trial.status()).isEqualTo(3);
    assertThat(trial.said().lines()).containsExactly("word", "and more");
  }

  @Test
  @Timeout(60)
  void doesNotWaitForAProcessThatKeepsItsOutputOpen() throws Exception {
    assertThat(TorchProbe.run(child(), Duration.ofMillis(1))).isNull();
  }

  @Test
  @Timeout(60)
  void hearsOfAnInterrupt() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> TorchProbe.run(child(), LONG))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }
}
