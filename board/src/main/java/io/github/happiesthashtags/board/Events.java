package io.github.happiesthashtags.board;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends clients what changes. One thread asks the database, once for all clients of a board, and
 * only while a board has clients. A client gets the current table at once, then each new version of
 * the current window and of windows that closed.
 */
final class Events implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Events.class);

  /** Every so many polls, the health of the job is sent. */
  private static final int POLLS_A_HEALTH = 2;

  private static final long POLLS_A_KEEP_ALIVE = Limits.KEEP_ALIVE.dividedBy(Limits.POLL);
  private static final byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8);

  /** How long a browser waits before it connects again. */
  private static final byte[] HELLO = "retry: 1000\n\n".getBytes(StandardCharsets.UTF_8);

  private final BoardStore store;
  private final @Nullable Supplier<JobHealth> health;
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
  private final Map<String, Watch> watches = new HashMap<>();
  private final ScheduledExecutorService poller =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "board-events");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicInteger open = new AtomicInteger();
  private long polls;
  private boolean away;

  Events(BoardStore store, @Nullable Supplier<JobHealth> health) {
    this.store = store;
    this.health = health;
  }

  /** What the clients of a board have been told. */
  private static final class Watch {
    Map<WindowId, BoardStore.Version> seen = Map.of();
    byte @Nullable [] table;
  }

  /** An event's data: the pane, and whether its window is the current one. */
  record Changed(boolean current, Pane leaderboard) {}

  void start() {
    Future<?> unused =
        poller.scheduleWithFixedDelay(this::poll, 0, Limits.POLL.toMillis(), TimeUnit.MILLISECONDS);
  }

  int open() {
    return open.get();
  }

  /** Answers the request with a stream of events that lasts until one side ends it. */
  void open(Context context, String board) {
    if (open.incrementAndGet() > Limits.MAX_STREAMS) {
      open.decrementAndGet();
      context.header(Header.RETRY_AFTER, "10");
      throw Problem.unavailable(
          Limits.MAX_STREAMS + " event streams are open, which is the most; try again later", null);
    }
    context.header(Header.CACHE_CONTROL, "no-store");
    // nginx would gather events before it passes them on.
    context.header("X-Accel-Buffering", "no");
    context.res().setContentType("text/event-stream; charset=utf-8");
    EventStream stream;
    try {
      stream = new EventStream(board, context.req().startAsync());
    } catch (IOException e) {
      open.decrementAndGet();
      throw new UncheckedIOException(e);
    }
    CompletableFuture<Void> unused =
        stream
            .end()
            .whenComplete(
                (nothing, error) -> {
                  streams.remove(stream);
                  open.decrementAndGet();
                });
    stream.send(HELLO);
    // Before the stream is registered, the poller could send it a change before the whole table.
    poller.execute(() -> welcome(stream));
    context.future(
        () -> {
          stream.start();
          return stream.end();
        });
  }

  private void welcome(EventStream stream) {
    streams.add(stream);
    Watch watch = watches.get(stream.board());
    if (watch == null) {
      // The next poll is the board's first, and sends everything.
      watches.put(stream.board(), new Watch());
      poll();
    } else if (watch.table != null) {
      stream.send(watch.table);
    }
    if (stream.end().isDone()) {
      streams.remove(stream);
    }
  }

  private void poll() {
    try {
      polls++;
      Map<String, List<EventStream>> boards =
          streams.stream().collect(Collectors.groupingBy(EventStream::board));
      watches.keySet().retainAll(boards.keySet());
      for (Map.Entry<String, List<EventStream>> board : boards.entrySet()) {
        for (byte[] message :
            changes(board.getKey(), watches.computeIfAbsent(board.getKey(), b -> new Watch()))) {
          board.getValue().forEach(stream -> stream.send(message));
        }
      }
      away = false;
      if (health != null && !streams.isEmpty() && polls % POLLS_A_HEALTH == 0) {
        sendAll(event("job", health.get()));
      }
    } catch (SQLException | RuntimeException e) {
      if (!away) {
        LOG.warn("cannot read the database, will try again: {}", e.toString());
      }
      away = true;
    }
    if (polls % POLLS_A_KEEP_ALIVE == 0) {
      sendAll(KEEP_ALIVE);
    }
  }

  private void sendAll(byte[] message) {
    streams.forEach(stream -> stream.send(message));
  }

  private List<byte[]> changes(String board, Watch watch) throws SQLException {
    List<BoardStore.Version> newest = store.newest(board);
    Optional<WindowId> current = BoardStore.current(newest);
    if (current.isEmpty()) {
      return List.of();
    }
    List<byte[]> messages = new ArrayList<>();
    boolean first = watch.seen.isEmpty();
    for (BoardStore.Version version : newest) {
      boolean isNew = !first && !version.equals(watch.seen.get(version.window()));
      if (isNew && !version.isOpen() && !version.window().equals(current.get())) {
        store
            .pane(board, version.window(), Limits.DEFAULT_ROWS)
            .ifPresent(pane -> messages.add(event("leaderboard", new Changed(false, pane))));
      }
    }
    Optional<Pane> pane = store.pane(board, current.get(), Limits.MAX_ROWS);
    if (pane.isPresent()) {
      byte[] table = event("leaderboard", new Changed(true, pane.get()));
      if (!Arrays.equals(table, watch.table)) {
        watch.table = table;
        messages.add(table);
      }
    }
    watch.seen =
        newest.stream().collect(Collectors.toMap(BoardStore.Version::window, version -> version));
    return messages;
  }

  private static byte[] event(String name, Object data) {
    byte[] head = ("event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8);
    // JSON has no line ends that are not escaped.
    byte[] json = Json.bytes(data);
    byte[] message = new byte[head.length + json.length + 2];
    System.arraycopy(head, 0, message, 0, head.length);
    System.arraycopy(json, 0, message, head.length, json.length);
    message[message.length - 2] = '\n';
    message[message.length - 1] = '\n';
    return message;
  }

  @Override
  public void close() {
    poller.shutdownNow();
    streams.forEach(EventStream::close);
  }
}
