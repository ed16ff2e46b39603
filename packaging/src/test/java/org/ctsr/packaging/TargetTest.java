package org.ctsr.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.ctsr.engine.image.PhotoFormat;
import org.junit.jupiter.api.Test;

class TargetTest {
  @Test
  void namesPlatformsAsTheLibrariesDo() {
    assertThat(Target.of("Linux", "amd64").torchPlatform()).isEqualTo("linux-x86_64");
    assertThat(Target.of("Mac OS X", "aarch64").torchPlatform()).isEqualTo("osx-aarch64");
    assertThat(Target.of("Windows Server 2022", "amd64").torchPlatform()).isEqualTo("win-x86_64");
  }

  @Test
  void namesInstallersWithoutBlanks() {
    assertThat(Target.of("Linux", "amd64").fileName("1.2.3"))
        .isEqualTo("ctsr-studio-1.2.3-linux-x86_64");
    assertThat(Target.of("Mac OS X", "aarch64").fileName("1.2.3"))
        .isEqualTo("ctsr-studio-1.2.3-macos-aarch64");
    assertThat(Target.of("Windows Server 2022", "amd64").fileName("1.2.3"))
        .isEqualTo("ctsr-studio-1.2.3-windows-x86_64");
  }

  @Test
  void kindsOfPhotosAreDeclaredWhereAPhotoThatIsOpenedArrives() {
    assertThat(Target.of("Linux", "amd64").receivesFiles()).isTrue();
    assertThat(Target.of("Windows 11", "amd64").receivesFiles()).isTrue();
    assertThat(Target.of("Mac OS X", "aarch64").receivesFiles()).isFalse();
  }

  @Test
  void knowsNativeLibraries() {
    assertThat(Arrays.asList("libglass.so", "libgomp-98b21ff3.so.1", "glass.dll", "libglass.dylib"))
        .allMatch(Target::isNative);
    assertThat(Arrays.asList("com/sun/Glass.class", "some.properties")).noneMatch(Target::isNative);
  }

  @Test
  void everyFormatHasAMediaType() {
    assertThat(PhotoTypes.mediaTypes())
        .hasSizeGreaterThan(PhotoFormat.values().length)
        .allMatch(type -> type.startsWith("image/"))
        .doesNotHaveDuplicates();
  }
}
