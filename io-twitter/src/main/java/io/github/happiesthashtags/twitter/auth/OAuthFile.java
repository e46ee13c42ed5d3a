package io.github.happiesthashtags.twitter.auth;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;

/** A file of OAuth 1.0a credentials in the format of {@code twitter4j.properties}. */
public final class OAuthFile {
  /** Four credentials of about 50 characters and some comments; more is a mix-up. */
  private static final int MAX_BYTES = 65_536;

  /** Printable ASCII without quotes, which Java properties would keep in the value. */
  private static final Pattern SHAPE = Pattern.compile("[!-~&&[^\"']]+");

  private static final String KEYS =
      "oauth.consumerKey, oauth.consumerSecret, oauth.accessToken and oauth.accessTokenSecret";

  private OAuthFile() {}

  /**
   * Reads the credentials; ignores other keys.
   *
   * @throws CredentialsException if the file holds no usable credentials; the message says what to
   *     do and never shows the content
   */
  public static OAuthCredentials read(Path file) throws CredentialsException {
    String content =
        SecretFile.read(
            file,
            false,
            "save there " + KEYS + ", each with = and its value on a line of its own",
            MAX_BYTES,
            "larger than any credentials: give the file that holds them alone");
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(content));
    } catch (IOException | IllegalArgumentException e) {
      // No cause is attached, because it may quote the content.
      throw new CredentialsException(
          file + " is not a Java properties file: it takes " + KEYS + ", one a line");
    }
    return new OAuthCredentials(
        value(file, properties, "oauth.consumerKey"),
        value(file, properties, "oauth.consumerSecret"),
        value(file, properties, "oauth.accessToken"),
        value(file, properties, "oauth.accessTokenSecret"));
  }

  private static String value(Path file, Properties properties, String key)
      throws CredentialsException {
    String value = properties.getProperty(key, "").strip();
    if (value.isEmpty()) {
      throw new CredentialsException(file + " has no " + key + ": it takes " + KEYS);
    }
    if (!SHAPE.matcher(value).matches()) {
      throw new CredentialsException(
          file
              + ": the "
              + key
              + " has characters that no credential has, such as a space or a quote");
    }
    return value;
  }
}
