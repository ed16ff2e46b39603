package org.ctsr.app.mainwindow;

import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Keys;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.library.SamplePhoto;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** What is shown while no photo is open: how to begin, and a photo to try. */
final class WelcomeView extends VBox {
  private static final Messages TEXTS = Messages.of(WelcomeView.class);

  WelcomeView(Runnable open, Runnable openSample) {
    getStyleClass().add("welcome");
    setId("welcome");
    Label title = new Label(TEXTS.get("welcome.title"));
    title.getStyleClass().add("welcome-title");
    Label text = new Label(TEXTS.get("welcome.text"));
    text.getStyleClass().add("welcome-text");
    text.setWrapText(true);
    text.setMaxWidth(470);
    text.setMinHeight(Region.USE_PREF_SIZE);
    Button button =
        new Button(TEXTS.get("welcome.open"), Icons.of(Material2OutlinedAL.ADD_PHOTO_ALTERNATE));
    button.setId("welcome-open");
    button.getStyleClass().addAll("accent", "large");
    button.setOnAction(event -> open.run());
    HBox hints =
        new HBox(
            8,
            hint("welcome.drop"),
            dot(),
            hint("welcome.paste", Keys.text("Shortcut+V")),
            dot(),
            hint("welcome.folder"));
    hints.setAlignment(Pos.CENTER);
    Region gap = new Region();
    gap.setMinHeight(10);
    getChildren().addAll(title, text, button, hints, gap, sample(openSample));
  }

  private static Label hint(String key, Object... values) {
    Label label = new Label(TEXTS.get(key, values));
    label.getStyleClass().add("caption");
    return label;
  }

  private static Label dot() {
    Label label = new Label("\u00b7");
    label.getStyleClass().add("caption");
    return label;
  }

  private static Button sample(Runnable openSample) {
    Image image =
        new Image(
            Objects.requireNonNull(
                    SamplePhoto.class.getResource(SamplePhoto.RESOURCE), "the sample is missing")
                .toExternalForm());
    ImageView picture = new ImageView(image);
    picture.setFitWidth(132);
    picture.setPreserveRatio(true);
    picture.setSmooth(true);
    Rectangle rounded = new Rectangle(132, 88);
    rounded.setArcWidth(10);
    rounded.setArcHeight(10);
    picture.setClip(rounded);
    Label title = new Label(TEXTS.get("welcome.sample"));
    title.getStyleClass().add("card-title");
    Label note = new Label(TEXTS.get("welcome.sample.note"));
    note.getStyleClass().add("caption");
    VBox words = new VBox(4, title, note);
    words.setAlignment(Pos.CENTER_LEFT);
    HBox content = new HBox(14, picture, words);
    content.setAlignment(Pos.CENTER_LEFT);
    Button card = new Button();
    card.setGraphic(content);
    card.setId("open-sample");
    card.setAccessibleText(TEXTS.get("welcome.sample"));
    card.getStyleClass().setAll("welcome-card");
    card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    card.setOnAction(event -> openSample.run());
    return card;
  }
}
