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

  /** The port that curl takes as well. */
  private static final int DEFAULT_PORT = 1080;

  private static final int MAX_PORT = 65_535;

  private final Map<String, String> environment;

  EnvironmentProxy(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Returns the proxy for an address, not yet looked up; null if it is reached directly.
   *
   * @throws InvalidRequestException if the variable names no proxy that can be used
   */
  @Nullable InetSocketAddress find(URI uri) throws InvalidRequestException {
    String variable = variable(uri.getScheme() + "_proxy");
    if (variable == null || ApiAddress.isLoopback(uri.getHost()) || isExempt(uri)) {
      return null;
    }
    return address(variable);
  }

  /** Whether the variable for this address has a user in it. */
  boolean hasUser(URI uri) {
    String variable = variable(uri.getScheme() + "_proxy");
    return variable != null && value(variable).contains("@");
  }

  /** Returns the name of the variable that is set: in lower case first, as curl does. */
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
      // Answered below; the cause would show the value.
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

  /** A name stands for itself and what ends with it after a dot; a leading dot or *. says that. */
  private static boolean matches(String entry, String host) {
    String name = entry.replaceFirst("^\\*?\\.", "");
    return !name.isEmpty() && (host.equals(name) || host.endsWith('.' + name));
  }
}
