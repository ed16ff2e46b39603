package org.ctsr.app.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineProcessTest {
  @Test
  void whatComesToNoEndIsEnded(@TempDir Path home) {
    CompletableFuture<String> asked =
        EngineProcess.ask(home, List.of("--help"), Duration.ofMillis(1), line -> line);
    assertThatThrownBy(asked::join)
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining("came to no end");
  }
}
