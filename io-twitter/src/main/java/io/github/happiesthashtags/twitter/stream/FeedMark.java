package io.github.happiesthashtags.twitter.stream;

import com.google.auto.value.AutoValue;
import io.github.happiesthashtags.twitter.wire.EventTimes;
import io.github.happiesthashtags.twitter.wire.LengthPrefixed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.UnboundedSource;

/**
 * A checkpoint: what a reader has taken from its session, and what a new session needs to continue.
 * Immutable; holds no secret.
 */
@AutoValue
public abstract class FeedMark implements UnboundedSource.CheckpointMark {

  /**
   * Returns the id of the session that the blocks were taken from, which is unknown in any other
   * process.
   */
  public abstract long session();

  /** Returns the number of blocks taken from that session. */
  public abstract long sequence();

  /** Returns the stream or file of the last message taken, or an empty string. */
  public abstract String source();

  /** Returns the offset after the last message taken, in bytes of that stream or file. */
  public abstract long position();

  /** Returns the watermark after the last block taken, in milliseconds since the epoch. */
  public abstract long watermarkMillis();

  /** Returns how far the stream had been received with the last block taken. */
  public abstract FeedProgress progress();

  /** Creates a mark; see the properties for units. */
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
    // X accepts no acknowledgements.
  }

  /** A coder that writes a version number first, so that later versions can read older marks. */
  public static final class MarkCoder extends AtomicCoder<FeedMark> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 4;
    private static final VarLongCoder LONG = VarLongCoder.of();

    @Override
    public void encode(FeedMark mark, OutputStream out) throws IOException {
      FeedProgress progress = mark.progress();
      VarIntCoder.of().encode(VERSION, out);
      LONG.encode(mark.session(), out);
      LONG.encode(mark.sequence(), out);
      StringUtf8Coder.of().encode(mark.source(), out);
      LONG.encode(mark.position(), out);
      LONG.encode(mark.watermarkMillis(), out);
      LONG.encode(progress.lastId(), out);
      LONG.encode(progress.statuses(), out);
      LONG.encode(progress.highestMillis(), out);
      LONG.encode(progress.reachedMillis(), out);
      LONG.encode(progress.day(), out);
      LONG.encode(progress.statusesOfDay(), out);
      VarIntCoder.of().encode(progress.ahead().size(), out);
      for (long millis : progress.ahead()) {
        LONG.encode(millis, out);
      }
      LONG.encode(progress.statusesOfMonth(), out);
    }

    @Override
    public FeedMark decode(InputStream in) throws IOException {
      int version = VarIntCoder.of().decode(in);
      if (version < 1 || version > VERSION) {
        throw new CoderException(
            "a checkpoint mark of version "
                + version
                + ", but this program reads versions 1 to "
                + VERSION
                + ": restore with the version of the program that wrote it");
      }
      return FeedMark.of(
          LONG.decode(in),
          LONG.decode(in),
          LengthPrefixed.readString(in),
          LONG.decode(in),
          LONG.decode(in),
          switch (version) {
            case 1 -> progress1(in);
            case 2 -> progress2(in);
            case 3 -> progress3(in);
            default -> progress3(in).withStatusesOfMonth(LONG.decode(in));
          });
    }

    /** Reads version 1, which has no times except the one in the last status's id. */
    private static FeedProgress progress1(InputStream in) throws IOException {
      long lastId = LONG.decode(in);
      long statuses = LONG.decode(in);
      long millis = EventTimes.ofId(lastId);
      return millis == EventTimes.NONE
          ? new FeedProgress(lastId, statuses, Long.MIN_VALUE, Long.MIN_VALUE, 0, 0)
          : new FeedProgress(lastId, statuses, millis, millis, 0, 0);
    }

    private static FeedProgress progress3(InputStream in) throws IOException {
      return progress2(in).withAhead(ahead(in));
    }

    private static List<Long> ahead(InputStream in) throws IOException {
      int size = VarIntCoder.of().decode(in);
      if (size < 0 || size > UnconfirmedJump.ENOUGH) {
        throw new CoderException("a checkpoint mark is damaged: it has " + size + " event times");
      }
      List<Long> times = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        times.add(LONG.decode(in));
      }
      return times;
    }

    /** Reads version 2, which counts statuses of the day but not of the month. */
    private static FeedProgress progress2(InputStream in) throws IOException {
      return new FeedProgress(
          LONG.decode(in),
          LONG.decode(in),
          LONG.decode(in),
          LONG.decode(in),
          LONG.decode(in),
          LONG.decode(in));
    }
  }
}
