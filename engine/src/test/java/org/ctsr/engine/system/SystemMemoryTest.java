package org.ctsr.engine.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SystemMemoryTest {
  private static final long GIB = 1L << 30;
  private static final List<String> BUSY_DESKTOP =
      List.of(
          "MemTotal:       16777216 kB",
          "MemFree:          307200 kB",
          "MemAvailable:    8388608 kB",
          "Buffers:          102400 kB");

  @Test
  void filesKeptInMemoryAreAvailable() {
    assertThat(SystemMemory.available(BUSY_DESKTOP, 16 * GIB, 300L << 20)).isEqualTo(8 * GIB);
  }

  @Test
  void aContainerHasItsOwnLimit() {
    assertThat(SystemMemory.available(BUSY_DESKTOP, 4 * GIB, 3 * GIB)).isEqualTo(3 * GIB);
    assertThat(SystemMemory.available(BUSY_DESKTOP, 12 * GIB, 10 * GIB)).isEqualTo(8 * GIB);
  }

  @Test
  void elsewhereWhatJavaKnowsCounts() {
    assertThat(SystemMemory.available(List.of(), 16 * GIB, 5 * GIB)).isEqualTo(5 * GIB);
    assertThat(SystemMemory.available(List.of("no such thing"), GIB, 5)).isEqualTo(5);
  }

  @Test
  void onMacOsFilesKeptInMemoryAreAvailableToo() {
    List<String> pages =
        List.of(
            "Mach Virtual Memory Statistics: (page size of 16384 bytes)",
            "Pages free:                                4096.",
            "Pages active:                            315034.",
            "Pages inactive:                          262144.",
            "Pages speculative:                        24576.",
            "Pages throttled:                              0.",
            "Pages wired down:                        132463.",
            "\"Translation faults\":                 123456789.");
    assertThat(SystemMemory.ofPages(pages, 64L << 20)).isEqualTo(290816L * 16384);
    assertThat(SystemMemory.ofPages(List.of(), 64L << 20)).isEqualTo(64L << 20);
    assertThat(SystemMemory.ofPages(List.of("vm_stat: no such thing"), 5)).isEqualTo(5);
  }

  @Test
  void thisMachineHasSome() {
    assertThat(SystemMemory.available()).isPositive();
  }
}
