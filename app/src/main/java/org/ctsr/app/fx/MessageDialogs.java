package org.ctsr.app.fx;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** Messages and questions in dialogs of one look. */
public final class MessageDialogs {
  private static final Messages TEXTS = Messages.of(MessageDialogs.class);

  private final Consumer<DialogPane> styler;

  /**
   * @param styler gives a dialog the present theme
   */
  public MessageDialogs(Consumer<DialogPane> styler) {
    this.styler = styler;
  }

  /** Says what could not be done and why; does not wait for the answer. */
  public void problem(@Nullable Window owner, String header, String text) {
    Alert alert = new Alert(Alert.AlertType.WARNING, text, ButtonType.OK);
    alert.getDialogPane().setId("problem-dialog");
    alert.setGraphic(Icons.of(Material2OutlinedMZ.REPORT_PROBLEM));
    prepare(alert, owner, header);
    alert.show();
  }

  /**
   * Shows a defect of the program with its stack trace, which can be copied; does not wait.
   *
   * @param log where more is written
   * @param closed run when the dialog is closed
   */
  public void defect(@Nullable Window owner, Throwable failure, Path log, Runnable closed) {
    ButtonType copy = new ButtonType(TEXTS.get("defect.copy"), ButtonData.LEFT);
    Alert alert = new Alert(Alert.AlertType.ERROR, "", copy, ButtonType.CLOSE);
    alert.setGraphic(Icons.of(Material2OutlinedAL.BUG_REPORT));
    DialogPane pane = alert.getDialogPane();
    pane.setId("defect-dialog");
    prepare(alert, owner, TEXTS.get("defect.header"));
    String details = stackTrace(failure);
    Label text = new Label(TEXTS.get("defect.text", String.valueOf(failure.getMessage()), log));
    text.setWrapText(true);
    pane.setContent(text);
    TextArea area = new TextArea(details);
    area.setId("defect-details");
    area.setEditable(false);
    area.setPrefSize(680, 260);
    area.getStyleClass().add("details");
    pane.setExpandableContent(area);
    pane.lookupButton(copy)
        .addEventFilter(
            javafx.event.ActionEvent.ACTION,
            event -> {
              ClipboardContent content = new ClipboardContent();
              content.putString(details);
              Clipboard.getSystemClipboard().setContent(content);
              event.consume();
            });
    alert.setOnHidden(event -> closed.run());
    alert.show();
  }

  /** Has the enter key press one button of a dialog, and no other. */
  private static void makeDefault(DialogPane pane, ButtonType chosen) {
    for (ButtonType type : pane.getButtonTypes()) {
      if (pane.lookupButton(type) instanceof Button button) {
        button.setDefaultButton(type == chosen);
      }
    }
    Platform.runLater(() -> pane.lookupButton(chosen).requestFocus());
  }

  /**
   * Asks before something that cannot be taken back; the enter key does not do it. True if the user
   * goes on.
   */
  public boolean confirm(@Nullable Window owner, String header, String text, String goOn) {
    ButtonType yes = new ButtonType(goOn, ButtonData.OK_DONE);
    Alert alert = new Alert(Alert.AlertType.CONFIRMATION, text, yes, ButtonType.CANCEL);
    alert.getDialogPane().setId("confirm-dialog");
    alert.setGraphic(Icons.of(Material2OutlinedAL.HELP_OUTLINE));
    prepare(alert, owner, header);
    makeDefault(alert.getDialogPane(), ButtonType.CANCEL);
    Optional<ButtonType> answer = alert.showAndWait();
    return answer.isPresent() && answer.get() == yes;
  }

  /** Title, owner, theme and a size that fits the text. */
  public void prepare(Dialog<?> dialog, @Nullable Window owner, String header) {
    if (owner != null) {
      dialog.initOwner(owner);
    }
    dialog.setTitle(TEXTS.get("title"));
    dialog.setHeaderText(header);
    dialog.getDialogPane().setMinHeight(Region.USE_PREF_SIZE);
    dialog.getDialogPane().setPrefWidth(460);
    styler.accept(dialog.getDialogPane());
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
