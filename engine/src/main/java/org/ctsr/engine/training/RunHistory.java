package org.ctsr.engine.training;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a run has come to, from the files in its folder: also of a run that was killed.
 *
 * @param losses by stage, then by name
 * @param validations in order; the first is of the teachers' own images, mixed
 */
public record RunHistory(
    Map<String, Map<String, List<Point>>> losses, List<Validated> validations) {
  private static final Pattern STUDENT = Pattern.compile("fuse|slider|bend");
  private static final int METRIC_CELLS = 4;
  private static final int FORMER_VALIDATION_CELLS = 7; // without the mesh
  private static final int VALIDATION_CELLS = 8;

  /** A loss after so many steps of its stage. */
  public record Point(int step, double value) {}

  /**
   * A validation.
   *
   * @param stage its stage, or {@code teachers}
   * @param step steps taken in the stage
   * @param rows one a realness
   */
  public record Validated(String stage, int step, List<ValidationRow> rows) {
    /**
     * Whether a row with this realness belongs to another validation, though stage and step are the
     * same: rows come in order, and former versions measured a student after its last step again.
     */
    public boolean endsAt(double realness) {
      return !rows.isEmpty() && rows.get(rows.size() - 1).realness() >= realness;
    }

    /** Whether a student with a slider was measured. */
    public boolean isStudent() {
      return STUDENT.matcher(stage).matches();
    }
  }

  /**
   * Reads the tables of a run; lines that a kill cut off are left out.
   *
   * @throws IOException if a table that is there cannot be read, or has a damaged line
   */
  public static RunHistory read(Path run) throws IOException {
    Map<String, Map<String, List<Point>>> losses = new LinkedHashMap<>();
    for (Line line : lines(run.resolve("metrics.csv"), METRIC_CELLS, METRIC_CELLS)) {
      losses
          .computeIfAbsent(line.text(0), stage -> new LinkedHashMap<>())
          .computeIfAbsent(line.text(2), name -> new ArrayList<>())
          .add(new Point(line.count(1), line.number(3)));
    }
    List<Validated> validations = new ArrayList<>();
    for (Line line :
        lines(run.resolve("validation.csv"), FORMER_VALIDATION_CELLS, VALIDATION_CELLS)) {
      int step = line.count(1);
      Validated last = validations.isEmpty() ? null : validations.get(validations.size() - 1);
      double realness = line.number(3);
      if (last == null
          || !last.stage().equals(line.text(0))
          || last.step() != step
          || last.endsAt(realness)) {
        last = new Validated(line.text(0), step, new ArrayList<>());
        validations.add(last);
      }
      last.rows()
          .add(
              new ValidationRow(
                  line.text(2),
                  realness,
                  line.number(4),
                  line.number(5),
                  line.number(6),
                  line.cells().size() == VALIDATION_CELLS ? line.number(7) : Double.NaN));
    }
    return new RunHistory(losses, validations);
  }

  /**
   * A line of a table.
   *
   * @param number counted from 1
   */
  private record Line(Path table, int number, List<String> cells) {
    String text(int cell) {
      return cells.get(cell);
    }

    int count(int cell) throws IOException {
      try {
        return Integer.parseInt(text(cell));
      } catch (NumberFormatException e) {
        throw damaged(cell, e);
      }
    }

    double number(int cell) throws IOException {
      try {
        return Double.parseDouble(text(cell));
      } catch (NumberFormatException e) {
        throw damaged(cell, e);
      }
    }

    private IOException damaged(int cell, NumberFormatException cause) {
      return new IOException(
          table + ": line " + number + " is damaged ('" + text(cell) + "' is no number)", cause);
    }
  }

  private static List<Line> lines(Path table, int fewest, int most) throws IOException {
    List<Line> found = new ArrayList<>();
    if (!Files.exists(table)) {
      return found;
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(table);
    } catch (CharacterCodingException e) {
      throw new IOException(table + ": is damaged (it is no text)", e);
    }
    boolean whole = Files.size(table) == 0 || endsWithLine(table);
    for (int i = 1; i < lines.size(); i++) {
      List<String> cells = List.of(lines.get(i).split(","));
      boolean last = i + 1 == lines.size();
      if (cells.size() >= fewest && cells.size() <= most && (whole || !last)) {
        found.add(new Line(table, i + 1, cells));
      }
    }
    return found;
  }

  private static boolean endsWithLine(Path table) throws IOException {
    try (var channel = Files.newByteChannel(table)) {
      channel.position(channel.size() - 1);
      java.nio.ByteBuffer one = java.nio.ByteBuffer.allocate(1);
      return channel.read(one) == 1 && one.get(0) == '\n';
    }
  }

  /** The last validation of a student with a slider; null if the run has not come to one. */
  public @Nullable Validated lastStudent() {
    for (int i = validations.size() - 1; i >= 0; i--) {
      if (validations.get(i).isStudent()) {
        return validations.get(i);
      }
    }
    return null;
  }
}
