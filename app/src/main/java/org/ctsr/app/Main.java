package org.ctsr.app;

import javafx.application.Application;
import org.ctsr.app.fx.PulseRate;

/** Starts the desktop application; arguments are photos and folders to open. */
public final class Main {
  private Main() {}

  /** Starts the window and returns when it is closed. */
  public static void main(String[] args) {
    // Before the first class of DJL: without these it asks its server and reports its use.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    PulseRate.raise();
    LogFile.install(AppPaths.standard());
    Application.launch(StudioApplication.class, args);
  }
}
