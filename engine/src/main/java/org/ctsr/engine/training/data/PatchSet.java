package org.ctsr.engine.training.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Patches on disk and the teachers' answers to them.
 *
 * <p>{@code patches.bin}: small photo {@code (3, p, p)}, ground truth {@code (3, 4p, 4p)}, sharp
 * ground truth {@code (3, 4p, 4p)}, bytes. {@code answers-DIGEST.bin}: {@code (3, 4p, 4p)}, bytes;
 * DIGEST is the beginning of the teacher's. Each record ends in its CRC-32.
 */
public final class PatchSet implements Closeable {
  private static final int CHANNELS = 3;
  private static final int DIGEST_CHARACTERS = 12;

  /** On average, of 255: what another JPEG library or processor may make of a patch. */
  private static final int MOST_DIFFERENCE = 1;

  private final Path folder;
  private final String name;
  private final int patch;
  private final int size;
  private final PatchSource source;
  private final RecordFile patches;
  private final Map<String, RecordFile> answers = new LinkedHashMap<>();

  PatchSet(Path folder, String name, int patch, int size, PatchSource source) throws IOException {
    this.folder = folder;
    this.name = name;
    this.patch = patch;
    this.size = size;
    this.source = source;
    this.patches =
        RecordFile.open(folder.resolve("patches.bin"), smallBytes(patch) + 2 * bigBytes(patch));
  }

  static int smallBytes(int patch) {
    return CHANNELS * patch * patch;
  }

  static int bigBytes(int patch) {
    return smallBytes(patch) * DegradationPipeline.SCALE * DegradationPipeline.SCALE;
  }

  /** Bytes on disk of one patch with the answers of {@code teachers} teachers. */
  static long bytes(int patch, int teachers) {
    return RecordFile.storedBytes(smallBytes(patch) + 2 * bigBytes(patch))
        + teachers * RecordFile.storedBytes(bigBytes(patch));
  }

  /** Side of a small photo, LR pixels. */
  public int patchSize() {
    return patch;
  }

  /** Number of patches wanted. */
  public int size() {
    return size;
  }

  /** Whether all patches are made. */
  boolean isWhole() {
    return patches.count() >= size;
  }

  /** How many patches a teacher has not answered yet. */
  int unanswered(String digest) throws IOException {
    return size - Math.min(size, answers(digest).count());
  }

  /** Bytes a teacher's answers will still take. */
  long missingAnswers(String digest) throws IOException {
    return unanswered(digest) * RecordFile.storedBytes(bigBytes(patch));
  }

  /** Answers, and their bytes, of others than these teachers and those asked here so far. */
  Map<Path, Long> answersExcept(Collection<String> digests) throws IOException {
    Set<String> known =
        Stream.concat(digests.stream(), answers.keySet().stream())
            .map(PatchSet::answersFile)
            .collect(Collectors.toSet());
    Map<Path, Long> others = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, answersName("*"))) {
      for (Path file : files) {
        if (!known.contains(file.getFileName().toString()) && Files.size(file) > 0) {
          others.put(file, Files.size(file));
        }
      }
    }
    return others;
  }

  /**
   * Makes the patches that are not there yet; {@code workers} threads.
   *
   * @throws IOException also if those that are there were made in another way
   */
  void makePatches(int workers, CacheProgress progress) throws IOException {
    if (isWhole()) {
      return;
    }
    patches.beginWriting(progress);
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      requireMadeInThisWay();
      Deque<Future<byte[]>> pending = new ArrayDeque<>();
      int next = patches.count();
      while (patches.count() < size) {
        while (next < size && pending.size() < 2 * workers) {
          int index = next++;
          pending.add(pool.submit(() -> record(source.patch(index))));
        }
        patches.append(get(pending.remove()));
        source.tellSkipped(progress);
        progress.advanced(name + " patches", patches.count(), size);
        stopIfCancelled(progress);
      }
    } finally {
      pool.shutdownNow();
      source.tellSkipped(progress);
      source.rest();
      patches.endWriting();
    }
  }

  /**
   * Settings are compared before; this is for what a version of the program does with them. Of
   * another machine's patches single values may differ.
   */
  private void requireMadeInThisWay() throws IOException {
    if (patches.count() == 0) {
      return;
    }
    byte[] there = new byte[smallBytes(patch) + 2 * bigBytes(patch)];
    patches.read(0, there);
    byte[] now = record(source.patch(0));
    long difference = 0;
    for (int i = 0; i < now.length; i++) {
      difference += Math.abs((now[i] & 0xff) - (there[i] & 0xff));
    }
    if (difference > (long) now.length * MOST_DIFFERENCE) {
      throw new IOException(
          folder
              + ": these patches were made by a version of the program that made them in another"
              + " way, and must not be mixed with new ones; name another folder in data.cache, or"
              + " delete this one");
    }
  }

  private static byte[] get(Future<byte[]> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while making patches");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException("a patch could not be made", e.getCause());
    }
  }

  private static byte[] record(Degraded patch) {
    byte[] small = patch.small().toBytes();
    byte[] truth = patch.truth().toBytes();
    byte[] sharp = patch.sharp().toBytes();
    byte[] out = new byte[small.length + truth.length + sharp.length];
    System.arraycopy(small, 0, out, 0, small.length);
    System.arraycopy(truth, 0, out, small.length, truth.length);
    System.arraycopy(sharp, 0, out, small.length + truth.length, sharp.length);
    return out;
  }

  boolean answered(String digest) throws IOException {
    return answers(digest).count() >= size;
  }

  /** Asks the teacher about the patches it has not answered yet. */
  void ask(Teacher teacher, String role, CacheProgress progress) throws IOException {
    RecordFile file = answers(teacher.digest());
    byte[] record = new byte[smallBytes(patch) + 2 * bigBytes(patch)];
    byte[] small = new byte[smallBytes(patch)];
    file.beginWriting(progress);
    try {
      while (file.count() < size) {
        patches.read(file.count(), record);
        System.arraycopy(record, 0, small, 0, small.length);
        file.append(teacher.answer(small, patch));
        progress.advanced(name + " answers of the " + role + " teacher", file.count(), size);
        stopIfCancelled(progress);
      }
    } finally {
      file.endWriting();
    }
  }

  private static void stopIfCancelled(CacheProgress progress) {
    if (progress.cancelled()) {
      throw new CancellationException("stopped while filling the cache; it goes on from there");
    }
  }

  private static String answersFile(String digest) {
    return answersName(digest.substring(0, DIGEST_CHARACTERS));
  }

  private static String answersName(String digest) {
    return "answers-" + digest + ".bin";
  }

  private RecordFile answers(String digest) throws IOException {
    RecordFile known = answers.get(digest);
    if (known == null) {
      known = RecordFile.open(folder.resolve(answersFile(digest)), bigBytes(patch));
      answers.put(digest, known);
    }
    return known;
  }

  /**
   * Reads one patch.
   *
   * @param teachers digests of the teachers whose answers are wanted
   * @return planes of bytes: small photo, ground truth, sharp ground truth, then one for each
   *     teacher
   * @throws IOException if a record is damaged
   */
  byte[][] read(int index, List<String> teachers) throws IOException {
    byte[] record = new byte[smallBytes(patch) + 2 * bigBytes(patch)];
    patches.read(index, record);
    byte[][] out = new byte[3 + teachers.size()][];
    out[0] = Arrays.copyOfRange(record, 0, smallBytes(patch));
    out[1] = Arrays.copyOfRange(record, smallBytes(patch), smallBytes(patch) + bigBytes(patch));
    out[2] = Arrays.copyOfRange(record, smallBytes(patch) + bigBytes(patch), record.length);
    for (int i = 0; i < teachers.size(); i++) {
      out[3 + i] = new byte[bigBytes(patch)];
      answers(teachers.get(i)).read(index, out[3 + i]);
    }
    return out;
  }

  @Override
  public void close() throws IOException {
    patches.close();
    for (RecordFile file : answers.values()) {
      file.close();
    }
  }
}
