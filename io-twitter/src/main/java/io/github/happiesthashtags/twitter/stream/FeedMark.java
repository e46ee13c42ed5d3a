package io.github.happiesthashtags.twitter.stream;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.io.UnboundedSource;

/**
 * How far a reader has come: what it has taken from its session, and what a new session needs to go
 * on. Immutable; holds no secret.
 */
@AutoValue
public abstract class FeedMark implements UnboundedSource.CheckpointMark {

  /** Names the session that the blocks were taken from; another process will not know it. */
  public abstract long session();

  /** How many blocks were taken from that session. */
  public abstract long sequence();

  /** The stream or file of the last message taken, or an empty string. */
  public abstract String source();

  /** The offset after the last message taken, in bytes of that stream or file. */
  public abstract long position();

  /** The watermark after the last block taken, in milliseconds since the epoch. */
  public abstract long watermarkMillis();

  /** How far the stream had been received with the last block taken. */
  public abstract FeedProgress progress();

  /** A mark; see the properties for units. */
  public static FeedMark of(
      long session,
      long sequence,
      String source,
      long position,
      long watermarkMillis,
      FeedProgress progress) {
    return new AutoValue_FeedMark(session, sequence, source, position, watermarkMillis, progress);
  }

  @Override
  public void finalizeCheckpoint() {
    // Twitter takes no acknowledgements.
  }
}
