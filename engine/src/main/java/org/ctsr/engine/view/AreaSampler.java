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
    reserve(width, slots * planes, slots);
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
        store(
            target.plane(plane / BasisPlanes.CHANNELS),
            (plane % BasisPlanes.CHANNELS * target.height() + y) * target.width() + area.x(),
            width,
            plane < BasisPlanes.CHANNELS);
      }
    }
    if (bases < target.bases()) {
      target.clearDetail(area);
    }
  }

  private void reserve(int width, int filteredLines, int slots) {
    if (filtered.length < filteredLines * width) {
      filtered = new float[filteredLines * width];
    }
    if (sum.length < width) {
      sum = new float[width];
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
    for (int k = 0; k < slots; k++) {
      int from = (Math.floorMod(first + k, slots) * planes + plane) * width;
      float weight = lines.weight(y, k);
      if (k == 0) {
        for (int i = 0; i < width; i++) {
          sum[i] = weight * filtered[from + i];
        }
      } else {
        for (int i = 0; i < width; i++) {
          sum[i] += weight * filtered[from + i];
        }
      }
    }
  }

  private void store(short[] target, int offset, int count, boolean unsigned) {
    // Shifted to positive values so that the cast rounds to the nearest step.
    float shift = unsigned ? 0.5f : 32768.5f;
    int back = unsigned ? 0 : 32768;
    for (int i = 0; i < count; i++) {
      float value = Math.max(0f, Math.min(65535f, sum[i] + shift));
      target[offset + i] = (short) ((int) value - back);
    }
  }
}
