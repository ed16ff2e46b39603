package org.ctsr.app.batch;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.ctsr.app.fx.Messages;
import org.ctsr.engine.image.ConflictPolicy;
import org.jspecify.annotations.Nullable;

/** The settings of a batch while they are chosen. Used on the FX thread. */
public final class BatchSettingsModel {
  private static final Messages TEXTS = Messages.of(BatchSettingsModel.class);

  private final DoubleProperty realness = new SimpleDoubleProperty();
  private final DoubleProperty scale = new SimpleDoubleProperty();
  private final ObjectProperty<BatchFormat> format = new SimpleObjectProperty<>();
  private final IntegerProperty quality = new SimpleIntegerProperty();
  private final BooleanProperty smallerColors = new SimpleBooleanProperty();
  private final BooleanProperty progressive = new SimpleBooleanProperty();
  private final BooleanProperty deep = new SimpleBooleanProperty();
  private final BooleanProperty srgb = new SimpleBooleanProperty();
  private final BooleanProperty beside = new SimpleBooleanProperty();
  private final StringProperty folder = new SimpleStringProperty();
  private final StringProperty name = new SimpleStringProperty();
  private final ObjectProperty<ConflictPolicy> conflicts = new SimpleObjectProperty<>();

  BatchSettingsModel() {
    set(BatchSettings.DEFAULT);
  }

  /** Calls {@code listener} now and after every change. */
  void subscribe(Runnable listener) {
    for (ObservableValue<?> setting :
        List.<ObservableValue<?>>of(
            realness,
            scale,
            format,
            quality,
            smallerColors,
            progressive,
            deep,
            srgb,
            beside,
            folder,
            name,
            conflicts)) {
      setting.subscribe(now -> listener.run());
    }
  }

  void set(BatchSettings settings) {
    realness.set(settings.realness());
    scale.set(settings.scale());
    format.set(settings.format());
    quality.set(settings.quality());
    smallerColors.set(settings.smallerColors());
    progressive.set(settings.progressive());
    deep.set(settings.deep());
    srgb.set(settings.srgb());
    beside.set(settings.folder() == null);
    folder.set(settings.folder() == null ? "" : settings.folder());
    name.set(settings.name());
    conflicts.set(settings.conflicts());
  }

  BatchSettings get() {
    return new BatchSettings(
        realness.get(),
        scale.get(),
        format.get(),
        quality.get(),
        smallerColors.get(),
        progressive.get(),
        deep.get(),
        srgb.get(),
        beside.get() ? null : folder.get(),
        name.get(),
        conflicts.get());
  }

  /** What keeps a batch with these settings from being started; empty if nothing does. */
  String problem(@Nullable BatchModel model) {
    if (model == null) {
      return TEXTS.get("problem.model");
    }
    if (!(scale.get() >= 1 && scale.get() <= model.scale())) {
      return TEXTS.get("problem.scale", model.scale());
    }
    if (!beside.get() && folder.get().isBlank()) {
      return TEXTS.get("problem.folder");
    }
    if (!name.get().contains("{name}")) {
      return TEXTS.get("problem.name");
    }
    if (conflicts.get() == ConflictPolicy.OVERWRITE && name.get().strip().equals("{name}")) {
      return TEXTS.get("problem.original");
    }
    try {
      get().forEngine(Path.of("photo.png"), OwnSettings.NONE);
      return "";
    } catch (InvalidPathException e) {
      return TEXTS.get("problem.path", folder.get());
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** 0 to 1. */
  public DoubleProperty realnessProperty() {
    return realness;
  }

  /** Enlargement. */
  public DoubleProperty scaleProperty() {
    return scale;
  }

  /** Format of the results. */
  public ObjectProperty<BatchFormat> formatProperty() {
    return format;
  }

  /** JPEG quality, 1 to 100. */
  public IntegerProperty qualityProperty() {
    return quality;
  }

  /** Whether JPEG results have colours at half the width and height. */
  public BooleanProperty smallerColorsProperty() {
    return smallerColors;
  }

  /** Whether JPEG results can be shown early, coarse at first. */
  public BooleanProperty progressiveProperty() {
    return progressive;
  }

  /** Whether results have 16 bits a sample where their format can. */
  public BooleanProperty deepProperty() {
    return deep;
  }

  /** Whether colours are converted to sRGB. */
  public BooleanProperty srgbProperty() {
    return srgb;
  }

  /** Whether results go beside their photos. */
  public BooleanProperty besideProperty() {
    return beside;
  }

  /** Where they go otherwise. */
  public StringProperty folderProperty() {
    return folder;
  }

  /** Pattern of their names. */
  public StringProperty nameProperty() {
    return name;
  }

  /** What to do if a result exists. */
  public ObjectProperty<ConflictPolicy> conflictsProperty() {
    return conflicts;
  }
}
