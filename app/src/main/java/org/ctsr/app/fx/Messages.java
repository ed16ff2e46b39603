package org.ctsr.app.fx;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of one package, from its {@code messages.properties}. */
public final class Messages {
  private final ResourceBundle bundle;

  private Messages(ResourceBundle bundle) {
    this.bundle = bundle;
  }

  /** The texts of the package {@code owner} is in. */
  public static Messages of(Class<?> owner) {
    return new Messages(
        ResourceBundle.getBundle(
            owner.getPackageName() + ".messages", Locale.getDefault(), owner.getClassLoader()));
  }

  /** A text, or another one if the bundle has no such key. */
  public String getOr(String key, String otherwise) {
    return bundle.containsKey(key) ? bundle.getString(key) : otherwise;
  }

  /**
   * A text, with {@code {0}}, {@code {1}} ... replaced.
   *
   * @throws java.util.MissingResourceException if the bundle has no such key
   */
  public String get(String key, Object... values) {
    String text = bundle.getString(key);
    return values.length == 0 ? text : new MessageFormat(text, Locale.getDefault()).format(values);
  }
}
