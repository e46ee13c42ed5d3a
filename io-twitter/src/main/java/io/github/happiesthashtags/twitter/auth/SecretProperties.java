package io.github.happiesthashtags.twitter.auth;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** A file of Java properties, some of which are secrets. */
public final class SecretProperties {
  /** Certificates and keys in PEM form take a few thousand bytes each. */
  private static final int MAX_BYTES = 1 << 18;

  private SecretProperties() {}

  /**
   * Reads the properties.
   *
   * @throws CredentialsException if the file cannot be used; the message says what to do and never
   *     shows the content
   */
  public static Map<String, String> read(Path file) throws CredentialsException {
    String content =
        SecretFile.read(
            file,
            false,
            "save the properties there, each with = and its value on a line of its own",
            MAX_BYTES,
            "larger than any properties: give the file that holds them alone");
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(content));
    } catch (IOException | IllegalArgumentException e) {
      // No cause is attached, because it may quote the content.
      throw new CredentialsException(file + " is not a Java properties file: it has a bad escape");
    }
    Map<String, String> all = new TreeMap<>();
    properties.stringPropertyNames().forEach(name -> all.put(name, properties.getProperty(name)));
    return all;
  }
}
