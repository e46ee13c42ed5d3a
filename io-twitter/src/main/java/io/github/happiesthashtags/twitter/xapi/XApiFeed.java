package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.http.ApiWords;
import io.github.happiesthashtags.twitter.http.InvalidRequestException;
import io.github.happiesthashtags.twitter.http.StreamClient;
import io.github.happiesthashtags.twitter.http.UserAgent;
import io.github.happiesthashtags.twitter.stream.Allowance;
import io.github.happiesthashtags.twitter.stream.ConnectGate;
import io.github.happiesthashtags.twitter.stream.ConnectionLog;
import io.github.happiesthashtags.twitter.stream.ConnectionState;
import io.github.happiesthashtags.twitter.stream.Disconnection;
import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.stream.FeedMark;
import io.github.happiesthashtags.twitter.stream.FeedProgress;
import io.github.happiesthashtags.twitter.stream.FeedSink;
import io.github.happiesthashtags.twitter.stream.GapAccount;
import io.github.happiesthashtags.twitter.stream.ReconnectPolicy;
import io.github.happiesthashtags.twitter.stream.StreamLines;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feed of one X API v2 stream or partition: it keeps one connection, and reconnects with the
 * back-off that the API asks for.
 */
final class XApiFeed implements Feed {
  private static final Logger LOG = LoggerFactory.getLogger(XApiFeed.class);

  /** The step in which a paused feed moves event time: as often as a keep-alive would arrive. */
  private static final Duration IDLE_STEP = Duration.ofSeconds(20);

  private final FeedSetup setup;
  private final StreamClient client;
  private final ReconnectPolicy policy;
  private final StreamLines lines;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ConnectionLog log;
  private final GapAccount gaps;
  private final ConnectGate gate;
  private boolean backfillAllowed = true;
  private boolean recoveryAllowed;
  private boolean cured;
  private boolean resumed;
  private @Nullable Instant connectedAt;

  /** Creates a feed that is not yet connected. */
  XApiFeed(FeedSetup setup) {
    this.setup = setup;
    this.client = new StreamClient(setup.silence, setup.proxies);
    this.policy = new ReconnectPolicy(setup.clock);
    this.lines = new StreamLines(setup.allowance, setup.clock, this::dataFlowed, closed);
    this.log = new ConnectionLog(LOG, setup.name, String.valueOf(setup.uri.getHost()));
    this.gaps = new GapAccount(log);
    this.gate = new ConnectGate(setup.uri, setup.name, setup.clock, setup.pause, log);
    this.recoveryAllowed = setup.recoverable;
  }

  private void dataFlowed() {
    policy.dataFlowed();
    cured = false;
    if (log.isUnsteady() && policy.isSteady()) {
      log.steady();
    }
  }

  @Override
  public void run(@Nullable FeedMark resume, FeedSink sink)
      throws IOException, InterruptedException {
    resumed = resume != null;
    // Posts from a time when the budget was used up were not wanted, so the feed does not ask for
    // them.
    sink.complete(setup.allowance.pausedUntilMillis(sink.progress()));
    while (isOpen() && sink.isWanted() && !setup.allowance.isUsedUp(sink.progress())) {
      if (setup.allowance.isPaused(sink.progress(), now().toEpochMilli())) {
        if (pauseForBudget(sink)) {
          return;
        }
      } else if (connectAndWait(sink)) {
        return;
      }
    }
  }

  /**
   * Reads one connection and waits before the next; returns true if the feed was closed meanwhile.
   */
  private boolean connectAndWait(FeedSink sink) throws IOException, InterruptedException {
    Outcome outcome;
    try {
      setup.control.prepare();
      if (gate.endsWithClose(closed, sink)) {
        return true;
      }
      outcome = connectAndRead(sink);
    } catch (CredentialsException | RulesException | InvalidRequestException e) {
      throw e;
    } catch (ApiResponse.RefusedException e) {
      ApiResponse response = e.response();
      outcome = new Outcome(response.cause(), String.valueOf(e.getMessage()), waitAfter(response));
    } catch (IOException e) {
      if (!isOpen()) {
        return true;
      }
      outcome =
          new Outcome(Disconnection.of(e), Disconnection.describe(e), policy.afterNetworkError());
    }
    if (!isOpen() || isSpent(sink)) {
      return false;
    }
    if (outcome.cause() != null) {
      sink.report().reconnecting(outcome.cause());
      sink.report().unreached(setup.name, outcome.what());
      log.lost(outcome.cause(), outcome.what(), outcome.pause(), policy.earlyEnds());
    }
    sink.report()
        .state(
            outcome.cause() == Disconnection.USAGE_CAP
                ? ConnectionState.CAPPED
                : ConnectionState.WAITING);
    return setup.pause.endsWithClose(closed, outcome.pause());
  }

  /**
   * The end of a connection.
   *
   * @param cause null if the connection ended as planned
   */
  private record Outcome(@Nullable Disconnection cause, String what, Duration pause) {}

  private Outcome connectAndRead(FeedSink sink) throws IOException, InterruptedException {
    Instant asked = now();
    FeedProgress progress = sink.progress();
    CatchUp catchUp =
        CatchUp.of(
            progress,
            asked.toEpochMilli(),
            setup.allowance.pausedUntilMillis(progress),
            backfillAllowed,
            recoveryAllowed);
    boolean isFirst = !sink.progress().hasReached();
    if (isFirst) {
      // The stream begins here: from now on, everything that is not received is a gap.
      sink.complete(asked.toEpochMilli());
    }
    sink.report().state(ConnectionState.CONNECTING);
    sink.enter(setup.name + '@' + asked);
    BearerToken token = setup.tokens.token();
    HttpResponse<InputStream> response = open(request(catchUp, token));
    try {
      if (response.statusCode() != 200) {
        return refused(response, token, catchUp, asked);
      }
      connectedAt = asked;
      policy.connected();
      log.connected();
      begin(isFirst, catchUp, asked, sink);
      return read(response, catchUp, sink);
    } finally {
      client.closeBody();
    }
  }

  private HttpRequest request(CatchUp catchUp, BearerToken token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(setup.uri + catchUp.query()))
            .header("Authorization", token.header())
            .header(UserAgent.HEADER, UserAgent.VALUE);
    if (setup.compressed) {
      request.header("Accept-Encoding", "gzip");
    }
    return request.build();
  }

  private HttpResponse<InputStream> open(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return client.open(request);
    } catch (IOException e) {
      gate.failed(e);
      throw e;
    }
  }

  /** Accounts for the gap before this connection. */
  private void begin(boolean isFirst, CatchUp catchUp, Instant asked, FeedSink sink) {
    if (!isFirst) {
      gaps.lostUntil(sink, catchUp.lostUntilMillis(now().toEpochMilli()));
    }
    switch (catchUp.kind()) {
      case NONE -> sink.report().state(ConnectionState.STREAMING);
      case BACKFILL -> {
        // The gap ends with the request: messages from the time until the answer arrive after it,
        // in order.
        long reached = sink.progress().reachedMillis();
        sink.recovering(reached, Math.max(reached, asked.toEpochMilli()));
        // The API does not mark where the backfill ends and current messages begin.
        sink.report().state(ConnectionState.STREAMING);
      }
      case RECOVERY -> {
        sink.replaying();
        sink.report().state(ConnectionState.RECOVERING);
      }
    }
  }

  private Outcome read(HttpResponse<InputStream> response, CatchUp catchUp, FeedSink sink)
      throws IOException, InterruptedException {
    boolean isRecovery = catchUp.kind() == CatchUp.Kind.RECOVERY;
    long before = sink.progress().reachedMillis();
    boolean whole = false;
    try (InputStream content = StreamClient.content(response)) {
      lines.read(content, sink);
      if (Thread.interrupted()) {
        throw new InterruptedException("the session is closed");
      }
      whole = isRecovery && isOpen() && !isSpent(sink) && !lines.endedWithError();
    } finally {
      if (whole) {
        sink.complete(catchUp.recoveredUntilMillis());
      }
      if (isRecovery) {
        gaps.recoveredSince(sink, before);
      }
    }
    if (whole) {
      return new Outcome(null, "", Duration.ZERO);
    }
    if (!lines.endedWithError()) {
      return new Outcome(
          Disconnection.ENDED, "the server ended the stream", policy.afterNetworkError());
    }
    ApiWords words = ApiWords.of(lines.lastError());
    return words.isUsageCap()
        ? new Outcome(
            Disconnection.USAGE_CAP,
            "the account has used up its posts or credits" + words.suffix(),
            policy.afterCap(Duration.ZERO))
        : new Outcome(
            Disconnection.OPERATIONAL,
            "the server said that it disconnects" + words.suffix(),
            policy.afterNetworkError());
  }

  private Outcome refused(
      HttpResponse<InputStream> response, BearerToken token, CatchUp catchUp, Instant asked)
      throws IOException, InterruptedException {
    ApiResponse refusal =
        ApiResponse.of(String.valueOf(setup.uri.getHost()), setup.uri.getPath(), response);
    int status = refusal.status();
    if ((status == 403 || status == 400) && catchUp.kind() != CatchUp.Kind.NONE) {
      return withoutCatchUp(catchUp, status);
    }
    if (status == 401 && !setup.tokens.token().header().equals(token.header())) {
      return new Outcome(Disconnection.TOKEN, "the token was replaced", Duration.ZERO);
    }
    switch (status) {
      case 401 -> throw refusal.refusedToken();
      case 403 -> throw refusal.refusedStream();
      case 400 -> throw refusal.invalidRequest();
      default -> {}
    }
    if (refusal.cause() == Disconnection.NO_RULES) {
      setup.control.rulesAreGone();
    }
    if (refusal.cause() == Disconnection.TOO_MANY_CONNECTIONS && cure(asked)) {
      return new Outcome(refusal.cause(), "a dead connection was ended", Duration.ZERO);
    }
    return new Outcome(refusal.cause(), refusal.refusal(), waitAfter(refusal));
  }

  private Duration waitAfter(ApiResponse refusal) {
    return policy.afterRefusal(refusal.cause(), refusal.asked(now()));
  }

  private Outcome withoutCatchUp(CatchUp catchUp, int status) {
    if (catchUp.kind() == CatchUp.Kind.RECOVERY) {
      recoveryAllowed = false;
    } else {
      backfillAllowed = false;
    }
    return new Outcome(
        Disconnection.RECOVERY_REFUSED,
        "the plan has no " + catchUp.kind().name().toLowerCase(Locale.ROOT) + " (" + status + ")",
        Duration.ZERO);
  }

  /**
   * Ends a stale connection, but only if this feed, now or before a restart, had a connection and
   * lost it.
   */
  private boolean cure(Instant asked) throws InterruptedException {
    if (cured || (connectedAt == null && !resumed)) {
      return false;
    }
    cured = setup.control.endStale(connectedAt, asked) > 0;
    return cured;
  }

  private static String posts(long count) {
    return count == 1 ? "1 post" : count + " posts";
  }

  /**
   * Lets event time follow the clock without messages; returns true if the feed was closed
   * meanwhile.
   */
  private boolean pauseForBudget(FeedSink sink) throws InterruptedException {
    Allowance allowance = setup.allowance;
    boolean isMonth = allowance.isMonthUsedUp(sink.progress());
    long end = allowance.pausedUntilMillis(sink.progress());
    LOG.warn(
        "{}: {} budget is used up, {} read; reading goes on at {}",
        setup.name,
        isMonth ? "this month's" : "today's",
        posts(isMonth ? allowance.statusesPerMonth() : allowance.statusesPerDay()),
        Instant.ofEpochMilli(end));
    sink.report().state(ConnectionState.PAUSED);
    long left = end - now().toEpochMilli();
    while (left > 0 && sink.isWanted()) {
      sink.idle();
      Duration step = Duration.ofMillis(Math.min(left, IDLE_STEP.toMillis()));
      if (setup.pause.endsWithClose(closed, step)) {
        return true;
      }
      left = end - now().toEpochMilli();
    }
    sink.idle();
    return false;
  }

  private boolean isSpent(FeedSink sink) {
    FeedProgress progress = sink.progress();
    return setup.allowance.isUsedUp(progress)
        || setup.allowance.isPaused(progress, now().toEpochMilli());
  }

  private Instant now() {
    return setup.clock.instant();
  }

  private boolean isOpen() {
    return closed.getCount() > 0;
  }

  @Override
  public boolean isLive() {
    return true;
  }

  @Override
  public void close() {
    closed.countDown();
    client.close();
    setup.control.close();
  }
}
