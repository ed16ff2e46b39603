package org.ctsr.app.mainwindow;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Keys;
import org.ctsr.app.fx.Messages;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** Menus, zoom, and export in one row. */
final class TopBar extends HBox {
  private static final Messages TEXTS = Messages.of(TopBar.class);
  private static final int PERCENT = 100;

  TopBar(MenuBar menus, Commands commands, WindowState window) {
    getStyleClass().add("top-bar");
    setAlignment(Pos.CENTER_LEFT);
    Button original = icon(new Button(), Material2OutlinedMZ.VISIBILITY, "bar.original");
    original.setId("hold-original");
    original.setFocusTraversable(false);
    original
        .armedProperty()
        .addListener((property, old, held) -> window.holdOriginalProperty().set(held));
    Button fit = icon(new Button(), Material2OutlinedMZ.ZOOM_OUT_MAP, "bar.fit", "Shortcut+0");
    fit.setId("zoom-fit");
    fit.setOnAction(event -> commands.zoomFit());
    Button out = icon(new Button(), Material2OutlinedMZ.REMOVE, "bar.out", "Shortcut+Minus");
    out.setOnAction(event -> commands.zoomOut());
    Button in = icon(new Button(), Material2OutlinedAL.ADD, "bar.in", "Shortcut+Plus");
    in.setOnAction(event -> commands.zoomIn());
    Button percent = new Button();
    percent.setId("zoom-percent");
    percent.getStyleClass().addAll("flat", "zoom-label");
    Icons.named(percent, TEXTS.get("bar.actual", Keys.text("Shortcut+1")));
    percent
        .textProperty()
        .bind(
            window
                .zoomProperty()
                .map(
                    zoom ->
                        String.format(
                            Locale.getDefault(), "%.0f %%", zoom.doubleValue() * PERCENT)));
    percent.setOnAction(event -> commands.zoomActual());
    ToggleButton panel =
        icon(new ToggleButton(), Material2OutlinedMZ.VIEW_SIDEBAR, "bar.inspector");
    panel.selectedProperty().bindBidirectional(window.inspectorProperty());
    Button export = new Button(TEXTS.get("bar.export"), Icons.of(Material2OutlinedMZ.SAVE_ALT));
    export.setId("export");
    export.getStyleClass().add("accent");
    export.setOnAction(event -> commands.export());
    HBox zoom = new HBox(out, percent, in, fit);
    zoom.setAlignment(Pos.CENTER);
    for (Node node : new Node[] {original, zoom, export}) {
      node.disableProperty().bind(window.photoOpenProperty().not());
    }
    getChildren().addAll(menus, grow(), zoom, original, grow(), panel, export);
  }

  private static <B extends ButtonBase> B icon(B button, Ikon ikon, String key) {
    return named(button, ikon, TEXTS.get(key));
  }

  private static Button icon(Button button, Ikon ikon, String key, String keys) {
    return named(button, ikon, TEXTS.get(key, Keys.text(keys)));
  }

  private static <B extends ButtonBase> B named(B button, Ikon ikon, String name) {
    button.getStyleClass().addAll("flat", "icon-only");
    return Icons.on(button, ikon, name);
  }

  private static Region grow() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return space;
  }
}
