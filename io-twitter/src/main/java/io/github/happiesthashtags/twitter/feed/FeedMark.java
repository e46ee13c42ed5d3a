package io.github.happiesthashtags.twitter.feed;

import com.google.auto.value.AutoValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
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

  /** The id of the last status taken, or 0. */
  public abstract long lastId();

  /** How many statuses were taken in all. */
  public abstract long statuses();

  /** A mark; see the properties for units. */
  public static FeedMark of(
      long session,
      long sequence,
      String source,
      long position,
      long watermarkMillis,
      long lastId,
      long statuses) {
    return new AutoValue_FeedMark(
        session, sequence, source, position, watermarkMillis, lastId, statuses);
  }

  @Override
  public void finalizeCheckpoint() {
    // Twitter takes no acknowledgements.
  }

  /** Encodes a mark behind a version number, so that later versions read what this one wrote. */
  public static final class MarkCoder extends AtomicCoder<FeedMark> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;
    private static final VarLongCoder LONG = VarLongCoder.of();

    @Override
    public void encode(FeedMark mark, OutputStream out) throws IOException {
      VarIntCoder.of().encode(VERSION, out);
      LONG.encode(mark.session(), out);
      LONG.encode(mark.sequence(), out);
      StringUtf8Coder.of().encode(mark.source(), out);
      LONG.encode(mark.position(), out);
      LONG.encode(mark.watermarkMillis(), out);
      LONG.encode(mark.lastId(), out);
      LONG.encode(mark.statuses(), out);
    }

    @Override
    public FeedMark decode(InputStream in) throws IOException {
      int version = VarIntCoder.of().decode(in);
      if (version != VERSION) {
        throw new CoderException(
            "a checkpoint mark of version "
                + version
                + ", but this program reads version "
                + VERSION
                + ": restore with the version of the program that wrote it");
      }
      return FeedMark.of(
          LONG.decode(in),
          LONG.decode(in),
          StringUtf8Coder.of().decode(in),
          LONG.decode(in),
          LONG.decode(in),
          LONG.decode(in),
          LONG.decode(in));
    }
  }
}
