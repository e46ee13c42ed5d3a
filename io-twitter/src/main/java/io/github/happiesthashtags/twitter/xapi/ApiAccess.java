package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.auth.ApiAddress;
import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.http.Proxies;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the API is, and the files of credentials that requests need. It holds no credentials.
 *
 * @param url the API's address
 * @param tokenFile the file of the bearer token; null if none was given yet
 * @param sharedTokenFile whether other users of the machine may read that file
 * @param proxyCredentialsFile the file of the proxy's user and password; null for none
 */
record ApiAccess(
    String url,
    @Nullable String tokenFile,
    boolean sharedTokenFile,
    @Nullable String proxyCredentialsFile)
    implements Serializable {
  /** The address of X's own API. */
  private static final String X_URL = "https://api.x.com";

  /** The names of X's own API; the older one works too. */
  private static final Set<String> X_HOSTS = Set.of("api.x.com", "api.twitter.com");

  static final ApiAccess DEFAULT = new ApiAccess(X_URL, null, false, null);

  ApiAccess withUrl(String url) {
    return new ApiAccess(url, tokenFile, sharedTokenFile, proxyCredentialsFile);
  }

  ApiAccess withTokenFile(String path) {
    return new ApiAccess(url, path, sharedTokenFile, proxyCredentialsFile);
  }

  ApiAccess withSharedTokenFile() {
    return new ApiAccess(url, tokenFile, true, proxyCredentialsFile);
  }

  ApiAccess withProxyCredentialsFile(String path) {
    return new ApiAccess(url, tokenFile, sharedTokenFile, path);
  }

  /** Returns whether the address is X's own. */
  boolean isX() {
    String host = URI.create(url).getHost();
    return host != null && X_HOSTS.contains(host.toLowerCase(Locale.ROOT));
  }

  /**
   * Checks the settings without connecting or reading a file.
   *
   * @throws IllegalArgumentException if one is missing or invalid; the message says what to do
   */
  void check() {
    knownTokenFile();
    ApiAddress.check("the API's address", "the token goes", url, X_URL);
  }

  private String knownTokenFile() {
    if (tokenFile == null) {
      throw new IllegalArgumentException(
          "there is no token to read X with: call withBearerTokenFile");
    }
    return tokenFile;
  }

  /** Reads the token, as every request does. */
  BearerToken readToken() throws CredentialsException {
    return BearerToken.read(Path.of(knownTokenFile()), sharedTokenFile);
  }

  Proxies proxies() {
    return Proxies.of(proxyCredentialsFile);
  }

  /** Returns a client of the API's short calls, which the caller closes. */
  XApiCalls calls() {
    return new XApiCalls(URI.create(url), this::readToken, proxies());
  }
}
