package io.github.happiesthashtags.twitter.auth;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;

/** The four parts of OAuth 1.0a credentials. Print as asterisks and cannot be serialised. */
public final class OAuthCredentials {
  /** Four credentials of about 50 characters and some comments; more is a mix-up. */
  private static final int MAX_FILE_BYTES = 65_536;

  /** Printable ASCII without quotes, which Java properties would keep in the value. */
  private static final Pattern SHAPE = Pattern.compile("[!-~&&[^\"']]+");

  private static final String KEYS =
      "oauth.consumerKey, oauth.consumerSecret, oauth.accessToken and oauth.accessTokenSecret";

  private final String consumerKey;
  private final String consumerSecret;
  private final String accessToken;
  private final String accessTokenSecret;

  private OAuthCredentials(
      String consumerKey, String consumerSecret, String accessToken, String accessTokenSecret) {
    this.consumerKey = consumerKey;
    this.consumerSecret = consumerSecret;
    this.accessToken = accessToken;
    this.accessTokenSecret = accessTokenSecret;
  }

  /**
   * Reads the credentials from a file in the format of {@code twitter4j.properties}; ignores other
   * keys.
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
            MAX_FILE_BYTES,
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

  /** Returns the key that names the app. */
  public String consumerKey() {
    return consumerKey;
  }

  /** Returns the secret that proves that a request is the app's. */
  public String consumerSecret() {
    return consumerSecret;
  }

  /** Returns the token that names the account that the app acts for. */
  public String accessToken() {
    return accessToken;
  }

  /** Returns the secret that proves that the app may act for the account. */
  public String accessTokenSecret() {
    return accessTokenSecret;
  }

  @Override
  public String toString() {
    return "OAuth ****";
  }
}
