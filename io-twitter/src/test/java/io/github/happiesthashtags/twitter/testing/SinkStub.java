package io.github.happiesthashtags.twitter.testing;

import io.github.happiesthashtags.twitter.stream.ConnectionState;
import io.github.happiesthashtags.twitter.stream.Disconnection;
import io.github.happiesthashtags.twitter.stream.FeedProgress;
import io.github.happiesthashtags.twitter.stream.FeedSink;
import io.github.happiesthashtags.twitter.wire.MessageInspector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A sink that inspects lines, counts statuses, and records events. */
public abstract class SinkStub implements FeedSink, FeedSink.Report {
  private final MessageInspector inspector = new MessageInspector();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private volatile FeedProgress progress;

  protected SinkStub(FeedProgress start) {
    this.progress = start;
  }

  /** Returns the events of the connection, in words. */
  public List<String> events() {
    return List.copyOf(events);
  }

  protected MessageInspector inspected() {
    return inspector;
  }

  /** Counts the inspected line; the stream is received up to its last status. */
  protected void countInspected() {
    if (inspector.statuses() > 0) {
      long latest = inspector.latestMillis();
      progress =
          new FeedProgress(
              inspector.lastId(),
              progress.statuses() + inspector.statuses(),
              Math.max(progress.highestMillis(), latest),
              Math.max(progress.reachedMillis(), latest),
              progress.day(),
              progress.statusesOfDay());
    }
  }

  @Override
  public void enter(String source) {}

  @Override
  public MessageInspector inspect(byte[] line, int offset, int length) {
    inspector.inspect(line, offset, length);
    return inspector;
  }

  @Override
  public FeedProgress progress() {
    return progress;
  }

  @Override
  public boolean isWanted() {
    return true;
  }

  @Override
  public void recovering(long fromMillis, long toMillis) {
    events.add("recovering " + (toMillis - fromMillis));
  }

  @Override
  public void replaying() {
    events.add("replaying");
  }

  @Override
  public void complete(long untilMillis) {}

  @Override
  public void idle() {
    events.add("idle");
  }

  @Override
  public FeedSink.Report report() {
    return this;
  }

  @Override
  public void state(ConnectionState state) {}

  @Override
  public void reconnecting(Disconnection cause) {
    events.add(cause.label());
  }

  @Override
  public void recovered(long millis) {
    events.add("recovered " + millis);
  }

  @Override
  public void lost(long millis) {
    events.add("lost " + millis);
  }
}
