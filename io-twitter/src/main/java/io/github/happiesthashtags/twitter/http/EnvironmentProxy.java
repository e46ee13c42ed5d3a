package io.github.happiesthashtags.twitter.http;

import io.github.happiesthashtags.twitter.auth.ApiAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The proxy that {@code https_proxy}, {@code http_proxy} and {@code no_proxy} name. */
final class EnvironmentProxy {
  private static final String TAKES =
      "it takes a proxy's address such as http://proxy.example:8080";

  /** The port of a proxy's address without one, as in curl. */
  private static final int DEFAULT_PORT = 1080;

  private static final int MAX_PORT = 65_535;

  private final Map<String, String> environment;

  EnvironmentProxy(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Returns the proxy for an address, not yet looked up; null if the address is reached directly.
   *
   * @throws InvalidRequestException if the variable names no usable proxy
   */
  @Nullable InetSocketAddress find(URI uri) throws InvalidRequestException {
    String variable = variable(uri.getScheme() + "_proxy");
    if (variable == null || ApiAddress.isLoopback(uri.getHost()) || isExempt(uri)) {
      return null;
    }
    return address(variable);
  }

  /** Returns whether the variable for this address contains a user. */
  boolean hasUser(URI uri) {
    String variable = variable(uri.getScheme() + "_proxy");
    return variable != null && value(variable).contains("@");
  }

  /** Returns the name of the variable that is set, or null; lower case comes first, as in curl. */
  @Nullable String variable(String name) {
    for (String candidate : new String[] {name, name.toUpperCase(Locale.ROOT)}) {
      if (!value(candidate).isEmpty()) {
        return candidate;
      }
    }
    return null;
  }

  private String value(String variable) {
    return environment.getOrDefault(variable, "").strip();
  }

  private InetSocketAddress address(String variable) throws InvalidRequestException {
    String value = value(variable);
    int user = value.lastIndexOf('@');
    String shown = user < 0 ? value : "****" + value.substring(user);
    String scheme = value.contains("://") ? value.substring(0, value.indexOf("://")) : "http";
    String rest =
        user < 0
            ? value.substring(value.indexOf("://") < 0 ? 0 : scheme.length() + 3)
            : value.substring(user + 1);
    if (!scheme.equalsIgnoreCase("http")) {
      throw new InvalidRequestException(
          variable + " is " + shown + ": only proxies that speak plain http can be used; " + TAKES);
    }
    try {
      URI proxy = new URI("http://" + rest);
      int port = proxy.getPort() < 0 ? DEFAULT_PORT : proxy.getPort();
      if (proxy.getHost() != null && port > 0 && port <= MAX_PORT) {
        return InetSocketAddress.createUnresolved(proxy.getHost(), port);
      }
    } catch (URISyntaxException e) {
      // Reported below; the cause would show the value.
    }
    throw new InvalidRequestException(variable + " is " + shown + ": " + TAKES);
  }

  private boolean isExempt(URI uri) {
    String variable = variable("no_proxy");
    if (variable == null) {
      return false;
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    int port = uri.getPort() < 0 ? ("https".equals(uri.getScheme()) ? 443 : 80) : uri.getPort();
    for (String entry : value(variable).toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
      if (entry.equals("*") || matches(entry, host) || matches(entry, host + ':' + port)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether an entry of no_proxy covers a host: a name covers itself and its subdomains,
   * with or without a leading dot or *. in the entry.
   */
  private static boolean matches(String entry, String host) {
    String name = entry.replaceFirst("^\\*?\\.", "");
    return !name.isEmpty() && (host.equals(name) || host.endsWith('.' + name));
  }
}
