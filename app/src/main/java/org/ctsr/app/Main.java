package org.ctsr.app;

import java.util.Optional;
import javafx.application.Application;
import org.ctsr.app.fx.PulseRate;
import org.ctsr.app.parts.BackgroundThreads;
import org.ctsr.app.settings.AppPaths;
import org.ctsr.app.start.DisplayProblem;
import org.ctsr.app.start.HeadStart;
import org.ctsr.app.start.LogFile;
import org.ctsr.app.theme.SystemAppearance;

/** Starts the desktop application; arguments are photos and folders to open. */
public final class Main {
  private Main() {}

  /** Starts the window and returns when it is closed; exit code 1 if there can be none. */
  public static void main(String[] args) {
    // Before the first class of DJL: without these it asks its server and reports its use.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    PulseRate.raise();
    AppPaths paths = AppPaths.standard();
    StudioApplication.use(
        HeadStart.begin(
            paths,
            args.length > 0,
            SystemAppearance::isDark,
            task -> BackgroundThreads.start("ctsr-head-start", task)));
    LogFile.install(paths);
    try {
      Application.launch(StudioApplication.class, args);
    } catch (RuntimeException | LinkageError e) {
      Optional<String> reason = DisplayProblem.explain(e, System.getenv("DISPLAY"));
      if (reason.isEmpty()) {
        throw e;
      }
      System.err.println("ctsr-studio: " + reason.get());
      System.exit(1);
    }
  }
}
