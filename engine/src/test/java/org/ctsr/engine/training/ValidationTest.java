package org.ctsr.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ctsr.engine.TinyTraining;
import org.ctsr.engine.training.data.CacheProgress;
import org.ctsr.engine.training.data.PatchDataset;
import org.ctsr.engine.training.data.Teacher;
import org.ctsr.engine.training.data.TeacherCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationTest {
  private static final CacheProgress ALWAYS_ON =
      new CacheProgress() {
        @Override
        public void advanced(String what, int done, int total) {}

        @Override
        public boolean cancelled() {
          return false;
        }
      };

  private final Path folder;

  ValidationTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Answers the first patch with its ground truth, all others with black. */
  private static Teacher right(float[] truth) {
    return new Teacher() {
      private boolean asked;

      @Override
      public String digest() {
        return "0123456789abcdef".repeat(4);
      }

      @Override
      public byte[] answer(byte[] small, int side) {
        byte[] answer = new byte[16 * small.length];
        for (int i = 0; i < answer.length && !asked; i++) {
          answer[i] = (byte) Math.round(255 * truth[i]);
        }
        asked = true;
        return answer;
      }
    };
  }

  @Test
  void aPatchThatIsHitExactlyDoesNotHideTheOthers() throws IOException {
    Torch.start(1);
    Path recipe =
        TinyTraining.recipe(
            folder.resolve("tiny.yml"), TinyTraining.photos(folder.resolve("photos")), 4);
    Files.writeString(
        recipe, Files.readString(recipe).replace("validationPatches: 1", "validationPatches: 2"));
    TrainingConfig config = TrainingConfigReader.read(recipe);
    try (TeacherCache cache = TeacherCache.open(config.data(), config.seed())) {
      cache.makePatches(ALWAYS_ON);
      Teacher teacher = right(new PatchDataset(cache.validation(), List.of(), 0).whole(0).truth());
      cache.ask(teacher, "right", ALWAYS_ON);
      PatchDataset patches =
          new PatchDataset(cache.validation(), List.of(teacher.digest(), teacher.digest()), 0);
      assertThat(patches.size()).isEqualTo(2);
      Validation validation = new Validation(patches, Device.cpu(), null, null);
      validation.blends();
      // 100 dB for the one, a few for the other.
      assertThat(validation.rows().get(0).psnr()).isBetween(51.0, 70.0);
      assertThat(validation.rows()).allMatch(row -> Double.isFinite(row.psnr()));
    }
  }
}
