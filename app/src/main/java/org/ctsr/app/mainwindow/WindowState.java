package org.ctsr.app.mainwindow;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.ctsr.app.library.PhotoSearch;

/** What of the window is shown, and how the photo is shown in it. */
public final class WindowState {
  private final ObjectProperty<StageState> stage = new SimpleObjectProperty<>(StageState.WELCOME);
  private final BooleanProperty photoOpen = new SimpleBooleanProperty();
  private final BooleanProperty photosListed = new SimpleBooleanProperty();
  private final StringProperty problemName = new SimpleStringProperty("");
  private final StringProperty problem = new SimpleStringProperty("");
  private final BooleanProperty inspector = new SimpleBooleanProperty(true);
  private final BooleanProperty filmstrip = new SimpleBooleanProperty(true);
  private final BooleanProperty fullScreen = new SimpleBooleanProperty();
  private final DoubleProperty zoom = new SimpleDoubleProperty(1);
  private final ObservableList<PhotoSearch> searches = FXCollections.observableArrayList();
  private final BooleanProperty holdOriginal = new SimpleBooleanProperty();

  /** Follows what the middle shows. */
  public WindowState() {
    photoOpen.bind(stage.isEqualTo(StageState.PHOTO));
  }

  /** What the middle of the window shows. */
  public ObjectProperty<StageState> stageProperty() {
    return stage;
  }

  /** Name of the photo that cannot be shown. */
  public StringProperty problemNameProperty() {
    return problemName;
  }

  /** Why it cannot be shown. */
  public StringProperty problemProperty() {
    return problem;
  }

  /** Whether a photo is shown. */
  public ReadOnlyBooleanProperty photoOpenProperty() {
    return photoOpen;
  }

  /** Whether there are photos, be it one that cannot be shown. */
  public BooleanProperty photosListedProperty() {
    return photosListed;
  }

  /** Whether the inspector is shown. */
  public BooleanProperty inspectorProperty() {
    return inspector;
  }

  /** Whether the strip of photos is shown when there are several. */
  public BooleanProperty filmstripProperty() {
    return filmstrip;
  }

  /** Whether the window fills the screen without its frame. */
  public BooleanProperty fullScreenProperty() {
    return fullScreen;
  }

  /** Screen pixels for a pixel of the result. */
  public DoubleProperty zoomProperty() {
    return zoom;
  }

  /** Searches for photos that take long enough to be shown. */
  public ObservableList<PhotoSearch> searches() {
    return searches;
  }

  /** Whether the photo before enlargement is shown for the moment. */
  public BooleanProperty holdOriginalProperty() {
    return holdOriginal;
  }
}
