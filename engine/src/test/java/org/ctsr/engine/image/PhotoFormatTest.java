package org.ctsr.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoFormatTest {
  @ParameterizedTest
  @ValueSource(strings = {"a.jpg", "a.JFIF", "deep/a.b.psd", "a.gif", "a.dib", "a.ppm"})
  void aPhotosNameEndsAsOne(String name) {
    assertThat(PhotoFormat.isNamedAsPhoto(Path.of(name))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", ".png", "a.txt", "a.", "a.jpg/b", "/"})
  void anythingElseDoesNot(String name) {
    assertThat(PhotoFormat.isNamedAsPhoto(Path.of(name))).isFalse();
  }
}
