package io.github.happiesthashtags.twitter.stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.ConnectException;
import org.junit.Test;

public final class ConnectionLogTest {
  @Test
  public void aProxyThatDoesNotConnectIsNotTakenForTheApi() {
    assertThat(
        ConnectionLog.describe(new IOException("Tunnel failed, got: 403")),
        is("the proxy, not the API, refuses to connect to the host: Tunnel failed, got: 403"));
    assertThat(
        ConnectionLog.causeOf(new IOException("Tunnel failed, got: 403")), is(Disconnection.PROXY));
  }

  @Test
  public void aRefusedConnectionIsToldAlthoughTheClientLeavesOutTheReason() {
    assertThat(
        ConnectionLog.describe(new ConnectException()), is("cannot connect: Connection refused"));
  }
}
