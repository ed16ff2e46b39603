package org.ctsr.engine.training.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Batches cut from a {@link PatchSet}: windows of the patches, mirrored and turned. Batch {@code n}
 * is the same whenever it is asked for, so that a resumed run sees what an uninterrupted one sees.
 */
public final class PatchDataset {
  private static final int CHANNELS = 3;
  private static final int SCALE = DegradationPipeline.SCALE;

  private final PatchSet patches;
  private final List<String> teachers;
  private final long seed;

  /**
   * @param teachers digests of the teachers whose answers the batches hold, in this order
   */
  public PatchDataset(PatchSet patches, List<String> teachers, long seed) {
    this.patches = patches;
    this.teachers = List.copyOf(teachers);
    this.seed = seed;
  }

  /** Number of patches. */
  public int size() {
    return patches.size();
  }

  /**
   * Batch {@code n} of the run.
   *
   * @param side of the windows, LR pixels, at most the patch size
   * @throws IOException if the cache is damaged
   */
  public Batch batch(long n, int count, int side) throws IOException {
    Batch batch = empty(count, side);
    for (int i = 0; i < count; i++) {
      long place = n * count + i;
      Dice dice = Dice.of(seed ^ 0x62617463L, place);
      int slack = patches.patchSize() - side;
      copy(
          batch,
          i,
          Shuffle.item(seed, place, patches.size()),
          dice.in(0, slack),
          dice.in(0, slack),
          dice.in(0, 7));
    }
    return batch;
  }

  /** Patch {@code index} whole and as it is: a batch of one. */
  public Batch whole(int index) throws IOException {
    Batch batch = empty(1, patches.patchSize());
    copy(batch, 0, index, 0, 0, 0);
    return batch;
  }

  private Batch empty(int count, int side) {
    if (side < 1 || side > patches.patchSize()) {
      throw new IllegalArgumentException(
          "crop: 1 to " + patches.patchSize() + " LR pixels (the patch size), not " + side);
    }
    int small = CHANNELS * side * side;
    int big = small * SCALE * SCALE;
    List<float[]> answers = new ArrayList<>();
    for (int i = 0; i < teachers.size(); i++) {
      answers.add(new float[count * big]);
    }
    return new Batch(
        count,
        side,
        new float[count * small],
        new float[count * big],
        new float[count * big],
        answers);
  }

  private void copy(Batch batch, int place, int index, int x, int y, int turn) throws IOException {
    byte[][] planes = patches.read(index, teachers);
    int patch = patches.patchSize();
    int side = batch.side();
    window(planes[0], patch, batch.small(), place, side, x, y, turn);
    int big = SCALE * patch;
    int bigSide = SCALE * side;
    window(planes[1], big, batch.truth(), place, bigSide, SCALE * x, SCALE * y, turn);
    window(planes[2], big, batch.sharp(), place, bigSide, SCALE * x, SCALE * y, turn);
    for (int t = 0; t < teachers.size(); t++) {
      window(
          planes[3 + t], big, batch.answers().get(t), place, bigSide, SCALE * x, SCALE * y, turn);
    }
  }

  /** Copies a window in one of the eight orientations of a square. */
  private static void window(
      byte[] from, int width, float[] to, int place, int side, int x, int y, int turn) {
    boolean mirror = (turn & 1) != 0;
    boolean flip = (turn & 2) != 0;
    boolean transpose = (turn & 4) != 0;
    int out = place * CHANNELS * side * side;
    for (int c = 0; c < CHANNELS; c++) {
      for (int j = 0; j < side; j++) {
        for (int i = 0; i < side; i++) {
          int column = transpose ? j : i;
          int row = transpose ? i : j;
          column = mirror ? side - 1 - column : column;
          row = flip ? side - 1 - row : row;
          to[out++] = (from[(c * width + y + row) * width + x + column] & 0xff) / 255f;
        }
      }
    }
  }
}
