package org.ctsr.app.mainwindow;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCombination;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.inspector.Comparison;
import org.ctsr.app.inspector.InspectorViewModel;
import org.jspecify.annotations.Nullable;

/** The menus, with the keys that do the same. */
final class StudioMenuBar extends MenuBar {
  private static final Messages TEXTS = Messages.of(StudioMenuBar.class);

  private final Commands commands;

  /**
   * @param recent paths of files opened lately
   */
  StudioMenuBar(
      Commands commands,
      WindowState window,
      InspectorViewModel<?> inspector,
      ObservableList<String> recent) {
    this.commands = commands;
    setUseSystemMenuBar(true);
    getMenus()
        .addAll(
            file(window, recent),
            edit(inspector),
            view(window, inspector),
            realness(window, inspector),
            models(),
            help());
  }

  private Menu file(WindowState window, ObservableList<String> recent) {
    ObservableBooleanValue open = window.photoOpenProperty();
    ObservableBooleanValue listed = window.photosListedProperty();
    Menu recentMenu = new Menu(TEXTS.get("file.recent"));
    Runnable fill = () -> fillRecent(recentMenu, recent);
    recent.addListener((ListChangeListener<String>) change -> fill.run());
    fill.run();
    return menu(
        "file",
        item("file.open", "Shortcut+O", commands::open),
        item("file.folder", "Shortcut+Shift+O", commands::openFolder),
        recentMenu,
        item("file.sample", null, commands::openSample),
        new SeparatorMenuItem(),
        when(open, item("file.export", "Shortcut+E", commands::export)),
        item("file.batch", "Shortcut+Shift+E", commands::batch),
        new SeparatorMenuItem(),
        when(listed, item("file.close", "Shortcut+W", commands::closePhoto)),
        when(listed, item("file.closeAll", "Shortcut+Shift+W", commands::closeAllPhotos)),
        new SeparatorMenuItem(),
        item("file.quit", "Shortcut+Q", commands::quit));
  }

  private void fillRecent(Menu menu, List<String> recent) {
    menu.getItems().clear();
    List<String> names = RecentNames.of(recent);
    for (int i = 0; i < names.size(); i++) {
      String path = recent.get(i);
      MenuItem item = new MenuItem(names.get(i));
      item.setMnemonicParsing(false);
      item.setOnAction(event -> commands.openRecent(Path.of(path)));
      menu.getItems().add(item);
    }
    menu.setDisable(recent.isEmpty());
    menu.getItems()
        .addAll(new SeparatorMenuItem(), item("file.recent.clear", null, commands::clearRecent));
  }

  private Menu edit(InspectorViewModel<?> inspector) {
    return menu(
        "edit",
        when(inspector.brush().undoableProperty(), item("edit.undo", "Shortcut+Z", commands::undo)),
        when(
            inspector.brush().redoableProperty(),
            item("edit.redo", "Shortcut+Shift+Z", commands::redo)),
        new SeparatorMenuItem(),
        item("edit.paste", "Shortcut+V", commands::paste),
        new SeparatorMenuItem(),
        item("edit.settings", "Shortcut+Comma", commands::settings));
  }

  private Menu view(WindowState window, InspectorViewModel<?> inspector) {
    ObservableBooleanValue open = window.photoOpenProperty();
    ToggleGroup group = new ToggleGroup();
    return menu(
        "view",
        when(open, item("view.fit", "Shortcut+0", commands::zoomFit)),
        when(open, item("view.actual", "Shortcut+1", commands::zoomActual)),
        when(open, item("view.in", "Shortcut+Plus", commands::zoomIn)),
        when(open, item("view.out", "Shortcut+Minus", commands::zoomOut)),
        new SeparatorMenuItem(),
        comparison("view.result", "R", Comparison.NONE, inspector, group),
        comparison("view.split", "S", Comparison.SPLIT, inspector, group),
        comparison("view.side", "D", Comparison.SIDE_BY_SIDE, inspector, group),
        new SeparatorMenuItem(),
        when(
            inspector.hasRealnessProperty(),
            check("view.invented", "I", inspector.overlayProperty())),
        check("view.nearest", null, inspector.nearestProperty()),
        new SeparatorMenuItem(),
        check("view.inspector", "F4", window.inspectorProperty()),
        check("view.filmstrip", "F5", window.filmstripProperty()),
        check("view.fullscreen", "F11", window.fullScreenProperty()));
  }

  private Menu realness(WindowState window, InspectorViewModel<?> inspector) {
    ObservableBooleanValue open = window.photoOpenProperty();
    ObservableBooleanValue changes = Bindings.and(open, inspector.hasRealnessProperty());
    double step = InspectorViewModel.STEP;
    double fine = InspectorViewModel.FINE_STEP;
    return menu(
        "realness",
        when(changes, item("realness.more", "Shortcut+]", () -> inspector.stepRealness(step))),
        when(changes, item("realness.less", "Shortcut+[", () -> inspector.stepRealness(-step))),
        when(
            changes,
            item("realness.more.fine", "Shortcut+Shift+]", () -> inspector.stepRealness(fine))),
        when(
            changes,
            item("realness.less.fine", "Shortcut+Shift+[", () -> inspector.stepRealness(-fine))),
        when(changes, item("realness.reset", null, inspector::resetRealness)),
        new SeparatorMenuItem(),
        when(changes, check("realness.brush", "B", inspector.brush().activeProperty())),
        new SeparatorMenuItem(),
        when(open, item("realness.pin", "P", () -> inspector.variants().pin())),
        when(open, item("realness.flip", "X", () -> inspector.variants().flip())));
  }

  private Menu models() {
    return menu(
        "models",
        item("models.manage", "Shortcut+Shift+M", commands::models),
        item("models.train", "Shortcut+Shift+T", commands::train));
  }

  private Menu help() {
    return menu(
        "help",
        item("help.shortcuts", "F1", commands::shortcuts),
        item("help.gpu", null, commands::gpu),
        item("help.logs", null, commands::showLogs),
        new SeparatorMenuItem(),
        item("help.about", null, commands::about));
  }

  private static Menu menu(String key, MenuItem... items) {
    Menu menu = new Menu(TEXTS.get("menu." + key));
    menu.setId("menu-" + key);
    menu.getItems().addAll(items);
    return menu;
  }

  private static MenuItem item(String key, @Nullable String keys, Runnable action) {
    MenuItem item = new MenuItem(TEXTS.get(key));
    item.setId(key.replace('.', '-'));
    if (keys != null) {
      item.setAccelerator(KeyCombination.valueOf(keys));
    }
    item.setOnAction(event -> action.run());
    return item;
  }

  private static MenuItem check(String key, @Nullable String keys, BooleanProperty value) {
    CheckMenuItem item = new CheckMenuItem(TEXTS.get(key));
    item.setId(key.replace('.', '-'));
    if (keys != null) {
      item.setAccelerator(KeyCombination.valueOf(keys));
    }
    item.selectedProperty().bindBidirectional(value);
    return item;
  }

  private static MenuItem comparison(
      String key,
      String keys,
      Comparison mode,
      InspectorViewModel<?> inspector,
      ToggleGroup group) {
    RadioMenuItem item = new RadioMenuItem(TEXTS.get(key));
    item.setToggleGroup(group);
    item.setAccelerator(KeyCombination.valueOf(keys));
    item.setOnAction(event -> inspector.comparisonProperty().set(mode));
    inspector.comparisonProperty().subscribe(now -> item.setSelected(now == mode));
    return item;
  }

  private static MenuItem when(ObservableBooleanValue enabled, MenuItem item) {
    item.disableProperty().bind(Bindings.not(enabled));
    return item;
  }
}
