package org.ctsr.engine.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version Maven built, also outside a jar, where there is no manifest to ask. */
public final class Version implements IVersionProvider {
  private static final String RESOURCE = "version.properties";

  /** For picocli. */
  public Version() {}

  /**
   * Such as "0.1.0".
   *
   * @throws IllegalStateException if the build left the version out
   */
  public static String current() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = properties.getProperty("version");
    if (version == null) {
      throw new IllegalStateException("The build left out " + RESOURCE);
    }
    return version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"ctsr " + current()};
  }
}
