package org.ctsr.app.settings;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ctsr.app.theme.Appearance;
import org.jspecify.annotations.Nullable;

/**
 * What the program remembers between starts. Values out of range become the default.
 *
 * @param appearance light, dark or as the system
 * @param cachePercent share of the machine's memory for enlarged tiles, 5 to 60
 * @param device {@code auto}, {@code cpu} or {@code cuda:N}
 * @param threads threads for the networks, 0 for all processors
 * @param model name of the last model used; null before the first
 * @param window where the window was; null before the first start
 * @param inspectorShown whether the panel beside the photo is shown
 * @param filmstripShown whether the strip of thumbnails is shown
 * @param recent files opened lately, newest first
 * @param openFolder folder of the last opened file
 * @param exportFolder folder of the last export; null for beside the photo
 * @param export how it was exported
 * @param sideWindows where the windows beside the main one were, by their names
 * @param view how photos were compared and painted on
 * @param folders where something was chosen last, by what for
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Settings(
    Appearance appearance,
    int cachePercent,
    String device,
    int threads,
    @Nullable String model,
    @Nullable WindowPlacement window,
    boolean inspectorShown,
    boolean filmstripShown,
    List<String> recent,
    @Nullable String openFolder,
    @Nullable String exportFolder,
    ExportChoice export,
    Map<String, WindowPlacement> sideWindows,
    ViewChoice view,
    Map<String, String> folders) {
  /** Files kept in the list of recent ones. */
  public static final int RECENT = 12;

  /** What a first start uses. */
  public static final Settings DEFAULT =
      new Settings(
          Appearance.SYSTEM,
          25,
          "auto",
          0,
          null,
          null,
          true,
          true,
          List.of(),
          null,
          null,
          ExportChoice.DEFAULT,
          Map.of(),
          ViewChoice.DEFAULT,
          Map.of());

  /** Replaces what a file of an older version, or an edited one, lacks. */
  @SuppressWarnings({"ConstantValue", "NullAway"}) // Jackson passes null for absent values.
  public Settings {
    appearance = appearance == null ? Appearance.SYSTEM : appearance;
    cachePercent = cachePercent < 5 || cachePercent > 60 ? 25 : cachePercent;
    device = device == null ? "auto" : device;
    threads = threads < 0 || threads > 256 ? 0 : threads;
    recent = recent == null ? List.of() : List.copyOf(recent);
    export = export == null ? ExportChoice.DEFAULT : export;
    sideWindows = sideWindows == null ? Map.of() : Map.copyOf(sideWindows);
    view = view == null ? ViewChoice.DEFAULT : view;
    folders = folders == null ? Map.of() : Map.copyOf(folders);
  }

  /** Bytes for enlarged tiles on a machine with {@code heap} bytes of Java memory. */
  public static long cacheBytes(int percent, long heap) {
    return heap / 100 * percent;
  }

  /** With another look. */
  public Settings withAppearance(Appearance value) {
    return with(next -> next.appearance = value);
  }

  /** With other limits of what computing may take. */
  public Settings withComputing(int newCachePercent, String newDevice, int newThreads) {
    return with(
        next -> {
          next.cachePercent = newCachePercent;
          next.device = newDevice;
          next.threads = newThreads;
        });
  }

  /** With the model used last. */
  public Settings withModel(String value) {
    return with(next -> next.model = value);
  }

  /** With the window as it is now. */
  public Settings withWindow(
      @Nullable WindowPlacement placement, boolean inspector, boolean filmstrip) {
    return with(
        next -> {
          next.window = placement;
          next.inspectorShown = inspector;
          next.filmstripShown = filmstrip;
        });
  }

  /** With a file that was opened just now. */
  public Settings withOpened(Path file) {
    Path absolute = file.toAbsolutePath();
    List<String> files = new ArrayList<>(recent);
    files.remove(absolute.toString());
    files.add(0, absolute.toString());
    Path folder = absolute.getParent();
    return withRecent(
        files.subList(0, Math.min(RECENT, files.size())),
        folder == null ? openFolder : folder.toString());
  }

  /** With other recent files. */
  public Settings withRecent(List<String> files, @Nullable String folder) {
    return with(
        next -> {
          next.recent = files;
          next.openFolder = folder;
        });
  }

  /** With how and where the last photo was exported. */
  public Settings withExport(ExportChoice choice, @Nullable String folder) {
    return with(
        next -> {
          next.export = choice;
          next.exportFolder = folder;
        });
  }

  /** With where a window beside the main one is. */
  public Settings withSideWindow(String name, WindowPlacement placement) {
    Map<String, WindowPlacement> windows = new HashMap<>(sideWindows);
    windows.put(name, placement);
    return with(next -> next.sideWindows = windows);
  }

  /** With how photos are compared and painted on. */
  public Settings withView(ViewChoice choice) {
    return with(next -> next.view = choice);
  }

  /** Where something was chosen last for a purpose; before, where a photo was opened last. */
  public @Nullable String folder(String purpose) {
    return folders.containsKey(purpose) ? folders.get(purpose) : openFolder;
  }

  /** With where something was chosen just now. */
  public Settings withFolder(String purpose, String folder) {
    Map<String, String> used = new HashMap<>(folders);
    used.put(purpose, folder);
    return with(next -> next.folders = used);
  }

  private Settings with(Consumer<Draft> change) {
    Draft next = new Draft(this);
    change.accept(next);
    return next.settings();
  }

  /** The next settings while they are put together, so that a copy names only what it changes. */
  private static final class Draft {
    Appearance appearance;
    int cachePercent;
    String device;
    int threads;
    @Nullable String model;
    @Nullable WindowPlacement window;
    boolean inspectorShown;
    boolean filmstripShown;
    List<String> recent;
    @Nullable String openFolder;
    @Nullable String exportFolder;
    ExportChoice export;
    Map<String, WindowPlacement> sideWindows;
    ViewChoice view;
    Map<String, String> folders;

    Draft(Settings from) {
      appearance = from.appearance;
      cachePercent = from.cachePercent;
      device = from.device;
      threads = from.threads;
      model = from.model;
      window = from.window;
      inspectorShown = from.inspectorShown;
      filmstripShown = from.filmstripShown;
      recent = from.recent;
      openFolder = from.openFolder;
      exportFolder = from.exportFolder;
      export = from.export;
      sideWindows = from.sideWindows;
      view = from.view;
      folders = from.folders;
    }

    Settings settings() {
      return new Settings(
          appearance,
          cachePercent,
          device,
          threads,
          model,
          window,
          inspectorShown,
          filmstripShown,
          recent,
          openFolder,
          exportFolder,
          export,
          sideWindows,
          view,
          folders);
    }
  }
}
