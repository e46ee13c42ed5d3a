package io.github.happiesthashtags.twitter.auth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Where credentials may be sent. */
public final class ApiAddress {
  private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");

  /** {@link URI}'s port if the address has none. */
  private static final int NO_PORT = -1;

  private static final int MAX_PORT = 65_535;

  private ApiAddress() {}

  /**
   * Takes an https URL, or one that stays on this machine, without a query.
   *
   * @param what names the address, such as {@code the API's address}
   * @param secret what is sent there, with its verb, such as {@code the token goes}
   * @param example an address that would do
   * @throws IllegalArgumentException that says what was found and what it takes
   */
  public static void check(String what, String secret, String url, String example) {
    URI uri = parse(what, url, example);
    if (!"https".equals(uri.getScheme()) && !isLoopback(uri.getHost())) {
      throw new IllegalArgumentException(what + " is " + url + ": " + secret + " over https only");
    }
  }

  private static URI parse(String what, String url, String example) {
    if (url.contains("@")) {
      // Not shown: it may be a password.
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
      // Said below.
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
   * Whether the host is this machine. By the name alone: to look it up can take as long as a name
   * server likes.
   */
  public static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || LOOPBACK.matcher(host).matches();
  }
}
