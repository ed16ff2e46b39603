package org.ctsr.app.models;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Picture;
import org.ctsr.app.fx.Sizes;
import org.ctsr.engine.inference.ContractReport;
import org.ctsr.engine.model.ModelManifest;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** Everything about one model. */
final class ModelDetails extends VBox {
  private static final Messages TEXTS = Messages.of(ModelDetails.class);
  private static final double PICTURE = 204;

  private final ModelsViewModel model;
  private final Label title = new Label();
  private final Label provenance = new Label();
  private final HBox pictures = new HBox(10);
  private final GridPane facts = new GridPane();
  private final VBox findings = new VBox(5);
  private final CardText text = new CardText();
  private final Button use = new Button();
  private final Button remove = new Button();
  private final Button makeDefault = new Button();

  ModelDetails(ModelsViewModel model) {
    this.model = model;
    getStyleClass().add("model-details");
    title.setId("model-title");
    title.getStyleClass().add("page-title");
    provenance.setWrapText(true);
    provenance.setMinHeight(USE_PREF_SIZE);
    provenance.getStyleClass().add("page-text");
    facts.getStyleClass().add("facts");
    getChildren().addAll(head(), provenance, pictures, pictureProblem(), facts, findings, text);
    model.selectedProperty().subscribe(this::show);
    model.usedProperty().addListener((property, old, now) -> show(model.selectedProperty().get()));
    model.picturesProperty().subscribe(this::showPictures);
    model.reportProperty().subscribe(this::showReport);
  }

  private Node head() {
    use.setText(TEXTS.get("use"));
    use.setId("model-use");
    use.getStyleClass().add("accent");
    use.setOnAction(event -> model.use());
    makeDefault.setText(TEXTS.get("default"));
    makeDefault.setId("model-default");
    Icons.named(makeDefault, TEXTS.get("default.tip"));
    makeDefault.setOnAction(event -> model.makeDefault());
    Button verify = new Button(TEXTS.get("verify"), Icons.of(Material2OutlinedMZ.VERIFIED_USER));
    verify.setId("model-verify");
    Icons.named(verify, TEXTS.get("verify.tip"));
    verify.setOnAction(event -> model.verify());
    verify.disableProperty().bind(model.busyProperty());
    remove.setGraphic(Icons.of(Material2OutlinedAL.DELETE_OUTLINE));
    remove.setId("model-remove");
    Icons.named(remove, TEXTS.get("remove.tip"));
    remove.setOnAction(event -> model.remove());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox buttons = new HBox(8, makeDefault, verify, remove, use);
    buttons.setMinWidth(USE_PREF_SIZE);
    HBox head = new HBox(10, title, space, buttons);
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private void show(@Nullable ModelCard card) {
    setVisible(card != null);
    if (card == null) {
      return;
    }
    ModelManifest manifest = card.manifest();
    title.setText(manifest.title());
    provenance.setText(manifest.provenance());
    boolean used = card.name().equals(model.usedProperty().get());
    use.setDisable(used);
    use.setText(TEXTS.get(used ? "used" : "use"));
    makeDefault.setDisable(card.isDefault());
    remove.setVisible(card.removable());
    remove.setManaged(card.removable());
    facts.getChildren().clear();
    fact(0, "fact.role", ModelsView.role(card));
    fact(0, "fact.scale", "\u00d7" + manifest.scale());
    fact(
        0,
        "fact.parameters",
        String.format(Locale.getDefault(), "%.1f M", manifest.parameters() / 1e6));
    fact(1, "fact.license", manifest.license().spdx());
    fact(1, "fact.size", card.bytes() == 0 ? TEXTS.get("size.refers") : Sizes.bytes(card.bytes()));
    fact(1, "fact.halo", TEXTS.get("halo", manifest.halo()));
    fact(2, "fact.version", manifest.version());
    fact(
        2,
        "fact.precision",
        manifest.networks().stream()
            .map(n -> n.precision() == null ? "\u2013" : n.precision())
            .distinct()
            .reduce((a, b) -> a + ", " + b)
            .orElse("\u2013"));
    Double realness = manifest.defaultRealness();
    fact(
        2,
        "fact.realness",
        realness == null ? "\u2013" : String.format(Locale.getDefault(), "%.2f", realness));
    String card1 = card.text();
    text.show(card1 == null ? TEXTS.get("card.none") : card1);
  }

  private void fact(int column, String key, String value) {
    Label name = new Label(TEXTS.get(key));
    name.getStyleClass().add("caption");
    Label shown = new Label(value);
    shown.setMinHeight(Region.USE_PREF_SIZE);
    shown.setWrapText(true);
    VBox box = new VBox(1, name, shown);
    box.setPrefWidth(208);
    int row =
        (int)
            facts.getChildren().stream()
                .filter(node -> Integer.valueOf(column).equals(GridPane.getColumnIndex(node)))
                .count();
    facts.add(box, column, row);
  }

  private void showPictures(List<Picture> made) {
    pictures.getChildren().clear();
    String[] keys =
        made.size() == 1
            ? new String[] {"picture.only"}
            : new String[] {"picture.faithful", "picture.middle", "picture.realistic"};
    for (int i = 0; i < keys.length; i++) {
      StackPane frame = new StackPane();
      frame.getStyleClass().add("preview-frame");
      frame.setMinSize(PICTURE, PICTURE * 3 / 4);
      if (i < made.size()) {
        ImageView view = new ImageView(made.get(i).toImage());
        view.setFitWidth(PICTURE);
        view.setPreserveRatio(true);
        frame.getChildren().add(view);
      }
      Label name = new Label(TEXTS.get(keys[i]));
      name.getStyleClass().add("caption");
      pictures.getChildren().add(new VBox(4, frame, name));
    }
  }

  private Label pictureProblem() {
    Label problem = new Label();
    problem.setId("model-picture-problem");
    problem.getStyleClass().addAll("caption", "problem");
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    problem.textProperty().bind(model.pictureProblemProperty());
    problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    return problem;
  }

  private void showReport(@Nullable ContractReport report) {
    findings.getChildren().clear();
    findings.setVisible(report != null);
    findings.setManaged(report != null);
    if (report == null) {
      return;
    }
    findings.setId("model-findings");
    for (ContractReport.Finding finding : report.findings()) {
      FontIcon mark =
          Icons.of(
              switch (finding.outcome()) {
                case GOOD -> Material2OutlinedAL.CHECK_CIRCLE;
                case DOUBTFUL -> Material2OutlinedMZ.REPORT_PROBLEM;
                case BROKEN -> Material2OutlinedAL.ERROR;
              });
      mark.getStyleClass()
          .add(
              switch (finding.outcome()) {
                case GOOD -> "mark-good";
                case DOUBTFUL -> "mark-doubtful";
                case BROKEN -> "mark-bad";
              });
      String sentence = finding.sentence();
      Label label =
          new Label(sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1));
      label.setGraphic(mark);
      label.setWrapText(true);
      label.setMinHeight(USE_PREF_SIZE);
      findings.getChildren().add(label);
    }
  }
}
