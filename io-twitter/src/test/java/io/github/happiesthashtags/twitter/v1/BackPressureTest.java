package io.github.happiesthashtags.twitter.v1;

import static io.github.happiesthashtags.twitter.testing.ScriptedServer.chunk;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.hang;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.stream;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.until;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.github.happiesthashtags.twitter.testing.ScriptedServer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class BackPressureTest {
  private static final String LINE = "{\"limit\":{\"track\":\"" + "1".repeat(65_000) + "\"}}";
  private static final int LINES = 1_000;

  /** Longer than a server that can send would pause. */
  private static final Duration STANDSTILL = Duration.ofMillis(300);

  @Rule public final Timeout timeout = Timeout.seconds(60);

  @Test
  public void aFullSinkHoldsTheServerBackAndLosesNothing() throws Exception {
    CountDownLatch begin = new CountDownLatch(1);
    AtomicLong sent = new AtomicLong();
    ScriptedServer.Answer many =
        (out, in) -> {
          while (sent.get() < LINES) {
            chunk(LINE + "\r\n").send(out, in);
            sent.incrementAndGet();
          }
        };
    try (ScriptedServer server =
            new ScriptedServer(stream().then(until(begin)).then(many).then(hang()));
        V1Run feed = V1Run.start(server)) {
      feed.hold();
      begin.countDown();
      feed.awaitHeld();
      AtomicLong before = new AtomicLong(-1);
      await("the server cannot send any more")
          .pollInterval(STANDSTILL)
          .until(() -> before.getAndSet(sent.get()) == sent.get());
      // At most what the two sockets and one buffer of the feed hold.
      assertThat(sent.get(), is(lessThan(LINES / 2L)));
      feed.release();
      feed.awaitLines(LINES);
      assertThat(feed.lines(), hasSize(LINES));
      assertThat(Set.copyOf(feed.lines()), contains(LINE));
    }
  }
}
