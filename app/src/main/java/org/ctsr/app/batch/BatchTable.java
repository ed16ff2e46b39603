package org.ctsr.app.batch;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Picture;
import org.jspecify.annotations.Nullable;

/** The files of a batch. */
final class BatchTable extends TableView<BatchRow> {
  private static final Messages TEXTS = Messages.of(BatchTable.class);
  private static final double ROW_HEIGHT = 36;

  /** Pictures held for scrolling back, 20 KB each. */
  private static final int MOST_PICTURES = 400;

  BatchTable(BatchViewModel model, BatchActions actions) {
    super(model.rows());
    setId("batch-table");
    setFixedCellSize(ROW_HEIGHT);
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    Label hint = new Label(TEXTS.get("empty"));
    hint.getStyleClass().add("empty-hint");
    setPlaceholder(hint);

    TableColumn<BatchRow, Picture> picture = column("", 60, 60);
    picture.setCellValueFactory(cell -> cell.getValue().pictureProperty());
    HeldPictures held = new HeldPictures(MOST_PICTURES);
    picture.setCellFactory(column -> new PictureCell(actions, held));
    picture.setSortable(false);
    TableColumn<BatchRow, String> name = column(TEXTS.get("column.name"), 120, 600);
    name.setPrefWidth(240);
    name.setCellValueFactory(
        cell -> new ReadOnlyStringWrapper(cell.getValue().photo().name()).getReadOnlyProperty());
    name.setCellFactory(column -> new TextCell());
    TableColumn<BatchRow, String> own = column(TEXTS.get("column.own"), 90, 260);
    own.setCellValueFactory(cell -> cell.getValue().ownProperty().map(OwnSettingsBar::text));
    own.setCellFactory(column -> new TextCell());
    TableColumn<BatchRow, BatchRow.Status> status = column(TEXTS.get("column.status"), 112, 112);
    status.setCellValueFactory(cell -> cell.getValue().statusProperty());
    status.setCellFactory(StatusCell::in);
    TableColumn<BatchRow, Double> progress = column(TEXTS.get("column.progress"), 110, 110);
    // Also when the status changes, since a bar is shown only while a photo is at work.
    progress.setCellValueFactory(
        cell ->
            Bindings.createObjectBinding(
                () -> ProgressCell.share(cell.getValue()),
                cell.getValue().progressProperty(),
                cell.getValue().statusProperty()));
    progress.setCellFactory(column -> new ProgressCell());
    TableColumn<BatchRow, String> message = column(TEXTS.get("column.message"), 160, 4000);
    message.setPrefWidth(420);
    message.setCellValueFactory(cell -> cell.getValue().messageProperty());
    message.setCellFactory(column -> new TextCell());
    getColumns().add(picture);
    getColumns().add(name);
    getColumns().add(own);
    getColumns().add(status);
    getColumns().add(progress);
    getColumns().add(message);
    // The list has one order, that of the queue.
    getColumns().forEach(column -> column.setSortable(false));
    getColumns().forEach(column -> column.setReorderable(false));

    setContextMenu(new BatchRowMenu(model, actions, () -> getSelectionModel().getSelectedItems()));
    setRowFactory(
        table -> {
          TableRow<BatchRow> row = new TableRow<>();
          row.setOnMouseClicked(
              event -> {
                BatchRow item = row.getItem();
                if (event.getClickCount() == 2 && item != null && item.result() != null) {
                  actions.open(item.result());
                }
              });
          return row;
        });
    setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.DELETE) {
            model.remove(getSelectionModel().getSelectedItems());
          }
        });
  }

  private static <T> TableColumn<BatchRow, T> column(String title, double least, double most) {
    TableColumn<BatchRow, T> column = new TableColumn<>(title);
    column.setMinWidth(least);
    column.setMaxWidth(most);
    return column;
  }

  /** Text that can be read in full when it is too long for the column. */
  private static final class TextCell extends TableCell<BatchRow, String> {
    private final Tooltip tooltip = new Tooltip();

    TextCell() {
      tooltip.setWrapText(true);
      tooltip.setMaxWidth(560);
    }

    @Override
    protected void updateItem(@Nullable String text, boolean empty) {
      super.updateItem(text, empty);
      boolean none = empty || text == null || text.isEmpty();
      setText(none ? null : text);
      tooltip.setText(none ? "" : text);
      setTooltip(none ? null : tooltip);
    }
  }
}
