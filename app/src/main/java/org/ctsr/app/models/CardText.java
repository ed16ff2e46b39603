package org.ctsr.app.models;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A model card's Markdown as far as cards use it: headings, paragraphs, lists and tables. */
final class CardText extends VBox {
  CardText() {
    getStyleClass().add("card-text");
  }

  void show(String markdown) {
    getChildren().clear();
    List<String> paragraph = new ArrayList<>();
    List<String> table = new ArrayList<>();
    for (String line : markdown.lines().toList()) {
      boolean row = line.startsWith("|");
      if (!row) {
        endTable(table);
      }
      if (row) {
        endParagraph(paragraph);
        table.add(line);
      } else if (line.isBlank()) {
        endParagraph(paragraph);
      } else if (line.startsWith("#")) {
        endParagraph(paragraph);
        String text = line.replaceFirst("^#+\\s*", "");
        // The first one is the title, which is shown above.
        if (!line.startsWith("# ")) {
          Label heading = new Label(text);
          heading.getStyleClass().add("section-title");
          getChildren().add(heading);
        }
      } else {
        if (line.startsWith("- ")) {
          endParagraph(paragraph);
        }
        paragraph.add(line.strip());
      }
    }
    endParagraph(paragraph);
    endTable(table);
  }

  /** Markdown without its signs; pictures, which are shown above, are left out. */
  static String plain(String markdown) {
    return markdown
        .replaceAll("!\\[[^\\]]*\\]\\([^)]*\\)", "")
        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .replace("**", "")
        .replace("`", "");
  }

  private void endParagraph(List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    String text = plain(String.join(" ", lines)).strip();
    lines.clear();
    if (text.isEmpty()) {
      return;
    }
    Label label = new Label(text.startsWith("- ") ? "\u2022  " + text.substring(2) : text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    getChildren().add(label);
  }

  private void endTable(List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    GridPane grid = new GridPane();
    grid.getStyleClass().add("figures-table");
    int row = 0;
    for (String line : lines) {
      if (line.matches("[|:\\- ]+")) {
        continue;
      }
      String[] cells = line.replaceFirst("^\\|", "").split("\\|");
      for (int column = 0; column < cells.length; column++) {
        Label cell = new Label(plain(cells[column].strip()));
        if (row == 0) {
          cell.getStyleClass().add("figures-head");
        }
        boolean number = cell.getText().matches("[\\d.,+\\-\u2212 %]+");
        GridPane.setHalignment(cell, number ? HPos.RIGHT : HPos.LEFT);
        grid.add(cell, column, row);
      }
      row++;
    }
    getChildren().add(grid);
    lines.clear();
  }
}
