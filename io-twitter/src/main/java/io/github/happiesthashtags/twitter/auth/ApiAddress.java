package io.github.happiesthashtags.twitter.auth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** The check of addresses to which credentials are sent. */
public final class ApiAddress {
  private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");

  /** The port that {@link URI} returns if the address has none. */
  private static final int NO_PORT = -1;

  private static final int MAX_PORT = 65_535;

  private ApiAddress() {}

  /**
   * Checks that a URL has no query, and that it is https or stays on this machine.
   *
   * @param what the name of the address, such as {@code the API's address}
   * @param secret the secret that is sent there, with a verb, such as {@code the token goes}
   * @param example a valid address
   * @throws IllegalArgumentException if the URL is refused; the message says what to give instead
   */
  public static void check(String what, String secret, String url, String example) {
    URI uri = parse(what, url, example);
    if (!"https".equals(uri.getScheme()) && !isLoopback(uri.getHost())) {
      throw new IllegalArgumentException(what + " is " + url + ": " + secret + " over https only");
    }
  }

  private static URI parse(String what, String url, String example) {
    if (url.contains("@")) {
      // The message does not show the URL, because it may contain a password.
      throw new IllegalArgumentException(
          what + " has a user in it: it takes a URL such as " + example);
    }
    try {
      URI uri = new URI(url);
      boolean isHttp = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (isHttp && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
        checkPort(what, url, uri.getPort());
        return uri;
      }
    } catch (URISyntaxException e) {
      // Reported below.
    }
    throw new IllegalArgumentException(what + " is " + url + ": it takes a URL such as " + example);
  }

  private static void checkPort(String what, String url, int port) {
    if (port != NO_PORT && (port < 1 || port > MAX_PORT)) {
      throw new IllegalArgumentException(
          what + " is " + url + ": it takes a port from 1 to " + MAX_PORT);
    }
  }

  /**
   * Returns whether the host is this machine, by its name alone: a look-up could block on a slow
   * name server.
   */
  public static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || LOOPBACK.matcher(host).matches();
  }
}
