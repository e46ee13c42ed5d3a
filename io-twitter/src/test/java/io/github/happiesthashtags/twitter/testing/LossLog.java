package io.github.happiesthashtags.twitter.testing;

import io.github.happiesthashtags.twitter.stream.ConnectionState;
import io.github.happiesthashtags.twitter.stream.Disconnection;
import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.stream.FeedMark;
import io.github.happiesthashtags.twitter.stream.FeedProgress;
import io.github.happiesthashtags.twitter.stream.FeedSink;
import io.github.happiesthashtags.twitter.wire.MessageInspector;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A feed that runs another and records the times that it reports as lost, of which a counter has
 * only the sum.
 */
public final class LossLog implements Feed {

  /**
   * A period that is reported as lost, without its ends.
   *
   * @param afterMillis the start, in milliseconds since the epoch
   * @param untilMillis the end
   */
  public record Loss(long afterMillis, long untilMillis) {

    /** Returns whether the period covers this moment. */
    public boolean covers(long millis) {
      return millis > afterMillis && millis < untilMillis;
    }
  }

  private final Feed feed;
  private final List<Loss> losses;

  /**
   * Creates a log.
   *
   * @param losses the list to which the log adds losses
   */
  public LossLog(Feed feed, List<Loss> losses) {
    this.feed = feed;
    this.losses = losses;
  }

  /** Returns a list for losses that another thread adds. */
  public static List<Loss> list() {
    return new CopyOnWriteArrayList<>();
  }

  @Override
  public void run(@Nullable FeedMark resume, FeedSink sink)
      throws IOException, InterruptedException {
    feed.run(resume, new Noting(sink));
  }

  @Override
  public boolean isLive() {
    return feed.isLive();
  }

  @Override
  public void close() {
    feed.close();
  }

  private final class Noting implements FeedSink, FeedSink.Report {
    private final FeedSink sink;

    Noting(FeedSink sink) {
      this.sink = sink;
    }

    @Override
    public void lost(long millis) {
      long after = sink.progress().reachedMillis();
      losses.add(new Loss(after, after + millis));
      sink.report().lost(millis);
    }

    @Override
    public void enter(String source) {
      sink.enter(source);
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
    public void complete(long untilMillis) {
      sink.complete(untilMillis);
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
}
