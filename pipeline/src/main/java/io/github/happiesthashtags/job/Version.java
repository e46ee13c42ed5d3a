package io.github.happiesthashtags.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.apache.beam.sdk.util.ReleaseInfo;

/** The program's version, as the build wrote it beside this class. */
final class Version {
  private static final String FILE = "version.properties";

  private Version() {}

  /** Returns the name, the version and Beam's version. */
  static String line() {
    Properties build = new Properties();
    try (InputStream file = Version.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(
            FILE + " is missing beside " + Version.class + ": is the jar complete?");
      }
      build.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
    return "happiest-hashtags "
        + build.getProperty("version")
        + " (Apache Beam "
        + ReleaseInfo.getReleaseInfo().getSdkVersion()
        + ")";
  }
}
