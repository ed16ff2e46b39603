package org.ctsr.app.train;

import java.util.ArrayList;
import java.util.List;
import org.ctsr.app.fx.Messages;
import org.ctsr.engine.training.RunHistory;
import org.ctsr.engine.training.ValidationRow;
import org.jspecify.annotations.Nullable;

/** Fidelity against naturalness: a student, the teachers mixed, and a student of before. */
final class TradeOffChart extends CurveChart {
  private static final Messages TEXTS = Messages.of(TradeOffChart.class);

  TradeOffChart(String id) {
    super(id, false, true, TEXTS.get("tradeoff.empty"));
  }

  /** The newest student beside the one of the validation before. */
  void showProgress(TradeOffs known) {
    List<RunHistory.Validated> students = known.students();
    int last = students.size() - 1;
    show(
        known,
        TEXTS.get("tradeoff.now"),
        TEXTS.get("tradeoff.before"),
        last > 0 ? students.get(last - 1) : null);
  }

  /** What came of it, beside the student it began with if that one had learnt before. */
  void showResult(TradeOffs known) {
    show(known, TEXTS.get("tradeoff.result"), TEXTS.get("tradeoff.start"), known.start());
  }

  private void show(
      TradeOffs known, String newest, String earlier, RunHistory.@Nullable Validated former) {
    TradeOffs.Measure measure = known.measure();
    List<RunHistory.Validated> students = known.students();
    List<Curve> curves = new ArrayList<>();
    // In this order always, as it decides the colours.
    curves.add(
        curve(
            newest,
            students.isEmpty() ? List.of() : students.get(students.size() - 1).rows(),
            measure));
    curves.add(curve(TEXTS.get("tradeoff.teachers"), known.teachers(), measure));
    if (former != null) {
      curves.add(curve(earlier, former.rows(), measure));
    }
    setCurves(
        TEXTS.get("tradeoff.title"),
        known.teachers().isEmpty() && students.isEmpty()
            ? ""
            : measure == TradeOffs.Measure.NONE
                ? TEXTS.get("tradeoff.NONE")
                : TEXTS.get("tradeoff." + measure) + ". " + TEXTS.get("tradeoff.psnr") + ".",
        curves);
  }

  private static Curve curve(String name, List<ValidationRow> rows, TradeOffs.Measure measure) {
    List<ValidationRow> shown = rows.stream().filter(measure::isPoint).toList();
    boolean alone = measure == TradeOffs.Measure.NONE;
    return new Curve(
        name,
        shown.stream().map(row -> alone ? row.realness() : row.psnr()).toList(),
        shown.stream().map(row -> alone ? row.psnr() : measure.of(row)).toList());
  }
}
