package org.ctsr.app.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.ctsr.app.fx.Messages;

/** What can be done with the selected photos. */
final class BatchRowMenu extends ContextMenu {
  private static final Messages TEXTS = Messages.of(BatchRowMenu.class);

  private final Supplier<List<BatchRow>> selected;

  BatchRowMenu(BatchViewModel model, BatchActions actions, Supplier<List<BatchRow>> selectedRows) {
    // A selection can hold null while its table changes.
    selected = () -> selectedRows.get().stream().filter(Objects::nonNull).toList();
    Predicate<BatchRow> hasResult = row -> row.result() != null;
    item("open", hasResult, rows -> withResult(rows, actions::open));
    item("show", hasResult, rows -> withResult(rows, actions::showInFolder));
    getItems().add(new SeparatorMenuItem());
    item("retry.chosen", BatchRow::canRetry, model::retry);
    item("cancel", row -> !row.status().isFinal(), model::cancel);
    item("remove.chosen", row -> true, model::remove);
  }

  private static void withResult(List<BatchRow> rows, Consumer<Path> use) {
    for (BatchRow row : rows) {
      Path result = row.result();
      if (result != null) {
        use.accept(result);
        return;
      }
    }
  }

  /** Something that can be done with those of the selected photos that are fit for it. */
  private void item(String key, Predicate<BatchRow> fit, Consumer<List<BatchRow>> action) {
    MenuItem item = new MenuItem(TEXTS.get(key));
    item.setId("batch-menu-" + key.replace('.', '-'));
    item.setOnAction(event -> action.accept(selected.get().stream().filter(fit).toList()));
    addEventHandler(
        javafx.stage.WindowEvent.WINDOW_SHOWING,
        event -> item.setDisable(selected.get().stream().noneMatch(fit)));
    getItems().add(item);
  }
}
