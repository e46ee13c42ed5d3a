package io.github.happiesthashtags.testing;

import io.github.happiesthashtags.simulator.Fault;
import io.github.happiesthashtags.simulator.Made;
import io.github.happiesthashtags.simulator.VirtualClock;
import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.stream.FeedMark;
import io.github.happiesthashtags.twitter.stream.FeedSink;
import io.github.happiesthashtags.twitter.stream.Overflow;
import io.github.happiesthashtags.twitter.stream.Session;
import io.github.happiesthashtags.twitter.stream.SessionSettings;
import io.github.happiesthashtags.twitter.stream.Sessions;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.xapi.FeedConditions;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The real client, in virtual time, against a simulator with faults that a seed chooses. */
public final class FaultyRun {
  /** Days of their own keep the windows of different seeds apart. */
  private static final Instant FIRST_DAY = Instant.parse("2015-01-01T05:00:00Z");

  private static final long DISORDER_MILLIS = 10_000;
  private static final Duration SILENCE = Duration.ofMillis(400);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * A time of which the client said that it is lost.
   *
   * @param fromMillis the last moment before it
   * @param surelyMillis until then, nothing of it can have come
   * @param toMillis its last moment
   */
  public record Lost(long fromMillis, long surelyMillis, long toMillis) {
    boolean mayHold(long millis) {
      return millis > fromMillis && millis <= toMillis;
    }

    boolean surelyHolds(long millis) {
      return millis > fromMillis && millis <= surelyMillis;
    }
  }

  private final int seed;
  private final Random random;
  private final VirtualClock clock;
  private final List<Made> made = new CopyOnWriteArrayList<>();
  private final List<Lost> lost = new ArrayList<>();
  private final List<MessageBlock> blocks = new ArrayList<>();
  private final List<String> script = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private final boolean backfill;
  private final boolean recovery;

  private FaultyRun(int seed) {
    this.seed = seed;
    this.random = new Random(seed);
    this.clock = new VirtualClock(FIRST_DAY.plus(Duration.ofDays(3L * seed)));
    this.backfill = random.nextInt(4) != 0;
    this.recovery = random.nextInt(4) != 0;
  }

  /** Runs until the client has got, or given up, all that the simulator made. */
  public static FaultyRun of(int seed) throws IOException, InterruptedException {
    FaultyRun run = new FaultyRun(seed);
    try {
      run.run();
    } catch (AssertionError e) {
      throw new AssertionError(run + ": " + e.getMessage(), e);
    }
    return run;
  }

  private void run() throws IOException, InterruptedException {
    int tweets = 200 + random.nextInt(800);
    double rate = 0.5 + 20 * random.nextDouble();
    XApiSimulator.Builder builder =
        XApiSimulator.builder()
            .seed(seed)
            .clock(clock)
            .tweetsPerSecond(rate)
            .tweetLimit(tweets)
            .happyShare(0.6)
            .backfillAllowed(backfill)
            .recoveryAllowed(recovery)
            .rules(List.of("everything"))
            .onMade(made::add);
    for (int faults = random.nextInt(7); faults > 0; faults--) {
      Fault fault = anyFault();
      int after = 1 + random.nextInt(tweets);
      script.add(after + ":" + fault);
      builder.fault(after, fault);
    }
    try (XApiSimulator simulator = builder.start()) {
      try {
        read(simulator, tweets);
      } finally {
        simulator
            .requests()
            .forEach(
                request ->
                    requests.add(
                        request.query().replaceAll("tweet.fields.*referenced_tweets.id", "")
                            + " "
                            + request.status()));
      }
    }
  }

  private Fault anyFault() {
    return switch (random.nextInt(16)) {
      case 0 -> Fault.cutMidLine();
      case 1 -> Fault.cutMidCharacter();
      case 2 -> Fault.halfOpen();
      case 3 -> Fault.slowDrip(1 + random.nextInt(3));
      case 4 -> Fault.noKeepAlive();
      case 5 -> Fault.disconnectMessage();
      case 6 -> Fault.cleanEnd();
      case 7 -> Fault.reset();
      case 8 -> Fault.garbage();
      case 9 -> Fault.longLine(100_000 + random.nextInt(200_000));
      case 10 -> Fault.duplicate(1 + random.nextInt(60));
      // Where nothing is sent again, what was out of order at a cut is lost unseen.
      case 11 -> backfill ? Fault.reorder(2 + random.nextInt(7)) : Fault.cutMidLine();
      case 12 -> Fault.burst(1 + random.nextInt(20));
      case 13 -> Fault.stale();
      // Eight waits, doubling from five seconds, are a gap of 16 minutes.
      case 14 -> Fault.refuse(503, 1 + random.nextInt(8)).withCut();
      default -> Fault.refuse(429, 1 + random.nextInt(3)).withCut();
    };
  }

  private void read(XApiSimulator simulator, int tweets) throws IOException, InterruptedException {
    Path token = Files.createTempFile("faulty-run-", ".token");
    try {
      Files.writeString(token, simulator.bearerToken());
      XApi api =
          XApi.streams(random.nextBoolean() ? "filtered" : "sample")
              .withUrl(simulator.uri().toString())
              .withBearerTokenFile(token.toString());
      FeedConditions conditions =
          new FeedConditions(
              SILENCE,
              random.nextBoolean(),
              (closed, wait) -> {
                clock.advance(wait);
                return closed.getCount() == 0;
              },
              clock);
      read(simulator, api.open(0, conditions), tweets);
    } finally {
      Files.delete(token);
    }
  }

  private void read(XApiSimulator simulator, Feed feed, int tweets)
      throws IOException, InterruptedException {
    String split = "faulty-run-" + seed;
    Session session =
        Sessions.acquire(
            split,
            null,
            () -> new Watched(feed, () -> lastQuery(simulator)),
            SessionSettings.of(DISORDER_MILLIS, Overflow.BLOCK).withClock(clock));
    try {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!isComplete(session, tweets)) {
        Session.Taken taken = session.take();
        if (taken == null) {
          session.await(5);
        } else {
          blocks.add(taken.block());
        }
        if (System.nanoTime() > deadline) {
          throw new AssertionError(
              "no end: "
                  + made.size()
                  + " of "
                  + tweets
                  + " made, the clock at "
                  + clock.instant()
                  + ", the watermark at "
                  + session.watermarkMillis()
                  + ", "
                  + session.mark());
        }
      }
    } finally {
      Sessions.release(split, session);
    }
  }

  private static String lastQuery(XApiSimulator simulator) {
    return simulator.requests().stream()
        .filter(request -> request.path().endsWith("/stream") && request.status() == 200)
        .reduce("", (before, request) -> request.query(), (a, b) -> b);
  }

  /** Whether the stream has been quiet for so long that every window of it is closed. */
  private boolean isComplete(Session session, int tweets) {
    return made.size() >= tweets
        && session.backlogBytes() == 0
        && session.watermarkMillis() > clock.millis() - 60_000
        && session.watermarkMillis() > made.get(made.size() - 1).eventTimeMillis();
  }

  /** Everything that the simulator made, in order. */
  public List<Made> made() {
    return made;
  }

  /** What the client passed on. */
  public List<MessageBlock> blocks() {
    return blocks;
  }

  /** Whether the client said of this moment that what happened then is lost. */
  public boolean mayBeLost(long millis) {
    return lost.stream().anyMatch(gap -> gap.mayHold(millis));
  }

  /** Whether nothing that happened then can have come. */
  public boolean isSurelyLost(long millis) {
    return lost.stream().anyMatch(gap -> gap.surelyHolds(millis));
  }

  /** Whether what was missed can always be had, whatever the faults. */
  public boolean losesNothing() {
    return lost.isEmpty();
  }

  @Override
  public String toString() {
    return "seed "
        + seed
        + " (backfill "
        + backfill
        + ", recovery "
        + recovery
        + ", faults "
        + script
        + ", lost "
        + lost
        + ", requests "
        + requests
        + ")";
  }

  /** The feed, with its reports of what is lost overheard. */
  private final class Watched implements Feed {
    private final Feed feed;
    private final Supplier<String> query;

    Watched(Feed feed, Supplier<String> query) {
      this.feed = feed;
      this.query = query;
    }

    @Override
    public void run(@Nullable FeedMark resume, FeedSink sink)
        throws IOException, InterruptedException {
      feed.run(resume, new LossWatch(sink, lost, query));
    }

    @Override
    public boolean isLive() {
      return feed.isLive();
    }

    @Override
    public void close() {
      feed.close();
    }
  }
}
