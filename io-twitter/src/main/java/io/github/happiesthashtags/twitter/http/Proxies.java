package io.github.happiesthashtags.twitter.http;

import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.auth.ProxyCredentials;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The proxies of this process: finds the proxy for an address, and signs in to it.
 *
 * <p>The JVM's properties ({@code https.proxyHost}, {@code https.proxyPort}, {@code
 * http.nonProxyHosts}) decide if they are set. Otherwise the environment decides: {@code
 * https_proxy}, {@code http_proxy} and {@code no_proxy}, in lower case before upper case. Addresses
 * of this machine are reached directly, unless {@code http.nonProxyHosts} says otherwise.
 *
 * <p>The user and the password come from a file, which is read for every connection. Only the proxy
 * gets them, as Basic authentication.
 */
public final class Proxies {
  /**
   * The property of the schemes that the JDK does not send to a proxy that tunnels https; by
   * default Basic is one of them. The JDK reads the property once, when it loads its HTTP client.
   */
  private static final String TUNNELING = "jdk.http.auth.tunneling.disabledSchemes";

  /** What to do when a proxy answers 407. */
  public static final String REMEDY =
      ": check the proxy credentials file; if its user and password are right, start the JVM with -D"
          + TUNNELING
          + '=';

  private final EnvironmentProxy environment;
  private final @Nullable ProxySelector jvm;
  private final UnaryOperator<@Nullable String> properties;
  private final @Nullable Path credentials;

  private Proxies(
      Map<String, String> environment,
      @Nullable ProxySelector jvm,
      UnaryOperator<@Nullable String> properties,
      @Nullable Path credentials) {
    this.environment = new EnvironmentProxy(environment);
    this.jvm = jvm;
    this.properties = properties;
    this.credentials = credentials;
  }

  /**
   * Returns this process's proxies.
   *
   * @param credentialsFile the file that holds {@code user:password}; null if the proxies need no
   *     credentials
   */
  public static Proxies of(@Nullable String credentialsFile) {
    if (credentialsFile == null) {
      return new Proxies(System.getenv(), ProxySelector.getDefault(), System::getProperty, null);
    }
    if (System.getProperty(TUNNELING) == null) {
      // Set only if there are credentials to send. This must come before the first HTTP client.
      System.setProperty(TUNNELING, "");
    }
    return new Proxies(
        System.getenv(), ProxySelector.getDefault(), System::getProperty, Path.of(credentialsFile));
  }

  /** Returns the proxies of another environment, for tests. */
  static Proxies of(
      Map<String, String> environment, Map<String, String> properties, @Nullable Path credentials) {
    return new Proxies(environment, null, properties::get, credentials);
  }

  /** Returns the selector by which an HTTP client finds the proxy for an address. */
  public ProxySelector selector() {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI uri) {
        try {
          InetSocketAddress proxy = find(uri);
          return List.of(proxy == null ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, proxy));
        } catch (IOException e) {
          // signedIn has already refused the request.
          return List.of(Proxy.NO_PROXY);
        }
      }

      @Override
      public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // There is no other proxy to try.
      }
    };
  }

  private @Nullable InetSocketAddress find(URI uri) throws InvalidRequestException {
    Proxy given = jvm == null ? Proxy.NO_PROXY : jvm.select(uri).get(0);
    if (given.type() == Proxy.Type.HTTP && given.address() instanceof InetSocketAddress address) {
      return address;
    }
    String host = properties.apply(uri.getScheme() + ".proxyHost");
    return host == null || host.isEmpty() ? environment.find(uri) : null;
  }

  /**
   * Returns the request with the credentials for its proxy, if there are any.
   *
   * @throws CredentialsException if the file cannot be used, or the environment holds credentials
   * @throws InvalidRequestException if the environment names no usable proxy
   */
  public HttpRequest signedIn(HttpRequest request)
      throws CredentialsException, InvalidRequestException {
    URI uri = request.uri();
    InetSocketAddress proxy = find(uri);
    if (proxy == null) {
      return request;
    }
    if (credentials != null) {
      return HttpRequest.newBuilder(request, (name, value) -> true)
          .setHeader("Proxy-Authorization", ProxyCredentials.read(credentials).header())
          .build();
    }
    if (environment.hasUser(uri) && proxy.equals(environment.find(uri))) {
      throw new CredentialsException(
          environment.variable(uri.getScheme() + "_proxy")
              + " has a user in it, and every program that is started here can read it: save"
              + " user:password in a file, and give it as the proxy credentials file");
    }
    return request;
  }

  /**
   * Returns an exception that names the proxy, if the failure was to connect to it; otherwise
   * returns the failure unchanged.
   */
  public IOException explained(URI uri, IOException failure) {
    InetSocketAddress proxy = proxyOrNull(uri);
    String why = proxy == null ? null : unconnected(failure);
    if (proxy == null || why == null) {
      return failure;
    }
    ConnectException explained =
        new ConnectException(
            "the proxy "
                + proxy.getHostString()
                + ':'
                + proxy.getPort()
                + " cannot be reached: "
                + why);
    // Suppressed instead of set as the cause: the cause would be taken for a failure to find the
    // API's host.
    explained.addSuppressed(failure);
    return explained;
  }

  private @Nullable InetSocketAddress proxyOrNull(URI uri) {
    try {
      return find(uri);
    } catch (InvalidRequestException e) {
      return null;
    }
  }

  /** Returns why no connection was made, or null if one was made. */
  private static @Nullable String unconnected(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
        return "there is no such host";
      }
    }
    if (failure instanceof HttpConnectTimeoutException) {
      return "it does not answer";
    }
    if (failure instanceof ConnectException) {
      return failure.getMessage() == null ? "Connection refused" : failure.getMessage();
    }
    return null;
  }
}
