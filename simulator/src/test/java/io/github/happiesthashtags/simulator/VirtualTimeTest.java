package io.github.happiesthashtags.simulator;

import static io.github.happiesthashtags.simulator.StreamClient.SAMPLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class VirtualTimeTest {
  private static final Instant START = Instant.parse("2024-05-06T07:00:00Z");

  @Rule public final Timeout timeout = Timeout.seconds(60);

  @Test
  public void daysPassAsFastAsTheyAreReadAndAlwaysTheSameWay() throws Exception {
    assertThat(twoDays(), is(twoDays()));
  }

  private static List<String> twoDays() throws Exception {
    VirtualClock clock = new VirtualClock(START);
    try (XApiSimulator simulator =
            XApiSimulator.builder()
                .tweetsPerSecond(0.01)
                .keepAlive(Duration.ofMinutes(1))
                .clock(clock)
                .start();
        RawClient client = RawClient.get(simulator, SAMPLE)) {
      List<String> messages = client.messages(1729);
      assertThat(clock.instant().isBefore(START.plus(Duration.ofDays(2))), is(false));
      return messages;
    }
  }

  @Test
  public void keepAlivesComeAPeriodOfTheClockApart() throws Exception {
    VirtualClock clock = new VirtualClock(START);
    try (XApiSimulator simulator = XApiSimulator.builder().tweetsPerSecond(0).clock(clock).start();
        RawClient client = RawClient.get(simulator, SAMPLE)) {
      for (int i = 1; i <= 100; i++) {
        assertThat(client.line().length, is(2));
        assertThat(clock.instant().isBefore(START.plusSeconds(20L * i)), is(false));
      }
    }
  }

  @Test
  public void nobodyMovesTheClockWhileNobodyIsConnected() throws Exception {
    VirtualClock clock = new VirtualClock(START);
    try (XApiSimulator simulator = XApiSimulator.builder().clock(clock).start()) {
      try (RawClient client = RawClient.get(simulator, SAMPLE)) {
        assertThat(client.messages(10), hasSize(10));
      }
      await().until(simulator::openConnections, is(0));
      Instant left = clock.instant();
      // Any request that is no stream gives the simulator time to do wrong.
      for (int i = 0; i < 20; i++) {
        RawClient.get(simulator, "/nowhere").close();
      }
      assertThat(clock.instant(), is(left));
    }
  }

  @Test
  public void twoReadersShareOneTime() throws Exception {
    VirtualClock clock = new VirtualClock(START);
    List<String> made = Collections.synchronizedList(new ArrayList<>());
    try (XApiSimulator simulator =
            XApiSimulator.builder()
                .tweetsPerSecond(1)
                .connectionsPerStream(2)
                .clock(clock)
                .onMade(one -> made.add(new String(one.message(), UTF_8)))
                .start();
        RawClient one = RawClient.get(simulator, SAMPLE);
        RawClient two = RawClient.get(simulator, SAMPLE)) {
      for (RawClient client : List.of(one, two)) {
        List<String> messages = client.messages(300);
        int begin = made.indexOf(messages.get(0));
        assertThat(messages, is(new ArrayList<>(made).subList(begin, begin + 300)));
      }
    }
  }

  @Test
  public void aClockIsNotMovedBack() {
    VirtualClock clock = new VirtualClock(START);
    assertThrows(IllegalArgumentException.class, () -> clock.advance(Duration.ofSeconds(-1)));
    clock.advanceTo(START.minusSeconds(1));
    assertThat(clock.instant(), is(START));
  }
}
