package io.github.happiesthashtags.twitter.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The {@code User-Agent} of every request. X asks for one that names the client's version. */
public final class UserAgent {
  /** The header's name. */
  public static final String HEADER = "User-Agent";

  /** The header's value, such as {@code happiest-hashtags/0.2.0}. */
  public static final String VALUE = "happiest-hashtags/" + version();

  private UserAgent() {}

  private static String version() {
    Properties build = new Properties();
    // The build writes the file. A jar's manifest would not survive shading.
    try (InputStream file = UserAgent.class.getResourceAsStream("version.properties")) {
      if (file != null) {
        build.load(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the file with the version cannot be read", e);
    }
    return build.getProperty("version", "unknown");
  }
}
