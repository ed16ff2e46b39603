package org.ctsr.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GraphicsCardTest {
  @Test
  void looksWhereTheDriverOfEachSystemIs() {
    assertThat(GraphicsCard.traces("Linux", null))
        .anyMatch(path -> path.endsWith("nvidia/version"));
    assertThat(GraphicsCard.traces("Windows 11", "C:/Windows"))
        .singleElement()
        .matches(path -> path.endsWith("System32/nvcuda.dll"));
    assertThat(GraphicsCard.traces("Windows 11", null)).isEmpty();
    assertThat(GraphicsCard.traces("Mac OS X", null)).isEmpty();
  }
}
