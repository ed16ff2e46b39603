package org.ctsr.app.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctsr.engine.training.RunHistory;

/**
 * The losses of one stage as curves a screen can show: averaged over neighbouring steps, as patches
 * differ far more than steps do, so that there are never more than {@value #MOST} points.
 */
final class LossCurves {
  static final int MOST = 160;

  private static final int SMOOTHING = 8;

  private final Map<String, Curve> curves = new LinkedHashMap<>();

  /** A point of a curve. */
  record Point(double step, double value) {}

  void add(int step, Map<String, Double> losses) {
    losses.forEach(
        (name, value) -> curves.computeIfAbsent(name, key -> new Curve()).add(step, value));
  }

  void addAll(Map<String, List<RunHistory.Point>> history) {
    history.forEach(
        (name, points) -> {
          Curve curve = curves.computeIfAbsent(name, key -> new Curve());
          points.forEach(point -> curve.add(point.step(), point.value()));
        });
  }

  Map<String, List<Point>> curves() {
    Map<String, List<Point>> shown = new LinkedHashMap<>();
    curves.forEach((name, curve) -> shown.put(name, curve.points()));
    return shown;
  }

  /** Means of equally many steps each; as many again once there are too many points. */
  private static final class Curve {
    private final List<double[]> sums = new ArrayList<>();
    private int width = 1;
    private int total;

    void add(int step, double value) {
      if (!Double.isFinite(value)) {
        return;
      }
      total++;
      double[] last = sums.isEmpty() ? null : sums.get(sums.size() - 1);
      if (last == null || last[2] >= width) {
        last = new double[3];
        sums.add(last);
      }
      last[0] += step;
      last[1] += value;
      last[2]++;
      // Few steps are shown as they are; many as means of at least a handful.
      if (sums.size() > MOST || width < SMOOTHING && total > SMOOTHING * width * 4) {
        merge();
      }
    }

    private void merge() {
      List<double[]> merged = new ArrayList<>();
      for (int i = 0; i < sums.size(); i += 2) {
        double[] sum = sums.get(i).clone();
        if (i + 1 < sums.size()) {
          double[] next = sums.get(i + 1);
          for (int k = 0; k < sum.length; k++) {
            sum[k] += next[k];
          }
        }
        merged.add(sum);
      }
      sums.clear();
      sums.addAll(merged);
      width *= 2;
    }

    List<Point> points() {
      return sums.stream().map(s -> new Point(s[0] / s[2], s[1] / s[2])).toList();
    }
  }
}
