package io.github.happiesthashtags.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;

/** Files of credentials. A file that is missing is written, for its owner alone. */
final class CredentialFiles {
  private static final String CONSUMER_KEY = "oauth.consumerKey";
  private static final String CONSUMER_SECRET = "oauth.consumerSecret";
  private static final String ACCESS_TOKEN = "oauth.accessToken";
  private static final String ACCESS_TOKEN_SECRET = "oauth.accessTokenSecret";

  private CredentialFiles() {}

  /** The credentials of v1.1, in the format of {@code twitter4j.properties}. */
  record OAuth(
      String consumerKey, String consumerSecret, String accessToken, String accessTokenSecret) {}

  /**
   * Returns the bearer token in the file.
   *
   * @throws IllegalArgumentException with a message for the user if the file cannot be used
   */
  static String token(String option, Path file) {
    return content(option, file, Secrets.random() + System.lineSeparator()).strip();
  }

  /**
   * Returns the OAuth credentials in the file.
   *
   * @throws IllegalArgumentException with a message for the user if the file cannot be used
   */
  static OAuth oauth(String option, Path file) {
    StringBuilder made = new StringBuilder();
    String[] keys = {CONSUMER_KEY, CONSUMER_SECRET, ACCESS_TOKEN, ACCESS_TOKEN_SECRET};
    for (String key : keys) {
      made.append(key).append('=').append(Secrets.random()).append(System.lineSeparator());
    }
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(content(option, file, made.toString())));
    } catch (IOException e) {
      throw unusable(option, file, e);
    }
    for (String key : keys) {
      if (properties.getProperty(key, "").isBlank()) {
        throw new IllegalArgumentException("%s is '%s': it has no %s".formatted(option, file, key));
      }
    }
    return new OAuth(
        properties.getProperty(CONSUMER_KEY),
        properties.getProperty(CONSUMER_SECRET),
        properties.getProperty(ACCESS_TOKEN),
        properties.getProperty(ACCESS_TOKEN_SECRET));
  }

  private static String content(String option, Path file, String ifMissing) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new IOException("it is a folder, pipe or device");
      }
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, ifMissing, UTF_8);
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw unusable(option, file, e);
    }
  }

  private static IllegalArgumentException unusable(String option, Path file, IOException e) {
    return new IllegalArgumentException(
        "%s is '%s': give a file that can be read or made (%s)"
            .formatted(option, file, e.getMessage()),
        e);
  }
}
