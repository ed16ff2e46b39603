package org.ctsr.engine.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctsr.engine.model.Sha256;
import org.ctsr.engine.training.data.TeacherCache;
import org.jspecify.annotations.Nullable;

/** The teachers whose answers a run keeps in its cache. */
final class AskedTeachers {
  static final String REALNESS = "realness";
  static final String FIDELITY = "fidelity";
  static final String STAGE_1 = "Stage-1";

  private AskedTeachers() {}

  /** How many answer in the end: Stage 2 alone learns from any, and from all three. */
  static int count(TrainingConfig config) {
    return config.slider() == null ? 0 : 3;
  }

  /**
   * Files of those that are there by now, by what they are called: two may be trained in the run.
   *
   * @param run null where there is none
   */
  static Map<String, Path> known(TrainingConfig config, @Nullable RunFolder run) {
    Map<String, Path> known = new LinkedHashMap<>();
    if (config.slider() == null) {
      return known;
    }
    TrainingConfig.Networks networks = config.networks();
    known.put(REALNESS, networks.realnessTeacher());
    if (config.fidelityTeacher() == null) {
      known.put(FIDELITY, networks.fidelityTeacher());
    } else if (run != null) {
      known.put(FIDELITY, run.fidelityTeacher());
    }
    if (config.fuse() == null) {
      known.put(STAGE_1, networks.student());
    } else if (run != null) {
      known.put(STAGE_1, run.fused());
    }
    known.values().removeIf(file -> !Files.isRegularFile(file));
    return known;
  }

  /**
   * @param run null where there is none
   * @throws IOException if the cache will not fit its limit or the disk, with the numbers
   */
  static void requireSpace(TeacherCache cache, TrainingConfig config, @Nullable RunFolder run)
      throws IOException {
    List<String> digests = new ArrayList<>();
    for (Path file : known(config, run).values()) {
      digests.add(Sha256.of(file));
    }
    cache.requireSpace(count(config), digests);
  }
}
