package io.github.happiesthashtags.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The account's connections: open, ended, and stale ones that still count as open. Thread-safe. */
final class OpenStreams {
  private static final int MOST_REMEMBERED = 1000;

  /** A connection as the API remembers it. */
  static final class Entry {
    final String id = UUID.randomUUID().toString();
    final StreamPlan plan;
    final Instant connectedAt;
    private final HttpConnection connection;
    private volatile boolean stale;
    private @Nullable Instant disconnectedAt;
    private String reason = "";

    private Entry(StreamPlan plan, Instant connectedAt, HttpConnection connection) {
      this.plan = plan;
      this.connectedAt = connectedAt;
      this.connection = connection;
    }

    /** Lets this entry count as open after its connection has ended. */
    void becomeStale() {
      stale = true;
    }
  }

  /** What the API reports about a connection; an open one has no end time. */
  record Seen(
      String id,
      StreamEndpoint endpoint,
      Instant connectedAt,
      @Nullable Instant disconnectedAt,
      String reason) {}

  private final Clock clock;
  private final Map<String, Entry> open = new LinkedHashMap<>();
  private final Deque<Entry> closed = new ArrayDeque<>();
  private final Map<String, Long> opened = new HashMap<>();
  private final Map<String, Integer> mostAtOnce = new HashMap<>();

  OpenStreams(Clock clock) {
    this.clock = clock;
  }

  /** Registers a connection; returns null if the limit is reached. */
  synchronized @Nullable Entry open(StreamPlan plan, HttpConnection connection, int most) {
    String key = plan.key();
    int count = (int) open.values().stream().filter(e -> e.plan.key().equals(key)).count();
    if (count >= most) {
      return null;
    }
    Entry entry = new Entry(plan, clock.instant(), connection);
    open.put(entry.id, entry);
    opened.merge(key, 1L, Long::sum);
    mostAtOnce.merge(key, count + 1, Math::max);
    return entry;
  }

  /** Frees the connection's place, unless it is stale. */
  void closed(Entry entry, String reason) {
    if (!entry.stale) {
      remove(entry.id, reason);
    }
  }

  /** Ends a connection and returns whether there was one. */
  boolean kill(String id) {
    Entry entry = remove(id, "Deleted by the client");
    if (entry == null) {
      return false;
    }
    entry.connection.close();
    return true;
  }

  private synchronized @Nullable Entry remove(String id, String reason) {
    Entry entry = open.remove(id);
    if (entry != null) {
      entry.disconnectedAt = clock.instant();
      entry.reason = reason;
      closed.addFirst(entry);
      if (closed.size() > MOST_REMEMBERED) {
        closed.removeLast();
      }
    }
    return entry;
  }

  synchronized int count() {
    return open.size();
  }

  synchronized long opened() {
    return opened.values().stream().mapToLong(Long::longValue).sum();
  }

  synchronized long opened(String key) {
    return opened.getOrDefault(key, 0L);
  }

  synchronized int mostAtOnce(String key) {
    return mostAtOnce.getOrDefault(key, 0);
  }

  /** Returns open connections, ended ones or both: open ones first, then the latest to end. */
  synchronized List<Seen> seen(boolean active, boolean inactive) {
    List<Entry> entries = new ArrayList<>();
    if (active) {
      entries.addAll(open.values());
    }
    if (inactive) {
      entries.addAll(closed);
    }
    return entries.stream()
        .map(e -> new Seen(e.id, e.plan.endpoint(), e.connectedAt, e.disconnectedAt, e.reason))
        .toList();
  }
}
