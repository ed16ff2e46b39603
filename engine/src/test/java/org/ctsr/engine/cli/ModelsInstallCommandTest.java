package org.ctsr.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.ctsr.engine.model.ModelInstaller;
import org.ctsr.engine.model.ModelLibrary;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsInstallCommandTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"stop\n", "weather\n stop \nstop\n", "", "weather\n"})
  void isGivenUpWhenToldOrWhenItsParentHasEnded(String commands) {
    ModelInstaller installer =
        new ModelInstaller(folder, new ModelLibrary(List.of(folder)), candidate -> {});
    List<String> ends = new ArrayList<>();
    ModelsInstallCommand.obey(new StringReader(commands), installer, () -> ends.add("at once"));
    assertThat(ends).containsExactly("at once");
    assertThatThrownBy(() -> installer.install(folder, null, null, false))
        .isInstanceOf(CancellationException.class);
  }
}
