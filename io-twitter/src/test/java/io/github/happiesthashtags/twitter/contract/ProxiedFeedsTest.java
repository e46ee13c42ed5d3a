package io.github.happiesthashtags.twitter.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import io.github.happiesthashtags.testsupport.SecretFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Tests both feeds behind a proxy that wants Basic authentication, in a separate process. */
public final class ProxiedFeedsTest {
  private static final String PASSWORD = "changeit";
  private static final String TWEET =
      """
      {"data":{"id":"1700000000000000001","text":"hi :)"}}
      """;
  private static final String STATUS =
      """
      {"id":1700000000000000001,"id_str":"1700000000000000001","text":"hi :)","user":{"id":1},\
      "created_at":"Sat Sep 09 00:00:00 +0000 2023"}
      """;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void streamsAndRulesGoThroughTunnelsAndPlainProxiesWithCredentialsFromAFile()
      throws Exception {
    Path keys = folder.getRoot().toPath().resolve("keys.p12");
    makeKeys(keys);
    HttpsServer tls = HttpsServer.create(loopback(), 0);
    tls.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    HttpServer plain = HttpServer.create(loopback(), 0);
    String basic = "Basic " + Base64.getEncoder().encodeToString("me:s3cr3t".getBytes(UTF_8));
    try (TunnelProxy proxy = new TunnelProxy(basic, tls.getAddress(), plain.getAddress())) {
      for (HttpServer server : List.of(tls, plain)) {
        server.createContext("/", ProxiedFeedsTest::answer);
        server.start();
      }
      String output = run(keys, proxy.port());
      // twitter4j prints its settings too, because those of the tests ask for it.
      assertThat(
          output.lines().filter(line -> line.startsWith("read ")).toList(),
          is(List.of("read 1 []", "read 1 []", "read 1 []")));
      assertThat(
          proxy.accepted(),
          allOf(
              hasItem("CONNECT api.test:443 HTTP/1.1"),
              hasItem(startsWith("GET http://127.0.0.1:9/2/tweets/search/stream/rules")),
              hasItem(startsWith("GET http://127.0.0.1:9/2/tweets/search/stream?"))));
      assertThat(output, not(containsString("s3cr3t")));
    } finally {
      tls.stop(0);
      plain.stop(0);
    }
  }

  /**
   * Runs the program; the environment names the HTTPS proxy, the JVM's properties the other one.
   */
  private String run(Path keys, int port) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                java("java"),
                "-XX:TieredStopAtLevel=1",
                "-Djavax.net.ssl.trustStore=" + keys,
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
                "-Dhttp.proxyHost=127.0.0.1",
                "-Dhttp.proxyPort=" + port,
                "-Dhttp.nonProxyHosts=",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                ProxiedFeeds.class.getName(),
                secret("token", "AAAAsecret"),
                secret(
                    "oauth",
                    """
                    oauth.consumerKey=a
                    oauth.consumerSecret=b
                    oauth.accessToken=1-c
                    oauth.accessTokenSecret=d
                    """),
                secret("proxy", "me:s3cr3t\n")));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    builder.environment().put("https_proxy", "http://old:password@127.0.0.1:" + port);
    Path errors = folder.newFile().toPath();
    builder.redirectError(errors.toFile());
    Process process = builder.start();
    try (InputStream out = process.getInputStream()) {
      return new String(out.readAllBytes(), UTF_8);
    } finally {
      process.destroyForcibly();
      Files.readAllLines(errors).forEach(System.err::println);
    }
  }

  private String secret(String name, String content) throws IOException {
    return SecretFiles.save(folder.newFile(name).toPath(), content).toString();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body =
        path.endsWith("/rules")
            ? "{\"data\":[{\"id\":\"1\",\"value\":\"cats\"}],\"meta\":{}}"
            : path.startsWith("/1.1/") ? STATUS : TWEET;
    // The proxy's credentials must not reach the server.
    boolean leaked = exchange.getRequestHeaders().containsKey("Proxy-Authorization");
    boolean viaTls = exchange instanceof HttpsExchange;
    try (exchange) {
      exchange.sendResponseHeaders(leaked && viaTls ? 400 : 200, 0);
      exchange.getResponseBody().write(body.strip().concat("\r\n").getBytes(UTF_8));
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static String java(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }

  private static void makeKeys(Path keys) throws Exception {
    Process keytool =
        new ProcessBuilder(
                java("keytool"),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "test",
                "-dname",
                "CN=api.test",
                "-ext",
                "san=dns:api.test",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor(1, TimeUnit.MINUTES) && keytool.exitValue() == 0, is(true));
  }

  private static SSLContext context(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
