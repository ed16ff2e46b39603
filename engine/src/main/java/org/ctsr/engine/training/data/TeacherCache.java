package org.ctsr.engine.training.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.io.DiskSpace;
import org.ctsr.engine.io.WholeFile;
import org.jspecify.annotations.Nullable;

/**
 * Patches and the teachers' answers to them, kept in a folder between runs: each teacher is asked
 * once for each patch, so that training itself never waits for one.
 *
 * <p>{@code cache.json} says from which photographs and settings the patches were made; a folder
 * made with others is refused. Filling goes on where it was broken off.
 */
public final class TeacherCache implements Closeable {
  private static final int FORMAT = 1;
  private static final long MEGABYTE = 1_000_000;
  private static final long VALIDATION_SEED = 0x76616c6964617465L;
  private static final PhotoFolder NO_PHOTOS = new PhotoFolder(List.of(), List.of());
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PatchSettings settings;
  private final JsonNode identity;
  private final PatchSet training;
  private final PatchSet validation;

  private TeacherCache(
      PatchSettings settings, JsonNode identity, PatchSet training, PatchSet validation) {
    this.settings = settings;
    this.identity = identity;
    this.training = training;
    this.validation = validation;
  }

  /**
   * Opens the cache folder. One that is new belongs to these settings from its first patch on:
   * until then they can be corrected.
   *
   * @throws PhotoException if the photographs are missing or too few
   * @throws IOException if the folder belongs to other settings, or cannot be used
   */
  public static TeacherCache open(PatchSettings settings, long seed) throws IOException {
    PhotoFolder photos = PhotoFolder.open(settings.photos(), settings.validationPhotos());
    Files.createDirectories(settings.cache());
    ObjectNode identity = identity(settings, photos, seed);
    Path description = description(settings);
    if (Files.exists(description)) {
      requireSame(description, JSON.readTree(description.toFile()), identity);
    }
    return open(settings, identity, photos, seed);
  }

  /**
   * Opens the cache of a run that goes on. Once all its patches are made it needs the photographs
   * no more: somebody may have moved or changed them since.
   *
   * @throws PhotoException if patches are still to be made, and the photographs are missing or too
   *     few
   * @throws IOException if the folder belongs to other settings, or cannot be used
   */
  public static TeacherCache reopen(PatchSettings settings, long seed) throws IOException {
    try {
      return open(settings, seed);
    } catch (IOException e) {
      Path description = description(settings);
      if (!Files.exists(description)) {
        throw e;
      }
      JsonNode there = JSON.readTree(description.toFile());
      requireSame(description, there, withoutPhotos(settings, seed));
      TeacherCache cache = open(settings, there, NO_PHOTOS, seed);
      if (!cache.training.isWhole() || !cache.validation.isWhole()) {
        cache.close();
        throw e;
      }
      return cache;
    }
  }

  private static TeacherCache open(
      PatchSettings settings, JsonNode identity, PhotoFolder photos, long seed) throws IOException {
    PatchSet training =
        patches(
            settings,
            "training",
            settings.patchSize(),
            settings.patches(),
            photos.training(),
            seed);
    try {
      PatchSet validation =
          patches(
              settings,
              "validation",
              settings.validationPatchSize(),
              settings.validationPatches(),
              photos.validation(),
              seed ^ VALIDATION_SEED);
      return new TeacherCache(settings, identity, training, validation);
    } catch (IOException | RuntimeException e) {
      training.close();
      throw e;
    }
  }

  private static Path description(PatchSettings settings) {
    return settings.cache().resolve("cache.json");
  }

  private void describe() throws IOException {
    Path description = description(settings);
    if (Files.exists(description)) {
      // By now perhaps of another process.
      requireSame(description, JSON.readTree(description.toFile()), identity);
    } else {
      WholeFile.write(
          description, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(identity));
    }
  }

  private static PatchSet patches(
      PatchSettings settings, String name, int side, int count, List<Path> photos, long seed)
      throws IOException {
    return new PatchSet(
        settings.cache().resolve(name),
        name,
        side,
        count,
        new PatchSource(photos, settings, side, seed));
  }

  private static ObjectNode withoutPhotos(PatchSettings settings, long seed) {
    ObjectNode out = JSON.createObjectNode();
    out.put("format", FORMAT);
    out.put("seed", seed);
    out.put("patchSize", settings.patchSize());
    out.put("validationPatchSize", settings.validationPatchSize());
    out.put("longestSide", settings.longestSide());
    out.put("minimumDetail", settings.minimumDetail());
    out.set("reduction", JSON.valueToTree(settings.reduction()));
    out.set("degradation", JSON.valueToTree(settings.degradation()));
    return out;
  }

  private static ObjectNode identity(PatchSettings settings, PhotoFolder photos, long seed)
      throws IOException {
    ObjectNode out = withoutPhotos(settings, seed);
    ObjectNode files = out.putObject("photos");
    for (Path file : photos.training()) {
      files.put(PhotoFolder.name(settings.photos(), file), Files.size(file));
    }
    ObjectNode held = out.putObject("validationPhotos");
    for (Path file : photos.validation()) {
      held.put(PhotoFolder.name(settings.photos(), file), Files.size(file));
    }
    return out;
  }

  private static void requireSame(Path description, JsonNode there, JsonNode wanted)
      throws IOException {
    // Through text, so that numbers compare by value and not by Java type.
    JsonNode now = JSON.readTree(JSON.writeValueAsBytes(wanted));
    for (Iterator<String> names = now.fieldNames(); names.hasNext(); ) {
      String field = names.next();
      if (!now.get(field).equals(there.get(field))) {
        throw new IOException(
            description
                + ": this cache was made with another "
                + field
                + "; name another folder in data.cache, or delete this one");
      }
    }
  }

  /** The patches to learn from. */
  public PatchSet training() {
    return training;
  }

  /** The patches to validate on, of other photographs. */
  public PatchSet validation() {
    return validation;
  }

  /**
   * Bytes a full cache takes.
   *
   * @param teachers how many teachers are asked
   */
  public static long bytes(PatchSettings settings, int teachers) {
    return settings.patches() * PatchSet.bytes(settings.patchSize(), teachers)
        + settings.validationPatches() * PatchSet.bytes(settings.validationPatchSize(), teachers);
  }

  /**
   * Checks before anything is made that it will fit the limit and the disk.
   *
   * @param teachers how many teachers will have answered
   * @param digests of those of them that are known by now
   * @throws IOException if it does not, with the numbers
   */
  public void requireSpace(int teachers, Collection<String> digests) throws IOException {
    Map<Path, Long> others = answersExcept(digests);
    long total =
        bytes(settings, teachers) + others.values().stream().mapToLong(Long::longValue).sum();
    requireRoom(total, total - bytesThere(), others.keySet());
  }

  private Map<Path, Long> answersExcept(Collection<String> digests) throws IOException {
    Map<Path, Long> others = new TreeMap<>(training.answersExcept(digests));
    others.putAll(validation.answersExcept(digests));
    return others;
  }

  /**
   * @param total bytes the folder will hold
   * @param more bytes to be written
   * @param others answers of teachers that may be no longer in use
   */
  private void requireRoom(long total, long more, Collection<Path> others) throws IOException {
    if (total > settings.limitMegabytes() * MEGABYTE) {
      throw new IOException(
          String.format(
              "%s: the cache would take %,d MB, more than data.limitMegabytes (%,d); ask for fewer"
                  + " or smaller patches, or raise the limit%s",
              settings.cache(), total / MEGABYTE, settings.limitMegabytes(), hint(others)));
    }
    long free = DiskSpace.usable(settings.cache());
    if (free > 0 && more > free) {
      throw new IOException(
          String.format(
              "%s: the cache needs %,d MB more, but only %,d MB are free on that disk%s",
              settings.cache(), more / MEGABYTE, free / MEGABYTE, hint(others)));
    }
  }

  private static String hint(Collection<Path> others) {
    return others.isEmpty()
        ? ""
        : "; answers of other teachers lie there too, to be deleted if those are no longer in use: "
            + others.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  private long bytesThere() throws IOException {
    long sum = 0;
    try (Stream<Path> files = Files.walk(settings.cache())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sum += Files.size(file);
      }
    }
    return sum;
  }

  /** Makes the patches that are not there yet. */
  public void makePatches(CacheProgress progress) throws IOException {
    describe();
    validation.makePatches(settings.workers(), progress);
    training.makePatches(settings.workers(), progress);
  }

  /** Whether a teacher has answered all patches already. */
  public boolean answered(String digest) throws IOException {
    return validation.answered(digest) && training.answered(digest);
  }

  /**
   * How many patches a teacher has not answered yet.
   *
   * @param digest null for one that is not known yet
   */
  public int unanswered(@Nullable String digest) throws IOException {
    return digest == null
        ? training.size() + validation.size()
        : training.unanswered(digest) + validation.unanswered(digest);
  }

  /** Asks a teacher about all patches it has not answered yet. */
  public void ask(Teacher teacher, String role, CacheProgress progress) throws IOException {
    // Answers of teachers that have been replaced since may lie there too.
    long more =
        training.missingAnswers(teacher.digest()) + validation.missingAnswers(teacher.digest());
    requireRoom(bytesThere() + more, more, answersExcept(List.of()).keySet());
    validation.ask(teacher, role, progress);
    training.ask(teacher, role, progress);
  }

  @Override
  public void close() throws IOException {
    training.close();
    validation.close();
  }
}
