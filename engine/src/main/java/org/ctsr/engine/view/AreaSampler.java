package org.ctsr.engine.view;

import java.util.Arrays;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.Rectangle;

/**
 * Resamples rows of basis images into an area of a {@link ViewBasis}, first along rows, then along
 * columns. One instance serves one thread and keeps its buffers.
 */
final class AreaSampler {
  private float[] line = new float[0];
  private float[] filtered = new float[0];
  private float[] sum = new float[0];
  private int[] held = new int[0];

  /** Fills {@code area} of {@code target} from {@code rows}. */
  void sample(
      SampleRows rows, FilterTable columns, FilterTable lines, Rectangle area, ViewBasis target) {
    int bases = rows.hasDetail() ? target.bases() : 1;
    int planes = bases * BasisPlanes.CHANNELS;
    int width = area.width();
    int slots = lines.taps();
    reserve(width, planes, slots);
    for (int y = area.y(); y < area.bottom(); y++) {
      int first = lines.first(y);
      for (int k = 0; k < slots; k++) {
        int slot = Math.floorMod(first + k, slots);
        if (held[slot] != first + k) {
          filterLine(rows, columns, first + k, area, planes, slot);
          held[slot] = first + k;
        }
      }
      for (int plane = 0; plane < planes; plane++) {
        combine(lines, y, first, plane, planes, width);
      }
      target.store(area.x(), y, width, sum, rows.hasDetail());
    }
  }

  private void reserve(int width, int planes, int slots) {
    if (filtered.length < slots * planes * width) {
      filtered = new float[slots * planes * width];
    }
    if (sum.length < planes * width) {
      sum = new float[planes * width];
    }
    if (held.length < slots) {
      held = new int[slots];
    }
    Arrays.fill(held, Integer.MIN_VALUE);
  }

  /** Filters one source row of all planes along the row; the source's border is continued. */
  private void filterLine(
      SampleRows rows, FilterTable columns, int y, Rectangle area, int planes, int slot) {
    int row = Math.max(0, Math.min(rows.height() - 1, y));
    int start = columns.first(area.x());
    int end = columns.first(area.right() - 1) + columns.taps();
    if (line.length < end - start) {
      line = new float[end - start];
    }
    int from = Math.max(0, Math.min(rows.width() - 1, start));
    int to = Math.max(from + 1, Math.min(rows.width(), end));
    for (int plane = 0; plane < planes; plane++) {
      int basis = plane / BasisPlanes.CHANNELS;
      int channel = plane % BasisPlanes.CHANNELS;
      rows.read(basis, channel, row, from, to - from, line, from - start);
      Arrays.fill(line, 0, from - start, line[from - start]);
      Arrays.fill(line, to - start, end - start, line[to - start - 1]);
      columns.apply(
          line, start, area.x(), area.width(), filtered, (slot * planes + plane) * area.width());
    }
  }

  private void combine(FilterTable lines, int y, int first, int plane, int planes, int width) {
    int slots = lines.taps();
    int to = plane * width;
    for (int k = 0; k < slots; k++) {
      int from = (Math.floorMod(first + k, slots) * planes + plane) * width;
      float weight = lines.weight(y, k);
      if (k == 0) {
        for (int i = 0; i < width; i++) {
          sum[to + i] = weight * filtered[from + i];
        }
      } else {
        for (int i = 0; i < width; i++) {
          sum[to + i] += weight * filtered[from + i];
        }
      }
    }
  }
}
