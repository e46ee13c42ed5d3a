package io.github.happiesthashtags.simulator;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;

/**
 * The posts that an account pays for: those of v2 streams, each once a UTC day however often it is
 * sent. Events are no posts. Thread-safe.
 */
final class BilledPosts {
  private final Clock clock;
  private final BitSet today = new BitSet();
  private LocalDate day;
  private long before;

  BilledPosts(Clock clock) {
    this.clock = clock;
    this.day = LocalDate.now(clock.withZone(ZoneOffset.UTC));
  }

  synchronized void sent(List<LogEntry> posts) {
    turn();
    // Sequence numbers that are 2^31 apart are days apart.
    posts.forEach(post -> today.set((int) (post.sequence & Integer.MAX_VALUE)));
  }

  synchronized long today() {
    turn();
    return today.cardinality();
  }

  synchronized long total() {
    return before + today.cardinality();
  }

  private void turn() {
    LocalDate now = LocalDate.now(clock.withZone(ZoneOffset.UTC));
    if (!now.equals(day)) {
      before += today.cardinality();
      today.clear();
      day = now;
    }
  }
}
