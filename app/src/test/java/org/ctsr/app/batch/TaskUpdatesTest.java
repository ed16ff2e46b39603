package org.ctsr.app.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.ctsr.engine.export.ExportSettings;
import org.ctsr.engine.export.ExportTask;
import org.ctsr.engine.export.OutputName;
import org.ctsr.engine.image.ConflictPolicy;
import org.ctsr.engine.image.JpegSettings;
import org.ctsr.engine.image.ReadLimits;
import org.junit.jupiter.api.Test;

class TaskUpdatesTest {
  private final Queue<Runnable> fx = new ArrayDeque<>();
  private final List<ExportTask> heard = new ArrayList<>();

  private static ExportTask task(long id, ExportTask.Status status) {
    ExportSettings settings =
        new ExportSettings(
            null,
            List.of(0.5),
            null,
            null,
            null,
            JpegSettings.DEFAULT,
            null,
            OutputName.DEFAULT,
            null,
            ConflictPolicy.FAIL,
            false,
            ReadLimits.DEFAULT);
    Path photo = Path.of(id + ".jpg");
    return new ExportTask(
        id, photo, photo, settings, status, 0, 0, List.of(), null, List.of(), 0, null);
  }

  private void settle() {
    for (Runnable next = fx.poll(); next != null; next = fx.poll()) {
      next.run();
    }
  }

  @Test
  void ofEachPhotoTheNewestIsHeardAndAPortionAtATime() {
    TaskUpdates updates = new TaskUpdates(fx::add, heard::addAll);
    for (long id = 1; id <= TaskUpdates.PORTION + 1; id++) {
      updates.accept(task(id, ExportTask.Status.WAITING));
    }
    updates.accept(task(1, ExportTask.Status.RUNNING));
    assertThat(fx).hasSize(1);
    fx.remove().run();
    assertThat(heard).hasSize(TaskUpdates.PORTION);
    assertThat(heard.get(0).status()).isEqualTo(ExportTask.Status.RUNNING);
    settle();
    assertThat(heard).hasSize(TaskUpdates.PORTION + 1);
  }

  @Test
  void whatADefectLeavesIsHeardAllTheSame() {
    IllegalStateException defect = new IllegalStateException("a defect");
    TaskUpdates updates =
        new TaskUpdates(
            fx::add,
            tasks -> {
              if (tasks.size() == TaskUpdates.PORTION) {
                throw defect;
              }
              heard.addAll(tasks);
            });
    for (long id = 1; id <= TaskUpdates.PORTION + 1; id++) {
      updates.accept(task(id, ExportTask.Status.WAITING));
    }
    assertThatThrownBy(() -> fx.remove().run()).isSameAs(defect);
    settle();
    assertThat(heard).hasSize(1);
    updates.accept(task(1, ExportTask.Status.DONE));
    settle();
    assertThat(heard).hasSize(2);
  }
}
