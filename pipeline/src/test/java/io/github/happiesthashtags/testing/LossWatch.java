package io.github.happiesthashtags.testing;

import io.github.happiesthashtags.twitter.stream.ConnectionState;
import io.github.happiesthashtags.twitter.stream.Disconnection;
import io.github.happiesthashtags.twitter.stream.FeedProgress;
import io.github.happiesthashtags.twitter.stream.FeedSink;
import io.github.happiesthashtags.twitter.wire.MessageInspector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passes everything on, and notes the times that are reported as lost. */
final class LossWatch implements FeedSink, FeedSink.Report {
  private static final Pattern BACKFILL = Pattern.compile("backfill_minutes=([0-9])");

  private final FeedSink sink;
  private final List<FaultyRun.Lost> lost;
  private final Supplier<String> query;
  private long askedMillis;
  private long lostMillis;

  /**
   * Notes into a list.
   *
   * @param query the query of the stream that was opened last
   */
  LossWatch(FeedSink sink, List<FaultyRun.Lost> lost, Supplier<String> query) {
    this.sink = sink;
    this.lost = lost;
    this.query = query;
  }

  @Override
  public void enter(String source) {
    askedMillis = Instant.parse(source.substring(source.indexOf('@') + 1)).toEpochMilli();
    sink.enter(source);
  }

  @Override
  public void lost(long millis) {
    lostMillis = millis;
    sink.report().lost(millis);
  }

  @Override
  public void complete(long untilMillis) {
    if (lostMillis > 0) {
      // Virtual time goes on while the answer is on its way, so the client's end is a little late.
      Matcher minutes = BACKFILL.matcher(query.get());
      long coveredFrom =
          minutes.find()
              ? askedMillis - Duration.ofMinutes(Long.parseLong(minutes.group(1))).toMillis()
              : askedMillis;
      lost.add(
          new FaultyRun.Lost(
              untilMillis - lostMillis, Math.min(untilMillis, coveredFrom) - 1, untilMillis));
      lostMillis = 0;
    }
    sink.complete(untilMillis);
  }

  @Override
  public MessageInspector inspect(byte[] line, int offset, int length) {
    return sink.inspect(line, offset, length);
  }

  @Override
  public void append(byte[] line, int offset, int length, long position, long next)
      throws InterruptedException {
    sink.append(line, offset, length, position, next);
  }

  @Override
  public FeedProgress progress() {
    return sink.progress();
  }

  @Override
  public boolean isWanted() {
    return sink.isWanted();
  }

  @Override
  public void recovering(long fromMillis, long toMillis) {
    sink.recovering(fromMillis, toMillis);
  }

  @Override
  public void replaying() {
    sink.replaying();
  }

  @Override
  public void idle() {
    sink.idle();
  }

  @Override
  public FeedSink.Report report() {
    return this;
  }

  @Override
  public void state(ConnectionState state) {
    sink.report().state(state);
  }

  @Override
  public void reconnecting(Disconnection cause) {
    sink.report().reconnecting(cause);
  }

  @Override
  public void recovered(long millis) {
    sink.report().recovered(millis);
  }
}
