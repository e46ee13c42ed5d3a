package io.github.happiesthashtags.twitter.stream;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A source of messages for one split, which the session's thread runs. */
public interface Feed extends AutoCloseable {

  /**
   * Pushes messages into the sink until the feed ends. The feed handles failures that its protocol
   * can recover from; an exception ends the session and fails the pipeline.
   *
   * @param resume where to continue, or null to begin
   */
  void run(@Nullable FeedMark resume, FeedSink sink) throws IOException, InterruptedException;

  /**
   * Returns whether messages arrive as they happen. Then keep-alives show that event time follows
   * the clock, and a status from the future is an error.
   */
  boolean isLive();

  /** Unblocks {@link #run} from another thread and frees its resources. */
  @Override
  void close();
}
