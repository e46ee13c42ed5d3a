package io.github.happiesthashtags.twitter.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.Test;

/**
 * Tests a proxy that refuses a tunnel because it wants credentials; the JDK's client then has no
 * body.
 */
public final class RefusedTunnelTest {
  private static final String REFUSAL =
      """
      HTTP/1.1 407 Proxy Authentication Required
      Proxy-Authenticate: Basic realm="corp"
      Content-Length: 0

      """
          .replace("\n", "\r\n");

  @Test
  public void theBodyOfARefusedTunnelIsEmpty() throws Exception {
    try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        StreamClient client =
            new StreamClient(
                Duration.ofSeconds(20),
                Proxies.of(
                    Map.of("https_proxy", "http://127.0.0.1:" + proxy.getLocalPort()),
                    Map.of(),
                    null))) {
      Thread refusing = new Thread(() -> refuse(proxy));
      refusing.start();

      HttpResponse<InputStream> response =
          client.open(HttpRequest.newBuilder(URI.create("https://api.invalid/2/stream")).build());

      assertThat(response.statusCode(), is(407));
      assertThat(StreamClient.errorBody(response).length, is(0));
      refusing.join();
    }
  }

  private static void refuse(ServerSocket proxy) {
    try (Socket client = proxy.accept()) {
      byte[] head = new byte[1 << 12];
      if (client.getInputStream().read(head) > 0) {
        client.getOutputStream().write(REFUSAL.getBytes(US_ASCII));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
