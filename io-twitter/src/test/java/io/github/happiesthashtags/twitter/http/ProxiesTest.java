package io.github.happiesthashtags.twitter.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.twitter.auth.CredentialsException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class ProxiesTest {
  private static final URI API = URI.create("https://api.x.example/2/stream");
  private static final String DIRECT = Proxy.NO_PROXY.toString();
  private static final String PROXY = "http://proxy.example:3128";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void theEnvironmentNamesTheProxyOfAScheme() {
    Map<String, String> both =
        Map.of("https_proxy", "http://one.example:1/", "HTTP_PROXY", "two.example:2");
    assertThat(chosen(both, API), containsString("one.example"));
    assertThat(chosen(both, URI.create("http://gateway.example/")), containsString("two.example"));
    assertThat(
        chosen(Map.of("https_proxy", PROXY, "HTTPS_PROXY", "http://other.example:1"), API),
        containsString("proxy.example/<unresolved>:3128"));
    assertThat(chosen(Map.of("HTTPS_PROXY", PROXY), API), containsString("proxy.example"));
    assertThat(chosen(Map.of("https_proxy", "proxy.example"), API), containsString(":1080"));
    assertThat(chosen(Map.of("https_proxy", " "), API), is(DIRECT));
    assertThat(chosen(Map.of(), API), is(DIRECT));
  }

  @Test
  public void addressesOfThisMachineAreReachedDirectly() {
    for (String host : List.of("127.0.0.1", "127.9.9.9", "localhost", "[::1]")) {
      assertThat(
          chosen(Map.of("http_proxy", PROXY), URI.create("http://" + host + ":8080/")), is(DIRECT));
    }
  }

  @Test
  public void exceptionsAreNamesWithTheirSubdomainsOrAll() {
    for (String exception :
        List.of(
            "*",
            "x.example",
            ".x.example",
            "*.x.example",
            "API.X.EXAMPLE",
            "a, api.x.example",
            "a api.x.example",
            "api.x.example:443",
            ",*,")) {
      assertThat(
          exception, chosen(Map.of("https_proxy", PROXY, "NO_PROXY", exception), API), is(DIRECT));
    }
    for (String other :
        List.of("", ",", ".", "i.x.example", "ple", "x.example.org", "api.x.example:8443")) {
      assertThat(
          other, chosen(Map.of("https_proxy", PROXY, "no_proxy", other), API), not(is(DIRECT)));
    }
  }

  @Test
  public void theJvmsPropertiesOverruleTheEnvironment() {
    Proxies proxies =
        Proxies.of(
            Map.of("https_proxy", PROXY, "http_proxy", PROXY),
            Map.of("https.proxyHost", "exempt.example"),
            null);
    // The JVM's own selector says direct here, as for http.nonProxyHosts.
    assertThat(proxies.selector().select(API), is(List.of(Proxy.NO_PROXY)));
    assertThat(
        proxies.selector().select(URI.create("http://api.x.example/")),
        not(is(List.of(Proxy.NO_PROXY))));
  }

  @Test
  public void aPasswordInTheEnvironmentIsRefusedUnlessAFileTakesItsPlace() throws Exception {
    Map<String, String> environment = Map.of("HTTPS_PROXY", "http://me:s3cr3t@proxy.example:3128");
    String message =
        assertThrows(
                CredentialsException.class,
                () -> Proxies.of(environment, Map.of(), null).signedIn(request()))
            .getMessage();
    assertThat(message, containsString("HTTPS_PROXY has a user in it"));
    assertThat(message, containsString("save user:password in a file"));
    assertThat(message, not(containsString("s3cr3t")));

    Path file = folder.newFile().toPath();
    Files.writeString(file, "you:other");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Proxies proxies = Proxies.of(environment, Map.of(), file);
    assertThat(
        proxies.signedIn(request()).headers().firstValue("Proxy-Authorization").orElse(""),
        is("Basic eW91Om90aGVy"));
    assertThat(
        proxies.selector().select(API).get(0).toString(),
        containsString("proxy.example/<unresolved>:3128"));
  }

  @Test
  public void withoutAProxyNothingIsSent() throws Exception {
    HttpRequest request = request();
    assertThat(
        Proxies.of(Map.of(), Map.of(), Path.of("none")).signedIn(request), sameInstance(request));
  }

  @Test
  public void whatNamesNoProxyIsRefusedWithoutAPassword() {
    for (String bad :
        List.of(
            "https://proxy.example:1",
            "socks5://me:s3cr3t@proxy.example",
            "http://",
            "a b",
            "http://me:s3cr3t@",
            "http://me:s3cr3t@proxy.example:99999",
            "proxy.example:port",
            "http://me:s3@cr3t@proxy.example:0")) {
      String message =
          assertThrows(
                  bad,
                  InvalidRequestException.class,
                  () -> Proxies.of(Map.of("https_proxy", bad), Map.of(), null).signedIn(request()))
              .getMessage();
      assertThat(message, containsString("https_proxy is "));
      assertThat(
          message, containsString("it takes a proxy's address such as http://proxy.example"));
      assertThat(message, not(containsString("cr3t")));
    }
  }

  @Test
  public void aProxyThatCannotBeReachedIsNamed() {
    Proxies proxies =
        Proxies.of(Map.of("https_proxy", "http://me:s3cr3t@proxy.example:3128"), Map.of(), null);
    String named = "the proxy proxy.example:3128 cannot be reached: ";
    IOException unresolved = new ConnectException();
    unresolved.initCause(new UnresolvedAddressException());
    assertThat(
        proxies.explained(API, unresolved).getMessage(), is(named + "there is no such host"));
    assertThat(
        proxies.explained(API, new ConnectException()).getMessage(),
        is(named + "Connection refused"));
    assertThat(
        proxies.explained(API, new HttpConnectTimeoutException("timed out")).getMessage(),
        is(named + "it does not answer"));
    IOException other = new IOException("Tunnel failed, got: 403");
    assertThat(proxies.explained(API, other), sameInstance(other));
    assertThat(
        Proxies.of(Map.of(), Map.of(), null).explained(API, unresolved), sameInstance(unresolved));
  }

  @Test
  public void aStreamNamesTheProxyThatRefusesTheConnection() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    Proxies proxies = Proxies.of(Map.of("https_proxy", "http://127.0.0.1:" + port), Map.of(), null);
    try (StreamClient client = new StreamClient(Duration.ofMinutes(1), proxies)) {
      assertThat(
          assertThrows(ConnectException.class, () -> client.open(request())).getMessage(),
          startsWith("the proxy 127.0.0.1:" + port + " cannot be reached: "));
    }
  }

  private static HttpRequest request() {
    return HttpRequest.newBuilder(API).build();
  }

  private static String chosen(Map<String, String> environment, URI uri) {
    return Proxies.of(environment, Map.of(), null).selector().select(uri).get(0).toString();
  }
}
