package io.github.happiesthashtags.twitter.stream;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One split's stream of messages, pushed by the session's thread. */
public interface Feed extends AutoCloseable {

  /**
   * Pushes messages into the sink until the feed's end. Failures that the feed's own protocol
   * recovers from are recovered here; what is thrown ends the session and fails the pipeline.
   *
   * @param resume where to go on, or null to begin
   */
  void run(@Nullable FeedMark resume, FeedSink sink) throws IOException, InterruptedException;

  /**
   * Whether messages happen as they come: keep-alives then tell that event time goes on with the
   * clock, and a status from the future is an error.
   */
  boolean isLive();

  /** Unblocks {@link #run} from another thread and frees what it holds. */
  @Override
  void close();
}
