package io.github.happiesthashtags.simulator;

import static io.github.happiesthashtags.simulator.StreamClient.SAMPLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class FaultyStreamTest {
  /** The repetitions that show a race; the profile thorough has more. */
  private static final int RUNS = Math.min(100, Integer.getInteger("faults.runs", 25));

  private static final String BACKFILL = SAMPLE + "?backfill_minutes=5";

  @Rule public final Timeout timeout = Timeout.seconds(60);

  private final VirtualClock clock = new VirtualClock(Instant.parse("2024-05-06T07:08:09Z"));
  private final List<String> made = Collections.synchronizedList(new ArrayList<>());

  private XApiSimulator.Builder builder() {
    return XApiSimulator.builder()
        .seed(3)
        .tweetsPerSecond(100)
        .clock(clock)
        .onMade(one -> made.add(new String(one.message(), UTF_8)));
  }

  @Test
  public void aCutInALineKeepsAllWholeAndBackfillGivesTheRest() throws Exception {
    try (XApiSimulator simulator = builder().fault(10, Fault.cutMidLine()).start()) {
      try (RawClient client = RawClient.get(simulator, SAMPLE)) {
        List<String> received = client.messages();
        assertThat(client.end(), is(RawClient.End.CUT));
        assertThat(received, hasSize(11));
        assertThat(received.subList(0, 10), is(made().subList(0, 10)));
        assertThat(received.get(10), not(equalTo(made.get(10))));
        assertThat(made.get(10).startsWith(received.get(10).substring(0, 100)), is(true));
        assertThat(simulator.served(), is(10L));
      }
      await().until(simulator::openConnections, is(0));
      try (RawClient client = RawClient.get(simulator, BACKFILL)) {
        assertThat(client.messages(50), is(made().subList(0, 50)));
      }
    }
  }

  /** What a client sees is that it may come again: the API has forgotten the connection before. */
  @Test
  public void aConnectionThatTheServerEndedNoLongerCountsWhenTheClientSeesItsEnd()
      throws Exception {
    try (XApiSimulator simulator = builder().start()) {
      for (int i = 0; i < RUNS; i++) {
        for (Fault fault :
            List.of(
                Fault.cleanEnd(),
                Fault.reset(),
                Fault.cutMidLine(),
                Fault.cutMidCharacter(),
                Fault.disconnectMessage())) {
          try (RawClient client = RawClient.get(simulator, SAMPLE)) {
            simulator.inject(fault);
            client.messages();
            client.end();
            assertThat(fault + ", time " + i, simulator.openConnections(), is(0));
          }
        }
      }
    }
  }

  @Test
  public void aCutInACharacterLeavesPartOfIt() throws Exception {
    try (XApiSimulator simulator = builder().fault(3, Fault.cutMidCharacter()).start();
        RawClient client = RawClient.get(simulator, SAMPLE)) {
      byte[] last = {};
      for (byte[] line = client.line(); line.length > 0; line = client.line()) {
        last = line;
      }
      assertThat(client.end(), is(RawClient.End.CUT));
      assertThat(isUtf8(last), is(false));
    }
  }

  @Test
  public void aHalfOpenConnectionFallsSilentAndMovesTheClock() throws Exception {
    try (XApiSimulator simulator =
            builder().fault(5, Fault.halfOpen()).halfOpenAdvance(Duration.ofHours(1)).start();
        RawClient client = RawClient.get(simulator, SAMPLE)) {
      assertThat(client.messages(5), hasSize(5));
      await().until(() -> clock.instant().isAfter(Instant.parse("2024-05-06T08:08:09Z")));
      assertThat(simulator.openConnections(), is(1));
      assertThat(simulator.served(), is(5L));
      assertThat(client.bytes().available(), is(0));
      client.leave();
      await().until(simulator::openConnections, is(0));
    }
  }

  @Test
  public void aSlowDripIsStillTheWholeStream() throws Exception {
    try (XApiSimulator simulator = builder().fault(1, Fault.slowDrip(1)).start();
        RawClient client = RawClient.get(simulator, SAMPLE)) {
      List<String> received = client.messages(200);
      assertThat(received, is(made().subList(0, 200)));
    }
  }

  @Test
  public void withoutKeepAlivesOnlyMessagesCome() throws Exception {
    try (XApiSimulator simulator =
            builder().tweetsPerSecond(0.01).fault(1, Fault.noKeepAlive()).start();
        RawClient client = RawClient.get(simulator, SAMPLE)) {
      // A hundred seconds lie between two statuses: four keep-alives.
      for (int i = 0; i < 5; i++) {
        assertThat(new String(client.line(), UTF_8), containsString("{\"data\""));
      }
    }
  }

  @Test
  public void aDisconnectMessageIsTheLast() throws Exception {
    try (XApiSimulator simulator = builder().fault(4, Fault.disconnectMessage()).start();
        RawClient client = RawClient.get(simulator, SAMPLE)) {
      List<String> received = client.messages();
      assertThat(client.end(), is(RawClient.End.REGULAR));
      assertThat(received, hasSize(5));
      assertThat(received.get(4), containsString("\"title\":\"operational-disconnect\""));
    }
  }

  @Test
  public void aStreamMayEndRegularlyOrByReset() throws Exception {
    try (XApiSimulator simulator =
        builder().fault(4, Fault.cleanEnd()).fault(8, Fault.reset()).start()) {
      try (RawClient client = RawClient.get(simulator, SAMPLE)) {
        assertThat(client.messages(), hasSize(4));
        assertThat(client.end(), is(RawClient.End.REGULAR));
      }
      await().until(simulator::openConnections, is(0));
      try (RawClient client = RawClient.get(simulator, SAMPLE)) {
        client.messages();
        assertThat(client.end(), is(RawClient.End.RESET));
      }
    }
  }

  @Test
  public void garbageAndLongLinesComeBetweenMessages() throws Exception {
    try (XApiSimulator simulator =
            builder().fault(2, Fault.garbage()).fault(4, Fault.longLine(300_000)).start();
        RawClient client = RawClient.get(simulator, SAMPLE)) {
      assertThat(client.messages(2), is(made().subList(0, 2)));
      assertThat(isUtf8(client.line()), is(false));
      assertThat(client.messages(2), is(made().subList(2, 4)));
      assertThat(client.line().length, is(300_002));
      assertThat(client.messages(1), is(made().subList(4, 5)));
    }
  }

  @Test
  public void messagesComeTwiceOrInAnotherOrder() throws Exception {
    try (XApiSimulator simulator =
            builder().fault(5, Fault.duplicate(2)).fault(10, Fault.reorder(3)).start();
        RawClient client = RawClient.get(simulator, SAMPLE)) {
      List<String> received = client.messages(14);
      assertThat(received.subList(0, 5), is(made().subList(0, 5)));
      assertThat(received.subList(5, 7), is(made().subList(3, 5)));
      assertThat(received.subList(7, 10), is(made().subList(5, 8)));
      List<String> turned = made().subList(8, 11);
      Collections.reverse(turned);
      assertThat(received.subList(10, 13), is(turned));
      assertThat(received.get(13), is(made.get(11)));
    }
  }

  @Test
  public void aBurstIsDatedAtOneInstant() throws Exception {
    List<Long> times = Collections.synchronizedList(new ArrayList<>());
    try (XApiSimulator simulator =
            builder()
                .onMade(one -> times.add(one.eventTimeMillis()))
                .fault(50, Fault.burst(3))
                .start();
        RawClient client = RawClient.get(simulator, SAMPLE)) {
      assertThat(client.messages(500), hasSize(500));
      List<Long> so = new ArrayList<>(times);
      long first = so.get(50);
      assertThat(so.subList(50, 350).stream().allMatch(time -> time <= first + 10), is(true));
      assertThat(so.get(360), greaterThan(first + 50));
    }
  }

  @Test
  public void aStaleConnectionCountsUntilItIsDeleted() throws Exception {
    try (XApiSimulator simulator = builder().fault(3, Fault.stale()).start()) {
      try (RawClient client = RawClient.get(simulator, SAMPLE)) {
        assertThat(client.messages(), hasSize(3));
        assertThat(client.end(), is(RawClient.End.CUT));
      }
      assertThat(statusOf(simulator), is(429));
      assertThat(simulator.openConnections(), is(1));
      try (RawClient delete = RawClient.ask(simulator, "DELETE", "/2/connections/all", "")) {
        delete.readHead();
        assertThat(delete.messages(1).get(0), containsString("\"successful_kills\":1"));
      }
      assertThat(statusOf(simulator), is(200));
    }
  }

  @Test
  public void connectsAreRefusedAsOftenAsTold() throws Exception {
    for (int status : List.of(401, 403, 409, 420, 429, 503)) {
      try (XApiSimulator simulator = builder().fault(0, Fault.refuse(status, 2)).start()) {
        assertThat(statusOf(simulator), is(status));
        assertThat(statusOf(simulator), is(status));
        assertThat(statusOf(simulator), is(200));
        assertThat(simulator.connections(), is(1L));
      }
    }
  }

  @Test
  public void aRefusalTellsWhenToComeBackAndMayCutFirst() throws Exception {
    Fault fault =
        Fault.refuse(429)
            .withRetryAfter(Duration.ofSeconds(7))
            .withRateLimitReset(Duration.ofSeconds(60))
            .withCut();
    try (XApiSimulator simulator = builder().fault(2, fault).start()) {
      try (RawClient client = RawClient.get(simulator, SAMPLE)) {
        assertThat(client.messages(), hasSize(2));
        assertThat(client.end(), is(RawClient.End.CUT));
      }
      try (RawClient refused = RawClient.get(simulator, SAMPLE)) {
        assertThat(refused.status(), is(429));
        assertThat(refused.header("retry-after"), is("7"));
        assertThat(
            refused.header("x-rate-limit-reset"),
            is(Long.toString(clock.instant().getEpochSecond() + 60)));
      }
    }
  }

  @Test
  public void aConnectMayBeSentElsewhereAnsweredLateOrNever() throws Exception {
    try (XApiSimulator simulator = builder().start()) {
      simulator.inject(Fault.redirect(URI.create("http://127.0.0.1:1/there")));
      simulator.inject(Fault.slowAccept(100));
      simulator.inject(Fault.neverAnswer());
      try (RawClient client = RawClient.get(simulator, SAMPLE)) {
        assertThat(client.status(), is(302));
        assertThat(client.header("location"), is("http://127.0.0.1:1/there"));
      }
      Instant before = clock.instant();
      assertThat(statusOf(simulator), is(200));
      assertThat(Duration.between(before, clock.instant()).toSeconds() >= 100, is(true));
      try (RawClient client = RawClient.ask(simulator, "GET", SAMPLE, "")) {
        await().until(() -> simulator.requests().size() == 3);
        assertThat(simulator.requests().get(2).status(), is(0));
        assertThat(client.bytes().available(), is(0));
      }
      assertThat(statusOf(simulator), is(200));
    }
  }

  /** The statuses so far: more of them are made meanwhile. */
  private List<String> made() {
    return new ArrayList<>(made);
  }

  private static int statusOf(XApiSimulator simulator) throws IOException {
    int status;
    try (RawClient client = RawClient.get(simulator, SAMPLE)) {
      status = client.status();
    }
    if (status == 200) {
      await().until(simulator::openConnections, is(0));
    }
    return status;
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).hasRemaining();
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
