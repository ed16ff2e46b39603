package org.ctsr.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.ctsr.app.fx.Sizes;
import org.junit.jupiter.api.Test;

class StatusViewModelTest {
  @Test
  void saysHowFarAndHowLong() {
    long[] now = {0};
    StatusViewModel status = new StatusViewModel(() -> now[0]);
    status.tiles(2, 10);
    assertThat(status.activityProperty().get()).isEqualTo("Enlarging 2 of 10 tiles");
    now[0] = 4_000_000_000L;
    status.tiles(4, 10);
    assertThat(status.activityProperty().get()).isEqualTo("Enlarging 4 of 10 tiles, 12 s left");
    assertThat(status.progressProperty().get()).isEqualTo(0.4);
    status.tiles(10, 10);
    assertThat(status.progressProperty().get()).isEqualTo(StatusViewModel.IDLE);
    assertThat(status.activityProperty().get()).startsWith("Everything");
  }

  @Test
  void doesNotEstimateAnewAtEveryFrame() {
    long[] now = {0};
    StatusViewModel status = new StatusViewModel(() -> now[0]);
    status.tiles(2, 10);
    now[0] = 4_000_000_000L;
    status.tiles(4, 10);
    now[0] = 4_900_000_000L;
    status.tiles(4, 10);
    assertThat(status.activityProperty().get()).endsWith(" 12 s left");
    now[0] = 5_000_000_000L;
    status.tiles(4, 10);
    assertThat(status.activityProperty().get()).endsWith(" 15 s left");
    status.tiles(5, 10);
    assertThat(status.activityProperty().get()).isEqualTo("Enlarging 5 of 10 tiles, 8 s left");
  }

  @Test
  void bytesAndDurationsAreReadable() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.ENGLISH);
    try {
      assertThat(Sizes.bytes(0)).isEqualTo("0 B");
      assertThat(Sizes.bytes(312_400_000)).isEqualTo("312 MB");
      assertThat(Sizes.bytes(2_140_000_000L)).isEqualTo("2.1 GB");
      assertThat(Sizes.duration(59)).isEqualTo("59 s");
      assertThat(Sizes.duration(61)).isEqualTo("1 min 01 s");
      assertThat(Sizes.duration(3720)).isEqualTo("1 h 02 min");
    } finally {
      Locale.setDefault(before);
    }
  }
}
