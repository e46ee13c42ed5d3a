package io.github.happiesthashtags.twitter.stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.ConnectException;
import org.junit.Test;

public final class DisconnectionTest {
  @Test
  public void aProxyThatDoesNotConnectIsNotTakenForTheApi() {
    assertThat(
        Disconnection.describe(new IOException("Tunnel failed, got: 403")),
        is("the proxy, not the API, refuses to connect to the host: Tunnel failed, got: 403"));
    assertThat(
        Disconnection.of(new IOException("Tunnel failed, got: 403")), is(Disconnection.PROXY));
  }

  @Test
  public void aRefusedConnectionIsToldAlthoughTheClientLeavesOutTheReason() {
    assertThat(
        Disconnection.describe(new ConnectException()), is("cannot connect: Connection refused"));
  }
}
