package org.ctsr.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailsTest {
  private static final int EXIF = 60;
  private static final int MAKER_NOTE = 100;
  private static final int SECOND = 200;
  private static final int THIRD = 300;

  private final ByteBuffer block = ByteBuffer.allocate(500).order(ByteOrder.LITTLE_ENDIAN);

  ThumbnailsTest() {
    Arrays.fill(block.array(), (byte) 7);
    block.put("II".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    directory(8, SECOND, new int[][] {{0x0112, 3, 1, 6}, {0x8769, 4, 1, EXIF}});
    directory(EXIF, 0, new int[][] {{0x927c, 7, 40, MAKER_NOTE}});
  }

  private void directory(int at, int next, int[][] entries) {
    block.position(at).putShort((short) entries.length);
    for (int[] entry : entries) {
      block.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]).putInt(entry[3]);
    }
    block.putInt(next);
  }

  /** Positions of bytes that are zeros now and were not. */
  private int[] erased() throws Exception {
    byte[] before = block.array().clone();
    byte[] after = Thumbnails.erased(block.array());
    assertThat(block.array()).isEqualTo(before);
    return java.util.stream.IntStream.range(0, before.length)
        .filter(i -> after[i] != before[i])
        .toArray();
  }

  private static int[] range(int from, int to) {
    return java.util.stream.IntStream.range(from, to).toArray();
  }

  @Test
  void furtherDirectoriesHaveTheirsErasedToo() throws Exception {
    directory(SECOND, THIRD, new int[][] {{0x0201, 4, 1, 400}, {0x0202, 4, 1, 20}});
    directory(THIRD, 0, new int[][] {{273, 4, 1, 420}, {279, 3, 1, 30}});
    assertThat(erased()).isEqualTo(range(400, 450));
  }

  @Test
  void stripsAreErasedOneByOne() throws Exception {
    block.putInt(400, 450).putInt(404, 470).putShort(408, (short) 5).putShort(410, (short) 6);
    directory(SECOND, 0, new int[][] {{273, 4, 2, 400}, {279, 3, 2, (6 << 16) + 5}});
    int[] both = new int[11];
    System.arraycopy(range(450, 455), 0, both, 0, 5);
    System.arraycopy(range(470, 476), 0, both, 5, 6);
    assertThat(erased()).isEqualTo(both);
  }

  @Test
  void whatTheFirstDirectoryPointsToStays() throws Exception {
    directory(SECOND, 0, new int[][] {{0x0201, 4, 1, 0}, {0x0202, 4, 1, 145}});
    int[] gone = erased();
    // Between the directories, and behind the maker note.
    assertThat(gone).contains(41, 59, 80, 99, 140, 144).doesNotContain(0, 8, 37, 60, 77, 100, 139);
    assertThat(gone).doesNotContain(145);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, EXIF, SECOND, 499, 5000, -1})
  void aChainThatGoesInCirclesOrNowhereEnds(int next) throws Exception {
    directory(SECOND, next, new int[][] {{0x0201, 4, 1, 490}, {0x0202, 4, 1, -1}});
    assertThat(erased()).isEqualTo(range(490, 500));
  }

  @Test
  void oddOffsetsEraseNothing() throws Exception {
    directory(SECOND, 0, new int[][] {{0x0201, 2, 1, 400}, {0x0202, 4, 1, 20}});
    assertThat(erased()).isEmpty();
    directory(SECOND, 0, new int[][] {{0x0201, 4, 1, -8}, {0x0202, 4, 1, 20}});
    assertThat(erased()).isEmpty();
    directory(SECOND, 0, new int[][] {{0x0201, 4, 1, 400}});
    assertThat(erased()).isEmpty();
  }
}
