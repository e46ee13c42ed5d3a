package io.github.happiesthashtags.twitter.xapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.happiesthashtags.simulator.HandClock;
import io.github.happiesthashtags.simulator.Made;
import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.contract.FeedRead;
import io.github.happiesthashtags.twitter.http.Proxies;
import io.github.happiesthashtags.twitter.stream.ConnectionState;
import io.github.happiesthashtags.twitter.stream.FeedMark;
import io.github.happiesthashtags.twitter.stream.Session;
import io.github.happiesthashtags.twitter.stream.SessionFixture;
import io.github.happiesthashtags.twitter.testing.Eventually;
import io.github.happiesthashtags.twitter.testing.LossLog;
import io.github.happiesthashtags.twitter.testing.LossLog.Loss;
import io.github.happiesthashtags.twitter.testing.Messages;
import io.github.happiesthashtags.twitter.wire.MessageInspector;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A trial in which the real client reads a simulator. Both share a clock that only the test and the
 * client's waits move. The trial compares the statuses made with those received.
 */
final class StreamTrial implements AutoCloseable {
  private final SessionFixture sessions;
  private final HandClock clock = new HandClock("2024-05-06T07:00:00Z");
  private final double perSecond;
  private final XApiSimulator simulator;
  private final Queue<String> tokens = new ConcurrentLinkedQueue<>();
  private final Map<Long, Long> made = new LinkedHashMap<>();
  private final Set<Long> received = new HashSet<>();
  private final List<String> lines = new ArrayList<>();
  private final Map<String, Long> counters = new TreeMap<>();
  private final List<Loss> losses = LossLog.list();
  private final List<Duration> waits = new CopyOnWriteArrayList<>();
  private final AtomicReference<Duration> outage = new AtomicReference<>(Duration.ZERO);
  private final AtomicBoolean isPatient = new AtomicBoolean();
  private final AtomicBoolean ending = new AtomicBoolean();
  private final MessageInspector inspector = new MessageInspector();
  private @Nullable Session session;
  private @Nullable FeedMark mark;

  /**
   * Creates a trial that is not yet connected.
   *
   * @param perSecond the rate of statuses by the trial's clock
   */
  StreamTrial(SessionFixture sessions, double perSecond, XApiSimulator.Builder simulator) {
    this.sessions = sessions;
    this.perSecond = perSecond;
    this.simulator = simulator.tweetsPerSecond(perSecond).clock(clock).onMade(this::made).start();
  }

  private void made(Made one) {
    synchronized (made) {
      made.put(one.id(), one.eventTimeMillis());
    }
  }

  /** Continues from the last mark, with a changed setup. */
  StreamTrial start(String stream, UnaryOperator<FeedSetup> change) {
    XStream.Content content =
        stream.equals("activity") ? XStream.Content.EVENTS : XStream.Content.TWEETS;
    XStream.Part part = XStream.Part.of(List.of(stream), content, null).get(0);
    URI api = simulator.uri();
    XApiCalls.TokenSource tokens =
        () -> {
          String next = this.tokens.poll();
          return BearerToken.of(next == null ? simulator.bearerToken() : next);
        };
    FeedSetup config =
        new FeedSetup(part.label(), part.uri(api.toString(), RequestFields.LEAN), tokens)
            .recoverable(part.stream().isRecoverable())
            .control(new XApiControl(new XApiCalls(api, tokens, Proxies.of(null)), part, null))
            .time(
                (closed, wait) -> {
                  waits.add(wait);
                  if (isPatient.get()) {
                    Eventually.until(
                        "the connection is closed", () -> simulator.openConnections() == 0);
                  }
                  clock.advance(wait.plus(outage.getAndSet(Duration.ZERO)));
                  return ending.get() || closed.getCount() == 0;
                },
                clock);
    XApiFeed feed = new XApiFeed(change.apply(config));
    session = sessions.start(new LossLog(feed, losses), mark, clock);
    // Time begins with the first connection.
    Eventually.until("the stream has begun", this::hasBegun);
    return this;
  }

  StreamTrial start(String stream) {
    return start(stream, config -> config);
  }

  /** Lets time pass; then kills the process as soon as it waits before a connection. */
  StreamTrial stopAtNextWait(Duration time) {
    ending.set(true);
    clock.advance(time);
    Eventually.until("the end", () -> take().session().isDone());
    ending.set(false);
    return this;
  }

  /** Kills the process; only the mark survives. */
  StreamTrial stop() {
    SessionFixture.end(session());
    Eventually.until("the connection is closed", () -> simulator.openConnections() == 0);
    return this;
  }

  /** Sets what successive reads of the token file return; later reads return the right token. */
  void useToken(String... contents) {
    tokens.addAll(List.of(contents));
  }

  /**
   * Makes each wait last until the simulator has noticed that the client has gone: as waits take no
   * time otherwise, the client might be back before.
   */
  StreamTrial closeBeforeWaits() {
    isPatient.set(true);
    return this;
  }

  /** Makes the next wait between connections longer. */
  StreamTrial outage(Duration length) {
    outage.set(length);
    return this;
  }

  XApiSimulator simulator() {
    return simulator;
  }

  Session session() {
    Session started = session;
    if (started == null) {
      throw new IllegalStateException("the trial has not been started");
    }
    return started;
  }

  /** Lets time pass, and waits for the latest status. */
  StreamTrial play(Duration time) {
    clock.advance(time);
    Eventually.until(
        "the latest status", () -> allIsMade() && take().received.contains(latestMade()));
    return this;
  }

  /** Lets time pass, and waits for all statuses made. */
  StreamTrial playAll(Duration time) {
    clock.advance(time);
    Eventually.until("all statuses", () -> allIsMade() && take().missing().isEmpty());
    return this;
  }

  private boolean allIsMade() {
    synchronized (made) {
      long passed = clock.millis() - made.values().iterator().next();
      return made.size() > Math.floor(passed * perSecond / 1000);
    }
  }

  private boolean hasBegun() {
    synchronized (made) {
      return !made.isEmpty();
    }
  }

  private long latestMade() {
    synchronized (made) {
      long latest = 0;
      for (long id : made.keySet()) {
        latest = id;
      }
      return latest;
    }
  }

  /** Waits until this many streams were opened in total. */
  StreamTrial awaitConnections(int count) {
    Eventually.until(count + " connections", () -> simulator.connections() >= count);
    return awaitState(ConnectionState.STREAMING);
  }

  StreamTrial awaitCounter(String name) {
    Eventually.until(name, () -> take().counters.containsKey(name));
    return this;
  }

  StreamTrial awaitState(ConnectionState state) {
    Eventually.until("the state " + state, () -> take().session().stats().state() == state);
    return this;
  }

  StreamTrial awaitLines(int count) {
    Eventually.until(count + " lines", () -> take().lines.size() >= count);
    return this;
  }

  /** Waits for the failure that ends the feed. */
  IOException awaitFailure() {
    return Eventually.value(
        "a failure",
        () -> {
          try {
            take();
            return null;
          } catch (IOException e) {
            return e;
          }
        });
  }

  private StreamTrial take() throws IOException {
    for (Session.Taken taken = session().take(); taken != null; taken = session().take()) {
      mark = taken.mark();
      for (String line : Messages.of(taken.block())) {
        byte[] bytes = line.getBytes(UTF_8);
        inspector.inspect(bytes, 0, bytes.length);
        if (inspector.events() > 0) {
          received.add(FeedRead.idOf(inspector, bytes, 0, bytes.length));
          lines.add(line);
        }
      }
    }
    session().stats().drainTo((name, count) -> counters.merge(name, count, Long::sum));
    return this;
  }

  /** Returns the times of statuses that were made but not received, by id. */
  Map<Long, Long> missing() {
    synchronized (made) {
      Map<Long, Long> missing = new LinkedHashMap<>(made);
      missing.keySet().removeAll(received);
      return missing;
    }
  }

  /** Returns the statuses that were neither received nor reported as lost. */
  Map<Long, Long> missingUnreported() {
    Map<Long, Long> unreported = missing();
    unreported.values().removeIf(this::isReported);
    return unreported;
  }

  /** Returns the statuses that were received although they were reported as lost. */
  Map<Long, Long> reportedReceived() {
    synchronized (made) {
      Map<Long, Long> reported = new LinkedHashMap<>(made);
      reported.keySet().retainAll(received);
      reported.values().removeIf(millis -> !isReported(millis));
      return reported;
    }
  }

  private boolean isReported(long millis) {
    return losses.stream().anyMatch(loss -> loss.covers(millis));
  }

  long reportedLostMillis() {
    return losses.stream().mapToLong(loss -> loss.untilMillis() - loss.afterMillis()).sum();
  }

  /** Returns the mark after the latest block. */
  FeedMark mark() {
    FeedMark taken = mark;
    if (taken == null) {
      throw new IllegalStateException("no block has been taken");
    }
    return taken;
  }

  /** Returns the statuses as they arrived, copies included. */
  List<String> lines() {
    return lines;
  }

  long counter(String name) {
    return counters.getOrDefault(name, 0L);
  }

  /** Returns the causes of reconnects so far. */
  Set<String> causes() {
    return counters.keySet().stream()
        .filter(name -> name.startsWith("reconnects_"))
        .map(name -> name.substring("reconnects_".length()))
        .collect(Collectors.toSet());
  }

  List<Duration> waits() {
    return waits;
  }

  /** Returns the queries of all requests for streams. */
  List<String> queries() {
    return simulator.requests().stream()
        .filter(request -> request.path().endsWith("/stream"))
        .map(request -> request.query())
        .toList();
  }

  HandClock clock() {
    return clock;
  }

  @Override
  public void close() {
    SessionFixture.end(session());
    simulator.close();
  }
}
