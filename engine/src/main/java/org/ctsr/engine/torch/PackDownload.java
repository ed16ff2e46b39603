package org.ctsr.engine.torch;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ctsr.engine.io.Folders;

/**
 * Fetches an archive of gigabytes: it appears under its name whole and verified, or not at all.
 *
 * <p>What an interrupted download has brought stays beside it as {@code NAME.part}, and the next
 * one goes on from there.
 */
final class PackDownload {
  private static final int BUFFER = 1 << 16;
  private static final Duration CONNECT = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_REFUSED = 416;

  private final PackSource source;
  private final TransferProgress progress;

  PackDownload(PackSource source, TransferProgress progress) {
    this.source = source;
    this.progress = progress;
  }

  /**
   * Fetches the archive, or what is missing of it.
   *
   * @param target where it goes; nothing is fetched if it is there and right
   * @throws TorchException if the server does not give it or the checksum is another one
   * @throws IOException if the connection breaks or the disk is full
   * @throws InterruptedException if the thread is interrupted
   */
  void to(Path target) throws IOException, InterruptedException {
    Folders.createFor(target);
    if (Files.exists(target)
        && FileDigest.hex(FileDigest.of(target, progress)).equals(source.sha256())) {
      return;
    }
    Path part = target.resolveSibling(target.getFileName() + ".part");
    long there = Files.exists(part) ? Files.size(part) : 0;
    MessageDigest digest = there > 0 ? FileDigest.of(part, progress) : FileDigest.empty();
    if (!FileDigest.hex(digest).equals(source.sha256())) {
      digest = fetch(part, there, digest);
    }
    String found = FileDigest.hex(digest);
    if (!found.equals(source.sha256())) {
      Files.delete(part);
      throw new TorchException(
          "What came from "
              + source.address()
              + " has the SHA-256 checksum "
              + found
              + " and not "
              + source.sha256()
              + "; it was deleted");
    }
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private MessageDigest fetch(Path part, long there, MessageDigest soFar)
      throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpRequest.Builder request = HttpRequest.newBuilder(source.address());
    if (there > 0) {
      request.header("Range", "bytes=" + there + "-");
    }
    HttpResponse<InputStream> response;
    try {
      response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new TorchException(source.address() + " cannot be reached: " + describe(e), e);
    }
    try (InputStream body = response.body()) {
      boolean goesOn = response.statusCode() == PARTIAL && startsAt(response, there);
      if (response.statusCode() == RANGE_REFUSED) {
        Files.deleteIfExists(part);
        throw new TorchException(
            source.address()
                + " is shorter than what was fetched before; that was deleted, try again");
      }
      if (!goesOn && response.statusCode() != OK) {
        throw new TorchException(
            source.address() + " answered with the HTTP status " + response.statusCode());
      }
      MessageDigest digest = goesOn ? soFar : FileDigest.empty();
      long start = goesOn ? there : 0;
      OptionalLong length = response.headers().firstValueAsLong("Content-Length");
      long total = length.isPresent() ? start + length.getAsLong() : 0;
      receive(body, part, start, total, digest);
      return digest;
    }
  }

  private static boolean startsAt(HttpResponse<?> response, long start) {
    return response
        .headers()
        .firstValue("Content-Range")
        .map(range -> range.startsWith("bytes " + start + "-"))
        .orElse(false);
  }

  private void receive(InputStream body, Path part, long start, long total, MessageDigest digest)
      throws IOException, InterruptedException {
    ExecutorService reader =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "ctsr-download");
              thread.setDaemon(true);
              return thread;
            });
    try (FileChannel file =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.truncate(start);
      file.position(start);
      byte[] buffer = new byte[BUFFER];
      long done = start;
      progress.at(TransferProgress.Step.DOWNLOAD, done, total);
      for (int n = read(reader, body, buffer); n >= 0; n = read(reader, body, buffer)) {
        digest.update(buffer, 0, n);
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        done += n;
        progress.at(TransferProgress.Step.DOWNLOAD, done, total);
      }
      file.force(true);
    } finally {
      reader.shutdownNow();
    }
  }

  /**
   * Reads on another thread and waits for it: on Java 17 the body of a response takes no notice of
   * an interrupt, and a server that stalls would hold the download for ever. Whoever is interrupted
   * here closes the body, which ends the other thread's reading.
   */
  private int read(ExecutorService reader, InputStream body, byte[] buffer)
      throws TorchException, InterruptedException {
    try {
      return reader.submit(() -> body.read(buffer)).get();
    } catch (ExecutionException failure) {
      if (!(failure.getCause() instanceof IOException e)) {
        throw new IllegalStateException("reading failed", failure);
      }
      throw new TorchException(
          "The connection to "
              + source.address().getHost()
              + " broke off ("
              + describe(e)
              + "); the same command goes on from there",
          e);
    }
  }

  private static String describe(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
