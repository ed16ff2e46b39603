package org.ctsr.app.batch;

import java.util.List;

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
    int written, int skipped, int failed, int cancelled, List<String> reasons) {}
