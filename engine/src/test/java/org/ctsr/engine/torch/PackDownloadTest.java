package org.ctsr.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackDownloadTest {
  private static final int SIZE = 300_000;

  private final byte[] content = new byte[SIZE];
  private final List<String> ranges = new ArrayList<>();
  private final List<Long> progress = new ArrayList<>();
  @TempDir private Path folder;
  private HttpServer server;
  private int breakAfter = Integer.MAX_VALUE;
  private boolean knowsRanges = true;
  private int status = 200;
  private final CountDownLatch goOn = new CountDownLatch(1);
  private boolean stalls;

  @BeforeEach
  void startServer() throws IOException {
    new Random(1).nextBytes(content);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/pack.zip", this::answer);
    server.start();
  }

  @AfterEach
  void stopServer() {
    goOn.countDown();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (status != 200) {
        exchange.sendResponseHeaders(status, -1);
        return;
      }
      String range = exchange.getRequestHeaders().getFirst("Range");
      ranges.add(String.valueOf(range));
      int from = 0;
      if (range != null && knowsRanges) {
        from = Integer.parseInt(range.replaceAll("\\D", ""));
        exchange
            .getResponseHeaders()
            .set("Content-Range", "bytes " + from + "-" + (SIZE - 1) + "/" + SIZE);
      }
      exchange.sendResponseHeaders(from > 0 ? 206 : 200, SIZE - from);
      exchange.getResponseBody().write(content, from, Math.min(SIZE - from, breakAfter));
      exchange.getResponseBody().flush();
      if (stalls) {
        await();
      }
    }
  }

  private void await() throws IOException {
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private PackSource source(byte[] expected) {
    String address = "http://localhost:" + server.getAddress().getPort() + "/pack.zip";
    try {
      return PackSource.parse(address, hex(expected));
    } catch (TorchException e) {
      throw new AssertionError(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(FileDigest.empty().digest(bytes));
  }

  private Path target() {
    return folder.resolve("new/pack.zip");
  }

  private void download() throws IOException, InterruptedException {
    new PackDownload(source(content), (step, done, total) -> progress.add(done * 1000 / total))
        .to(target());
  }

  @Test
  void bringsTheWholeFileAndSaysHowFarItIs() throws Exception {
    download();
    assertThat(target()).hasBinaryContent(content);
    assertThat(progress).first().isEqualTo(0L);
    assertThat(progress).isSorted().hasSizeGreaterThan(3).last().isEqualTo(1000L);
    assertThat(target().getParent()).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void fetchesNothingThatIsThereAndRight() throws Exception {
    download();
    download();
    assertThat(ranges).hasSize(1);
  }

  @Test
  void refusesAnotherChecksum() {
    byte[] other = content.clone();
    other[SIZE / 2] ^= 1;
    assertThatThrownBy(
            () -> new PackDownload(source(other), (step, done, total) -> {}).to(target()))
        .isInstanceOf(TorchException.class)
        .hasMessageContaining(hex(content))
        .hasMessageContaining(hex(other));
    assertThat(target().getParent()).isEmptyDirectory();
  }

  @Test
  void anInterruptedDownloadLeavesNoHalfFileAndGoesOn() throws Exception {
    breakAfter = 100_000;
    assertThatThrownBy(this::download)
        .isInstanceOf(TorchException.class)
        .hasMessageContaining("localhost");
    assertThat(target()).doesNotExist();
    breakAfter = Integer.MAX_VALUE;
    download();
    assertThat(target()).hasBinaryContent(content);
    assertThat(ranges).hasSize(2);
    assertThat(ranges.get(1)).matches("bytes=[1-9]\\d*-");
  }

  @Test
  void startsAgainWhereTheServerCannotGoOn() throws Exception {
    Files.createDirectories(target().getParent());
    Files.write(folder.resolve("new/pack.zip.part"), Arrays.copyOf(content, 5000));
    knowsRanges = false;
    download();
    assertThat(target()).hasBinaryContent(content);
  }

  @Test
  void doesNotTrustWhatAnotherDownloadLeft() throws Exception {
    Files.createDirectories(target().getParent());
    Files.write(folder.resolve("new/pack.zip.part"), new byte[5000]);
    assertThatThrownBy(this::download).hasMessageContaining("checksum");
    download();
    assertThat(target()).hasBinaryContent(content);
  }

  @Test
  void namesWhatTheServerSaid() {
    status = 404;
    assertThatThrownBy(this::download)
        .isInstanceOf(TorchException.class)
        .hasMessageContaining("/pack.zip")
        .hasMessageContaining("404");
    assertThat(target()).doesNotExist();
  }

  @Test
  void namesTheAddressThatCannotBeReached() {
    server.stop(0);
    assertThatThrownBy(this::download)
        .isInstanceOf(TorchException.class)
        .hasMessageContaining("/pack.zip cannot be reached");
  }

  @Test
  void stopsWhenInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(this::download).isInstanceOf(InterruptedException.class);
    assertThat(target()).doesNotExist();
  }

  @Test
  void canBeInterruptedWhileTheServerSaysNothing() throws Exception {
    stalls = true;
    breakAfter = SIZE / 2;
    CountDownLatch half = new CountDownLatch(1);
    AtomicReference<Throwable> end = new AtomicReference<>();
    Path target = folder.resolve("pack.zip");
    PackDownload download =
        new PackDownload(
            source(content),
            (step, done, total) -> {
              if (done >= SIZE / 2) {
                half.countDown();
              }
            });
    Thread thread =
        new Thread(
            () -> {
              try {
                download.to(target);
              } catch (IOException | InterruptedException e) {
                end.set(e);
              }
            });
    thread.start();
    half.await();
    thread.interrupt();
    thread.join(60_000);
    assertThat(end.get()).isInstanceOf(InterruptedException.class);
    assertThat(folder.resolve("pack.zip.part")).hasSize(SIZE / 2);
  }
}
