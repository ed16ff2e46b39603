package org.ctsr.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TimedReadTest {
  private static final Path PHOTO = Path.of("photo.jpg");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void aReaderThatHangsIsGivenUp() {
    CountDownLatch never = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                TimedRead.run(
                    PHOTO,
                    new Deadline(Duration.ofMillis(20)),
                    Duration.ofMillis(20),
                    () -> false,
                    () -> {
                      never.await();
                      return 1;
                    }))
        .isInstanceOf(PhotoException.class)
        .hasMessageStartingWith("photo.jpg: took longer than")
        .hasMessageContaining("given up");
  }

  /** A decoder in an endless loop hears no interrupt. */
  @Test
  void aReaderThatDoesNotHearIsLeftBehind() {
    AtomicBoolean go = new AtomicBoolean(true);
    try {
      assertThatThrownBy(
              () ->
                  TimedRead.run(
                      PHOTO,
                      new Deadline(Duration.ofMillis(20)),
                      Duration.ofMillis(20),
                      () -> false,
                      () -> {
                        while (go.get()) {
                          Thread.onSpinWait();
                        }
                        return 1;
                      }))
          .hasMessageContaining("given up");
    } finally {
      go.set(false);
    }
  }

  @Test
  void aReaderIsLeftBehindAtOnceWhenCancelled() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                TimedRead.run(
                    PHOTO,
                    new Deadline(Duration.ofHours(1)),
                    () -> begun.getCount() == 0,
                    () -> {
                      begun.countDown();
                      try {
                        Thread.sleep(Duration.ofHours(1).toMillis());
                      } finally {
                        interrupted.countDown();
                      }
                      return 1;
                    }))
        .isInstanceOf(CancellationException.class);
    interrupted.await();
  }

  @Test
  void cancellingReachesTheCallerOfTheReader() throws Exception {
    Path file = folder.resolve("a.png");
    Files.write(file, new PngBytes(2, 2, 8, 2, false).picture((band, x, y) -> x * y + band));
    assertThatThrownBy(() -> PhotoReader.read(file, ReadLimits.DEFAULT, warning -> {}, () -> true))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void aLargePhotoGetsMoreTime() throws Exception {
    Deadline deadline = new Deadline(Duration.ofMillis(1));
    int result =
        TimedRead.run(
            PHOTO,
            deadline,
            Duration.ofMinutes(1),
            () -> false,
            () -> {
              deadline.extend(Duration.ofMinutes(1));
              Thread.sleep(5);
              deadline.check();
              return 7;
            });
    assertThat(result).isEqualTo(7);
  }

  @Test
  void failuresComeThrough() {
    Deadline deadline = new Deadline(Duration.ofMinutes(1));
    assertThatThrownBy(
            () ->
                TimedRead.run(
                    PHOTO,
                    deadline,
                    () -> false,
                    () -> {
                      throw new IOException("is bad");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("is bad");
    assertThatThrownBy(
            () ->
                TimedRead.run(
                    PHOTO,
                    deadline,
                    () -> false,
                    () -> {
                      throw new StackOverflowError("deep");
                    }))
        .isInstanceOf(StackOverflowError.class);
  }

  /** What decoders go round in: the end of the file, and the same bytes again. */
  @Test
  void theStreamEndsDecodersThatGoInCircles() throws Exception {
    Path file = Files.write(folder.resolve("a"), new byte[1000]);
    try (FileChannel channel = FileChannel.open(file);
        SplicedImageInputStream stream =
            SplicedImageInputStream.from(channel, new Deadline(Duration.ofNanos(1)))
                .range(0, 1000)
                .build()) {
      assertThatThrownBy(
              () -> {
                while (true) {
                  stream.seek(stream.read() < 0 ? 0 : 1000);
                }
              })
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("took longer");
    }
  }

  @Test
  void readingAPhotoHasALimit() throws Exception {
    Path file = folder.resolve("a.png");
    Files.write(file, new PngBytes(2, 2, 8, 2, false).picture((band, x, y) -> x * y + band));
    ReadLimits none = ReadLimits.DEFAULT.withTime(Duration.ofNanos(1));
    assertThatThrownBy(() -> PhotoReader.read(file, none))
        .isInstanceOf(PhotoException.class)
        .hasMessageStartingWith(file + ": took longer");
  }
}
