package org.ctsr.engine.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.ctsr.engine.TestPhotos;
import org.ctsr.engine.TrainingPhotos;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeacherCacheTest {
  private static final CacheProgress ALWAYS_ON = stopAfter(Integer.MAX_VALUE);

  private final Path photos;
  private final Path folder;

  TeacherCacheTest(@TempDir Path photos, @TempDir Path folder) {
    this.photos = photos;
    this.folder = folder;
  }

  @BeforeEach
  void writePhotos() throws IOException {
    for (int i = 0; i < 3; i++) {
      TrainingPhotos.write(TestPhotos.photo(300, 260, i), photos.resolve("p" + i + ".png"));
    }
  }

  private static CacheProgress stopAfter(int records) {
    return new CacheProgress() {
      private int seen;

      @Override
      public void advanced(String what, int done, int total) {
        seen++;
      }

      @Override
      public boolean cancelled() {
        return seen >= records;
      }
    };
  }

  /** Each LR pixel as a block of 4 x 4. */
  private static final Teacher BLOCKS =
      new Teacher() {
        @Override
        public String digest() {
          return "0123456789abcdef".repeat(4);
        }

        @Override
        public byte[] answer(byte[] small, int side) {
          byte[] out = new byte[16 * small.length];
          int big = 4 * side;
          for (int i = 0; i < out.length; i++) {
            int x = i % big / 4;
            int y = i / big % big / 4;
            out[i] = small[(i / (big * big) * side + y) * side + x];
          }
          return out;
        }
      };

  private TeacherCache fill(Path cache, int patches) throws IOException {
    TeacherCache made = TeacherCache.open(Settings.patches(photos, cache, patches), 11);
    made.makePatches(ALWAYS_ON);
    made.ask(BLOCKS, "block", ALWAYS_ON);
    return made;
  }

  private static byte[] bytes(Path cache, String name) throws IOException {
    return Files.readAllBytes(cache.resolve("training").resolve(name));
  }

  @Test
  void fillingGoesOnWhereItWasBrokenOff() throws IOException {
    Path whole = folder.resolve("whole");
    Path broken = folder.resolve("broken");
    fill(whole, 9).close();
    for (int attempt = 0; attempt < 4; attempt++) {
      try (TeacherCache cache = TeacherCache.open(Settings.patches(photos, broken, 9), 11)) {
        assertThatThrownBy(() -> cache.makePatches(stopAfter(2)))
            .isInstanceOf(CancellationException.class);
      }
    }
    // A crash in the middle of a record.
    Path torn = broken.resolve("training/patches.bin");
    try (RandomAccessFile file = new RandomAccessFile(torn.toFile(), "rw")) {
      file.setLength(file.length() - 1000);
    }
    fill(broken, 9).close();
    assertThat(bytes(broken, "patches.bin")).isEqualTo(bytes(whole, "patches.bin"));
    String answers = "answers-" + BLOCKS.digest().substring(0, 12) + ".bin";
    assertThat(bytes(broken, answers)).isEqualTo(bytes(whole, answers));
  }

  @Test
  void aTornRecordIsMadeAgain() throws IOException {
    fill(folder, 4).close();
    byte[] before = bytes(folder, "patches.bin");
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("training/patches.bin").toFile(), "rw")) {
      file.seek(file.length() - 5000);
      file.write(new byte[100]);
    }
    fill(folder, 4).close();
    assertThat(bytes(folder, "patches.bin")).isEqualTo(before);
  }

  /** Overwrites the first patch, as if a version that makes it in another way had made it. */
  private void changeFirstPatch(int by) throws IOException {
    int length;
    byte[] record;
    try (TeacherCache cache = TeacherCache.open(Settings.patches(photos, folder, 4), 11)) {
      int side = cache.training().patchSize();
      length = PatchSet.smallBytes(side) + 2 * PatchSet.bigBytes(side);
      record = java.util.Arrays.copyOf(bytes(folder, "patches.bin"), length);
    }
    for (int i = 0; i < length; i++) {
      record[i] = (byte) ((record[i] & 0xff) < 128 ? record[i] + by : record[i] - by);
    }
    Path other = folder.resolve("other.bin");
    try (RecordFile made = RecordFile.open(other, length)) {
      made.beginWriting(ALWAYS_ON);
      made.append(record);
      made.endWriting();
    }
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("training/patches.bin").toFile(), "rw")) {
      file.write(Files.readAllBytes(other));
    }
    Files.delete(other);
  }

  @Test
  void patchesMadeInAnotherWayAreNotMixedWithNewOnes() throws IOException {
    fill(folder, 4).close();
    changeFirstPatch(3);
    fill(folder, 4).close(); // what is whole stays as it is
    try (TeacherCache cache = TeacherCache.open(Settings.patches(photos, folder, 6), 11)) {
      assertThatThrownBy(() -> cache.makePatches(ALWAYS_ON))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(folder.resolve("training").toString())
          .hasMessageContaining("in another way");
    }
  }

  @Test
  void smallDifferencesOfAnotherMachineAreNoOtherWay() throws IOException {
    fill(folder, 4).close();
    changeFirstPatch(1);
    fill(folder, 6).close();
  }

  @Test
  void aDamagedRecordIsNoticedWhenRead() throws IOException {
    fill(folder, 4).close();
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("training/patches.bin").toFile(), "rw")) {
      file.seek(100);
      file.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    }
    try (TeacherCache cache = TeacherCache.open(Settings.patches(photos, folder, 4), 11)) {
      assertThatThrownBy(() -> cache.training().read(0, List.of()))
          .hasMessageContaining("patches.bin")
          .hasMessageContaining("damaged");
    }
  }

  @Test
  void aCacheOfOtherSettingsIsRefused() throws IOException {
    fill(folder, 2).close();
    assertThatThrownBy(() -> TeacherCache.open(Settings.patches(photos, folder, 2), 12))
        .hasMessageContaining("cache.json")
        .hasMessageContaining("seed");
    // More patches of the same kind are no other settings.
    fill(folder, 5).close();
  }

  @Test
  void tooLargeACacheIsRefusedBeforeItIsMade() throws IOException {
    try (TeacherCache cache = TeacherCache.open(Settings.patches(photos, folder, 100_000), 11)) {
      assertThatThrownBy(() -> cache.requireSpace(3, List.of()))
          .hasMessageContaining("limitMegabytes");
    }
  }

  /** Said before hours of work, not after them. */
  @Test
  void answersOfFormerTeachersCountAndAreNamed() throws IOException {
    String digest = "fedcba987654" + "0".repeat(52);
    try (TeacherCache cache = TeacherCache.open(Settings.patches(photos, folder, 2), 11)) {
      cache.requireSpace(3, List.of());
      Path former = folder.resolve("training/answers-fedcba987654.bin");
      try (RandomAccessFile file = new RandomAccessFile(former.toFile(), "rw")) {
        file.setLength(100_000_000);
      }
      cache.requireSpace(3, List.of(digest));
      assertThatThrownBy(() -> cache.requireSpace(3, List.of()))
          .hasMessageContaining("limitMegabytes")
          .hasMessageContaining(former.toString());
    }
  }

  @Test
  void aRunWithAllItsPatchesGoesOnWithoutThePhotographs() throws IOException {
    PatchSettings settings = Settings.patches(photos, folder, 4);
    fill(folder, 4).close();
    byte[][] before;
    try (TeacherCache cache = TeacherCache.reopen(settings, 11)) {
      before = cache.training().read(3, List.of(BLOCKS.digest()));
    }
    Files.write(photos.resolve("p0.png"), new byte[] {1}, StandardOpenOption.APPEND);
    assertThatThrownBy(() -> TeacherCache.open(settings, 11)).hasMessageContaining("another");
    TeacherCache.reopen(settings, 11).close();
    Files.delete(photos.resolve("p0.png"));
    Files.delete(photos.resolve("p1.png"));
    assertThatThrownBy(() -> TeacherCache.open(settings, 11)).isInstanceOf(PhotoException.class);
    try (TeacherCache cache = TeacherCache.reopen(settings, 11)) {
      cache.makePatches(ALWAYS_ON);
      assertThat(cache.unanswered(BLOCKS.digest())).isZero();
      assertThat(cache.training().read(3, List.of(BLOCKS.digest()))).isDeepEqualTo(before);
    }
  }

  @Test
  void aRunThatLacksPatchesOrHasOthersSettingsNeedsThePhotographs() throws IOException {
    fill(folder, 4).close();
    Files.delete(photos.resolve("p0.png"));
    Files.delete(photos.resolve("p1.png"));
    assertThatThrownBy(() -> TeacherCache.reopen(Settings.patches(photos, folder, 5), 11))
        .isInstanceOf(PhotoException.class)
        .hasMessageContaining("holds 1 photographs");
    assertThatThrownBy(() -> TeacherCache.reopen(Settings.patches(photos, folder, 4), 12))
        .hasMessageContaining("another seed");
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> TeacherCache.reopen(Settings.patches(photos, none, 4), 11))
        .isInstanceOf(PhotoException.class);
  }

  /** On Windows what one process locks no other one can read. */
  @Test
  void theLockOfAWriterDoesNotLieOnTheRecords() throws IOException {
    Path file = folder.resolve("records.bin");
    try (RecordFile records = RecordFile.open(file, 100)) {
      records.beginWriting(ALWAYS_ON);
      records.append(new byte[100]);
      try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE);
          FileLock data = other.tryLock(0, 1L << 50, false)) {
        assertThat(data).isNotNull();
      }
      records.endWriting();
    }
  }

  /** Nothing was made that would not fit other ones. */
  @Test
  void settingsCanBeCorrectedUntilTheFirstPatch() throws IOException {
    TeacherCache.open(Settings.patches(photos, folder, 2), 11).close();
    try (TeacherCache cache = TeacherCache.open(Settings.patches(photos, folder, 2), 12);
        TeacherCache other = TeacherCache.open(Settings.patches(photos, folder, 2), 13)) {
      cache.makePatches(ALWAYS_ON);
      assertThatThrownBy(() -> other.makePatches(ALWAYS_ON))
          .hasMessageContaining("cache.json")
          .hasMessageContaining("seed");
    }
  }

  @Test
  void waitingForAnotherWriterIsSaidOnceAndCanBeStopped() throws IOException {
    List<Path> waited = new ArrayList<>();
    CacheProgress impatient =
        new CacheProgress() {
          private int asked;

          @Override
          public void advanced(String what, int done, int total) {}

          @Override
          public void waiting(Path file) {
            waited.add(file);
          }

          @Override
          public boolean cancelled() {
            asked++;
            return asked == 2;
          }
        };
    Path file = folder.resolve("validation/patches.bin");
    try (TeacherCache cache = TeacherCache.open(Settings.patches(photos, folder, 2), 11)) {
      try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE);
          FileLock held = other.lock()) {
        assertThat(held.isValid()).isTrue();
        assertThatThrownBy(() -> cache.makePatches(impatient))
            .isInstanceOf(CancellationException.class)
            .hasMessageContaining("waiting");
      }
      assertThat(waited).containsExactly(file);
      cache.makePatches(ALWAYS_ON);
      assertThat(waited).hasSize(1);
    }
  }

  @Test
  void hiddenFilesAndPicturesOfRunsAreNoPhotographs() throws IOException {
    Files.createFile(photos.resolve("._p0.png"));
    Path run = Files.createDirectories(photos.resolve("runs/mine"));
    Files.createDirectories(run.resolve("pictures"));
    Files.createFile(run.resolve("pictures/strips.png"));
    Path held = Files.createDirectories(photos.resolve("more"));
    TrainingPhotos.write(TestPhotos.photo(300, 260, 5), held.resolve("p9.png"));
    assertThat(names(PhotoFolder.open(photos, 1)))
        .containsExactly(
            "more/p9.png", "p0.png", "p1.png", "p2.png", "runs/mine/pictures/strips.png");
    Files.createFile(run.resolve("config.yml"));
    Files.createFile(run.resolve("lock"));
    assertThat(names(PhotoFolder.open(photos, 1)))
        .containsExactly("more/p9.png", "p0.png", "p1.png", "p2.png");
  }

  @Test
  void aPhotographIsNotFoundTwiceThroughALinkedFolder() throws IOException {
    Path more = Files.createDirectories(photos.resolve("more"));
    TrainingPhotos.write(TestPhotos.photo(300, 260, 5), more.resolve("p9.png"));
    Files.createSymbolicLink(photos.resolve("best"), more);
    assertThat(names(PhotoFolder.open(photos, 1)))
        .containsExactly("more/p9.png", "p0.png", "p1.png", "p2.png");
  }

  private List<String> names(PhotoFolder found) {
    return Stream.concat(found.training().stream(), found.validation().stream())
        .map(file -> PhotoFolder.name(photos, file))
        .sorted()
        .toList();
  }

  @Test
  void aFolderThatCannotBeSearchedIsNamed() throws IOException {
    Path closed = photos.resolve("closed");
    assertThatThrownBy(
            () ->
                PhotoFolder.requireSearched(
                    Map.of(closed, new AccessDeniedException(closed.toString()))))
        .isInstanceOf(PhotoException.class)
        .hasMessageContaining("closed")
        .hasMessageContaining("permission denied");
    assertThatThrownBy(
            () ->
                PhotoFolder.requireSearched(
                    Map.of(closed, new NoSuchFileException(closed.toString()))))
        .hasMessageContaining("(does not exist)");
    PhotoFolder.requireSearched(Map.of(closed, new FileSystemLoopException(closed.toString())));
  }

  @Test
  void missingOrTooFewPhotosAreNamed() {
    assertThatThrownBy(
            () -> TeacherCache.open(Settings.patches(photos.resolve("none"), folder, 2), 1))
        .isInstanceOf(PhotoException.class)
        .hasMessageContaining("none");
    assertThatThrownBy(() -> TeacherCache.open(Settings.patches(folder, folder, 2), 1))
        .isInstanceOf(PhotoException.class)
        .hasMessageContaining("holds 0 photographs");
  }

  @Test
  void aPhotoTooSmallForAPatchIsNamed() throws IOException {
    TrainingPhotos.write(TestPhotos.photo(60, 40, 9), photos.resolve("p0-tiny.png"));
    try (TeacherCache cache = TeacherCache.open(Settings.patches(photos, folder, 40), 11)) {
      assertThatThrownBy(() -> cache.makePatches(ALWAYS_ON)).hasMessageContaining("p0-tiny.png");
    }
  }

  @Test
  void aPhotoOfWhichOnlyTheHeaderIsSoundIsNamed() throws IOException {
    Path damaged = photos.resolve("p1.png");
    TrainingPhotos.damage(damaged);
    assertThat(PhotoReader.probe(damaged, ReadLimits.DEFAULT).width()).isEqualTo(300);
    try (TeacherCache cache = TeacherCache.open(Settings.patches(photos, folder, 40), 11)) {
      assertThatThrownBy(() -> cache.makePatches(ALWAYS_ON))
          .isInstanceOfSatisfying(
              UnusablePhotoException.class, e -> assertThat(e.photo()).isEqualTo(damaged))
          .hasMessageStartingWith(damaged + ": ");
    }
  }

  /** The skipped photographs, noted. */
  private static CacheProgress noting(List<Path> skipped) {
    return new CacheProgress() {
      @Override
      public void advanced(String what, int done, int total) {}

      @Override
      public void skipped(Path photo, String reason) {
        assertThat(reason).startsWith(photo + ": is truncated");
        skipped.add(photo);
      }

      @Override
      public boolean cancelled() {
        return false;
      }
    };
  }

  private Path tear(String name) throws IOException {
    Files.delete(photos.resolve(name + ".png"));
    Path torn = photos.resolve(name + ".jpg");
    TrainingPhotos.writeTorn(TestPhotos.photo(300, 260, 1), torn);
    return torn;
  }

  @Test
  void ofAPhotoThatIsNotWholeNoPatchIsCut() throws IOException {
    // With the next photograph in its place, the patches are these.
    Files.copy(
        photos.resolve("p0.png"), photos.resolve("p1.png"), StandardCopyOption.REPLACE_EXISTING);
    Path expected = folder.resolve("expected");
    fill(expected, 12).close();
    Path torn = tear("p1");
    Path made = folder.resolve("made");
    List<Path> skipped = new ArrayList<>();
    try (TeacherCache cache = TeacherCache.open(Settings.patches(photos, made, 12), 11)) {
      cache.makePatches(noting(skipped));
    }
    assertThat(skipped).containsExactly(torn);
    assertThat(bytes(made, "patches.bin")).isEqualTo(bytes(expected, "patches.bin"));
  }

  @Test
  void whereNoPhotoIsWholeThatIsSaid() throws IOException {
    List<Path> torn = List.of(tear("p0"), tear("p1"));
    List<Path> skipped = new ArrayList<>();
    try (TeacherCache cache = TeacherCache.open(Settings.patches(photos, folder, 12), 11)) {
      assertThatThrownBy(() -> cache.makePatches(noting(skipped)))
          .isInstanceOfSatisfying(
              UnusablePhotoException.class, e -> assertThat(e.photo()).isIn(torn))
          .hasMessageContainingAll("is truncated", "none of the photographs", "(2) is whole");
    }
    assertThat(skipped).containsExactlyInAnyOrderElementsOf(torn);
  }

  @Test
  void noPhotographIsTrainedAndValidatedOn() throws IOException {
    PhotoFolder split = PhotoFolder.open(photos, 1);
    List<Path> all = new ArrayList<>(split.training());
    all.addAll(split.validation());
    assertThat(all).doesNotHaveDuplicates().hasSize(3);
    assertThat(split.validation()).hasSize(1);
  }

  @Test
  void batchesRepeatAndTheirImagesLieOnEachOther() throws IOException {
    try (TeacherCache cache = fill(folder, 6)) {
      PatchDataset data = new PatchDataset(cache.training(), List.of(BLOCKS.digest()), 5);
      List<Batch> batches = new ArrayList<>();
      for (int n = 0; n < 6; n++) {
        Batch batch = data.batch(n, 3, 11);
        batches.add(batch);
        assertThat(data.batch(n, 3, 11).small()).isEqualTo(batch.small());
        assertEachPixelIsItsBlock(batch);
      }
      assertThat(batches.get(0).small()).isNotEqualTo(batches.get(2).small());
    }
  }

  private static void assertEachPixelIsItsBlock(Batch batch) {
    int side = batch.side();
    int big = 4 * side;
    float[] answer = batch.answers().get(0);
    for (int i = 0; i < answer.length; i++) {
      int x = i % big / 4;
      int y = i / big % big / 4;
      assertThat(answer[i]).isEqualTo(batch.small()[(i / (big * big) * side + y) * side + x]);
    }
  }
}
