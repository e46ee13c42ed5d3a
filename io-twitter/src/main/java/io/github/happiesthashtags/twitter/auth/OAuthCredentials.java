package io.github.happiesthashtags.twitter.auth;

/** The four parts of OAuth 1.0a credentials. Print as asterisks and cannot be serialised. */
public final class OAuthCredentials {
  private final String consumerKey;
  private final String consumerSecret;
  private final String accessToken;
  private final String accessTokenSecret;

  OAuthCredentials(
      String consumerKey, String consumerSecret, String accessToken, String accessTokenSecret) {
    this.consumerKey = consumerKey;
    this.consumerSecret = consumerSecret;
    this.accessToken = accessToken;
    this.accessTokenSecret = accessTokenSecret;
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
