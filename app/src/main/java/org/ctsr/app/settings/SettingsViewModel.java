package org.ctsr.app.settings;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.ctsr.app.fx.Sizes;
import org.ctsr.app.theme.Appearance;

/** The settings while they are being edited. Used on the FX thread. */
public final class SettingsViewModel {
  private final SettingsStore store;
  private final long heap;
  private final ObjectProperty<Appearance> appearance = new SimpleObjectProperty<>();
  private final IntegerProperty cachePercent = new SimpleIntegerProperty();
  private final StringProperty device = new SimpleStringProperty();
  private final IntegerProperty threads = new SimpleIntegerProperty();

  /**
   * @param heap bytes of memory Java may use
   */
  public SettingsViewModel(SettingsStore store, long heap) {
    this.store = store;
    this.heap = heap;
    Settings settings = store.get();
    appearance.set(settings.appearance());
    cachePercent.set(settings.cachePercent());
    device.set(settings.device());
    threads.set(settings.threads());
  }

  /** Light, dark or as the system. */
  public ObjectProperty<Appearance> appearanceProperty() {
    return appearance;
  }

  /** Share of memory for enlarged tiles, 5 to 60 percent. */
  public IntegerProperty cachePercentProperty() {
    return cachePercent;
  }

  /** {@code auto}, {@code cpu} or {@code cuda:N}. */
  public StringProperty deviceProperty() {
    return device;
  }

  /** Threads for the networks, 0 for all processors. */
  public IntegerProperty threadsProperty() {
    return threads;
  }

  /** Devices to choose from: the usual ones, and what an edited file names. */
  public List<String> devices() {
    List<String> names = new ArrayList<>(List.of("auto", "cpu", "cuda"));
    if (!names.contains(device.get())) {
      names.add(device.get());
    }
    return names;
  }

  /** A share of memory in bytes. */
  public String cacheSize(double percent) {
    return Sizes.bytes(Settings.cacheBytes((int) Math.round(percent), heap));
  }

  /** Saves. */
  public void save() {
    store.update(
        settings ->
            settings
                .withAppearance(appearance.get())
                .withComputing(cachePercent.get(), device.get(), threads.get()));
  }
}
