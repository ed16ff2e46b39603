package org.ctsr.app.batch;

import java.util.List;
import org.ctsr.app.fx.Messages;

/**
 * What became of a batch.
 *
 * @param written results that are there now
 * @param skipped files that were no photos, or whose results existed
 * @param failed photos without a result
 * @param cancelled photos the user stopped
 * @param reasons a line for each skipped or failed one: its name and why
 */
public record BatchSummary(
    int written, int skipped, int failed, int cancelled, List<String> reasons) {
  private static final Messages TEXTS = Messages.of(BatchSummary.class);

  /** The numbers in words. */
  String text() {
    return TEXTS.get("summary", written, skipped, failed, cancelled);
  }

  static BatchSummary of(BatchRows rows) {
    List<String> reasons =
        rows.readOnly().stream()
            .filter(
                row ->
                    row.status() == BatchRow.Status.SKIPPED
                        || row.status() == BatchRow.Status.FAILED)
            .map(row -> TEXTS.get("reason", row.photo().name(), row.messageProperty().get()))
            .toList();
    return new BatchSummary(
        rows.count(BatchRow.Status.WRITTEN),
        rows.count(BatchRow.Status.SKIPPED),
        rows.count(BatchRow.Status.FAILED),
        rows.count(BatchRow.Status.CANCELLED),
        reasons);
  }
}
