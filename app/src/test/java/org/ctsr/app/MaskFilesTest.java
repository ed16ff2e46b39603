package org.ctsr.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.ctsr.app.engine.TestPhoto;
import org.ctsr.app.viewer.PhotoSession;
import org.ctsr.app.viewer.RealnessMask;
import org.ctsr.engine.image.MaskTag;
import org.junit.jupiter.api.Test;

class MaskFilesTest {
  private static final RealnessMask.Brush BRUSH = new RealnessMask.Brush(0.2, 0.4, 0.5, false);

  private final PhotoSession photo = new PhotoSession(TestPhoto.read("a"));

  private MaskTag painted(double x) throws IOException {
    photo.mask().beginStroke();
    photo.mask().strokeTo(x, 0.5, x, 0.5, BRUSH);
    photo.mask().endStroke();
    return MaskFiles.tag(photo, photo.realnessNow(0.5));
  }

  @Test
  void theTagOfAPaintedMaskIsTheSameForTheSameMaskOnly() throws IOException {
    MaskTag first = painted(0.3);
    assertThat(first.file()).isNull();
    assertThat(first.digest()).hasSize(64);
    assertThat(first.factor()).isEqualTo(1);
    assertThat(painted(0.7)).isNotEqualTo(first);
    photo.mask().undo();
    assertThat(MaskFiles.tag(photo, photo.realnessNow(0.5))).isEqualTo(first);
  }
}
